#include "formats/workflow_command.hpp"

#include <fmt/format.h>

#include <cstdint>

namespace ipcgrade::formats {
namespace {

std::string replaced(std::string_view text, std::string_view what, std::string_view by) {
  std::string out;
  for (std::size_t at = text.find(what); at != std::string_view::npos; at = text.find(what)) {
    out.append(text.substr(0, at)).append(by);
    text.remove_prefix(at + what.size());
  }
  return out.append(text);
}

// '%' first: it begins the others' escapes.
std::string escaped_data(std::string_view text) {
  return replaced(replaced(replaced(text, "%", "%25"), "\r", "%0D"), "\n", "%0A");
}

std::string escaped_property(std::string_view text) { return replaced(replaced(escaped_data(text), ":", "%3A"), ",", "%2C"); }

// FNV-1a, 64 bits: different texts have different tokens, and the same text the same.
std::uint64_t hash_of(std::string_view text) {
  std::uint64_t hash = 0xcbf29ce484222325;
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3;
  return hash;
}

}  // namespace

std::string workflow_command(std::string_view name, const std::vector<Property>& properties, std::string_view text) {
  std::string list;
  for (const Property& property : properties)
    list += fmt::format("{}{}={}", list.empty() ? " " : ",", property.name, escaped_property(property.value));
  return fmt::format("::{}{}::{}\n", name, list, escaped_data(text));
}

std::string without_commands(std::string_view text) {
  std::uint64_t number = hash_of(text);
  std::string token = fmt::format("ipcgrade-{:016x}", number);
  while (text.find(token) != std::string_view::npos) token = fmt::format("ipcgrade-{:016x}", ++number);
  const bool ends = text.empty() || text.back() == '\n';
  return fmt::format("::stop-commands::{}\n{}{}::{}::\n", token, text, ends ? "" : "\n", token);
}

std::string no_command(std::string_view line) { return replaced(replaced(line, "##[", "## ["), "::", ": :"); }

}  // namespace ipcgrade::formats
