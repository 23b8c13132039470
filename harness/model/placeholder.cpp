#include "model/placeholder.hpp"

namespace ipcgrade::model {
namespace {

bool may_open(char c) { return c >= 'a' && c <= 'z'; }
bool may_follow(char c) { return may_open(c) || (c >= '0' && c <= '9') || c == '_'; }

// The name of the placeholder that begins at `at`; empty: none does.
std::string_view name_at(std::string_view text, std::size_t at) {
  if (text[at] != '{' || at + 1 == text.size() || !may_open(text[at + 1])) return {};
  std::size_t end = at + 1;
  while (end < text.size() && may_follow(text[end])) ++end;
  return end < text.size() && text[end] == '}' ? text.substr(at + 1, end - at - 1) : std::string_view{};
}

}  // namespace

std::vector<std::string> placeholders_in(std::string_view text) {
  std::vector<std::string> names;
  for (std::size_t at = 0; at < text.size(); ++at)
    if (const std::string_view name = name_at(text, at); !name.empty()) names.emplace_back(name);
  return names;
}

std::string fill_placeholders(std::string_view text, const std::map<std::string, std::string>& values) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const std::string_view name = name_at(text, at);
    const auto value = name.empty() ? values.end() : values.find(std::string(name));
    if (value == values.end()) {
      out += text[at++];
      continue;
    }
    out += value->second;
    at += name.size() + 2;
  }
  return out;
}

}  // namespace ipcgrade::model
