#include "formats/inert_json.hpp"

#include <cmath>

namespace ipcgrade::formats {

std::string inert_json(const Json& json, Layout layout) {
  const std::string plain = json.dump(layout == Layout::indented ? 2 : -1);
  std::string out;
  for (const char c : plain) {  // outside of strings JSON has none of these
    switch (c) {
      case '<':
        out += "\\u003c";
        break;
      case '>':
        out += "\\u003e";
        break;
      case '&':
        out += "\\u0026";
        break;
      default:
        out += c;
    }
  }
  return out;
}

Json hundredths(int value) {
  if (value % 100 == 0) return value / 100;
  return static_cast<double>(value) / 100;
}

Json mark_number(double mark) { return hundredths(static_cast<int>(std::lround(mark * 100))); }

}  // namespace ipcgrade::formats
