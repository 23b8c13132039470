#include "lang/row.hpp"

#include <algorithm>
#include <numeric>

#include "base/error.hpp"
#include "lang/particle.hpp"

namespace ipcgrade::lang {
namespace {

[[noreturn]] void refuse(std::string_view key, const std::string& why) {
  throw base::InputError({}, "the row \"" + std::string(key) + "\" " + why);
}

Place place_from(std::string_view inside, std::size_t number) {
  const std::size_t colon = inside.find(':');
  Place place{std::string(inside.substr(0, colon)), ""};
  if (colon != std::string_view::npos) place.kind = inside.substr(colon + 1);
  if (place.name.empty()) place.name = std::to_string(number);
  return place;
}

void check_places(const Row& row, std::string_view key) {
  for (std::size_t at = row.value.find('{'); at != std::string::npos; at = row.value.find('{', at + 1)) {
    const std::size_t end = row.value.find('}', at);
    const std::string name = row.value.substr(at + 1, end == std::string::npos ? end : end - at - 1);
    if (std::none_of(row.places.begin(), row.places.end(), [&](const Place& place) { return place.name == name; }))
      refuse(key, "has no place {" + name + "}, which its translation uses");
  }
}

// A particle's end, where one begins at `at`: "[은/는]".
std::size_t particle_end(std::string_view text, std::size_t at) {
  const std::size_t end = text.find(']', at);
  const std::size_t slash = text.find('/', at);
  return text[at] == '[' && end != std::string_view::npos && slash < end ? end : std::string_view::npos;
}

}  // namespace

std::size_t Row::literal() const {
  return std::accumulate(pieces.begin(), pieces.end(), std::size_t{0},
                         [](std::size_t sum, const std::string& piece) { return sum + piece.size(); });
}

Row row_from(std::string_view key, std::string_view value) {
  Row row;
  row.value = value;
  std::size_t from = 0;
  for (std::size_t open = key.find('{'); open != std::string_view::npos; open = key.find('{', from)) {
    const std::size_t close = key.find('}', open);
    if (close == std::string_view::npos) refuse(key, "has a { without its }");
    row.pieces.emplace_back(key.substr(from, open - from));
    row.places.push_back(place_from(key.substr(open + 1, close - open - 1), row.places.size()));
    from = close + 1;
  }
  row.pieces.emplace_back(key.substr(from));
  check_places(row, key);
  return row;
}

std::string filled(const std::string& value, const std::map<std::string, std::string>& places) {
  std::string out;
  for (std::size_t i = 0; i < value.size(); ++i) {
    if (const std::size_t end = particle_end(value, i); end != std::string::npos) {
      const std::size_t slash = value.find('/', i);
      out += particle(out, value.substr(i + 1, slash - i - 1), value.substr(slash + 1, end - slash - 1));
      i = end;
    } else if (value[i] == '{') {
      const std::size_t close = value.find('}', i);
      const std::string& text = places.at(value.substr(i + 1, close - i - 1));
      // A place that stays empty leaves no gap behind.
      const bool gap = (out.empty() || out.back() == ' ') && text.starts_with(' ');
      out += gap ? text.substr(1) : text;
      i = close;
    } else if (!(value[i] == ' ' && out.ends_with(' '))) {
      out += value[i];
    }
  }
  return out;
}

}  // namespace ipcgrade::lang
