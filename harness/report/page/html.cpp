#include "report/page/html.hpp"

#include <algorithm>
#include <array>

#include "report/printable.hpp"

namespace ipcgrade::report::page {
namespace {

struct Replacement {
  std::string_view what;
  std::string_view with;
};

template <std::size_t Size>
std::string replaced(std::string_view text, const std::array<Replacement, Size>& table) {
  std::string out;
  out.reserve(text.size());
  while (!text.empty()) {
    const auto* row = std::find_if(table.begin(), table.end(), [&](const Replacement& r) { return text.starts_with(r.what); });
    out += row == table.end() ? text.substr(0, 1) : row->with;
    text.remove_prefix(row == table.end() ? 1 : row->what.size());
  }
  return out;
}

std::string escaped(std::string_view text) {
  static constexpr std::array table = {Replacement{"&", "&amp;"}, Replacement{"<", "&lt;"}, Replacement{">", "&gt;"},
                                       Replacement{"\"", "&quot;"}, Replacement{"'", "&#39;"}};
  return replaced(text, table);
}

std::string start_tag(std::string_view name, const Attributes& attributes) {
  std::string tag = "<" + std::string(name);
  for (const auto& [key, value] : attributes) {
    tag += " " + std::string(key);
    if (!value.empty()) tag += "=\"" + escaped(printable(value)) + "\"";
  }
  return tag + ">";
}

}  // namespace

Html::Html(std::string_view text) : markup_(escaped(printable(text, Lines::kept))) {}

Html Html::trusted(std::string markup) {
  Html html;
  html.markup_ = std::move(markup);
  return html;
}

Html element(std::string_view name, const Attributes& attributes, std::initializer_list<Html> children) {
  std::string out = start_tag(name, attributes);
  for (const Html& child : children) out += child.markup();
  out += "</" + std::string(name) + ">";
  return Html::trusted(std::move(out));
}

Html element(std::string_view name, const Attributes& attributes) { return Html::trusted(start_tag(name, attributes)); }

Html inert_json(std::string_view json) {
  // U+2028 and U+2029 end a line of JavaScript, if never one of JSON (ECMA-262, 12.3).
  static constexpr std::array table = {Replacement{"<", "\\u003c"}, Replacement{">", "\\u003e"}, Replacement{"&", "\\u0026"},
                                       Replacement{"\u2028", "\\u2028"}, Replacement{"\u2029", "\\u2029"}};
  return Html::trusted(replaced(json, table));
}

}  // namespace ipcgrade::report::page
