#include "engine/symbols/modules.hpp"

#include <charconv>
#include <optional>
#include <set>
#include <string_view>

namespace ipcgrade::engine::symbols {
namespace {

struct Line {
  Module module;
  bool executable = false;
};

// Takes the text up to `end` off the front of `text`; all of it where there is no such character.
std::string_view take(std::string_view& text, char end) {
  const auto at = text.find(end);
  const auto word = text.substr(0, at);
  text.remove_prefix(at == std::string_view::npos ? text.size() : at + 1);
  return word;
}

std::optional<std::uint64_t> hexadecimal(std::string_view word) {
  std::uint64_t value = 0;
  const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), value, 16);
  if (error != std::errc{} || end != word.data() + word.size()) return std::nullopt;
  return value;
}

// "55d0c0a00000-55d0c0a01000 r-xp 00001000 fe:00 1234                       /work/greet"
std::optional<Line> read_line(std::string_view text) {
  const auto start = hexadecimal(take(text, '-'));
  const auto end = hexadecimal(take(text, ' '));
  const auto access = take(text, ' ');
  const auto offset = hexadecimal(take(text, ' '));
  if (!start || !end || !offset || *end <= *start || access.size() < 4) return std::nullopt;
  take(text, ' ');  // device
  take(text, ' ');  // inode
  const auto slash = text.find_first_not_of(' ');
  // No path: anonymous memory. In brackets: the kernel's own ("[stack]", "[vdso]").
  if (slash == std::string_view::npos || text[slash] != '/') return std::nullopt;
  return Line{{*start, *end, *offset, std::string(text.substr(slash))}, access[2] == 'x'};
}

}  // namespace

std::vector<Module> read_modules(const std::string& proc_maps_text) {
  std::vector<Module> all;
  std::set<std::string> with_code;
  for (std::string_view rest = proc_maps_text; !rest.empty();) {
    auto line = read_line(take(rest, '\n'));
    if (!line) continue;
    if (line->executable) with_code.insert(line->module.path);
    all.push_back(std::move(line->module));
  }
  std::erase_if(all, [&](const Module& module) { return !with_code.contains(module.path); });
  return all;
}

}  // namespace ipcgrade::engine::symbols
