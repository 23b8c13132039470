#include "report/file_name.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>

#include "base/hash.hpp"
#include "report/printable.hpp"

namespace ipcgrade::report {
namespace {

constexpr std::size_t longest = 120;

// What is not ASCII is another script's letter, if it is printable at all.
bool is_plain(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte >= 0x80 || std::isalnum(byte) != 0 || std::string_view("-_.@+ ()").find(c) != std::string_view::npos;
}

// Results have files of their own beside these: marks.csv, NAME.txt.
bool is_taken(std::string_view name) {
  static constexpr std::array<std::string_view, 6> kinds = {".txt", ".html", ".csv", ".json", ".xml", ".db"};
  return name == "unpacked" ||
         std::any_of(kinds.begin(), kinds.end(), [&](std::string_view kind) { return name.ends_with(kind); });
}

}  // namespace

std::string safe_file_name(std::string_view name) {
  const bool safe = !name.empty() && name.size() <= longest && std::all_of(name.begin(), name.end(), is_plain) &&
                    name.front() != '.' && name.front() != '-' && name.front() != ' ' && name.back() != ' ' &&
                    printable(name) == name && !is_taken(name);
  if (safe) return std::string(name);
  std::string left;
  for (const char c : name.substr(0, longest / 2)) {
    const bool kept = is_plain(c) && static_cast<unsigned char>(c) < 0x80 && c != ' ';
    left += kept ? c : '_';
  }
  if (left.empty() || left.front() == '.' || left.front() == '-') left.insert(0, 1, '_');
  return fmt::format("{}~{:08x}", left, base::fnv1a(name) & 0xffffffffU);
}

}  // namespace ipcgrade::report
