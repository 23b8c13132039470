#include "scenario/context.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/spelling.hpp"

namespace ipcgrade::scenario {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); }

// "/1", "/2/1": numbers count from 1 in the order of the forks.
bool is_path_of_children(std::string_view path) {
  while (!path.empty()) {
    path.remove_prefix(1);
    const std::string_view number = path.substr(0, path.find('/'));
    const bool good =
        !number.empty() && number.size() <= 4 && number[0] != '0' && std::all_of(number.begin(), number.end(), is_digit);
    if (!good) return false;
    path.remove_prefix(number.size());
  }
  return true;
}

}  // namespace

bool is_plain_name(const std::string& text) {
  const auto plain = [](char c) { return is_letter(c) || is_digit(c) || c == '-' || c == '_'; };
  return !text.empty() && text[0] != '-' && text[0] != '_' && std::all_of(text.begin(), text.end(), plain);
}

std::string read_process(const Node& node, Whose whose, Context& context) {
  std::string label = read_text(node, "a process", context.complaints);
  if (node.as<std::string>() == nullptr) return label;
  const std::string root = label.substr(0, label.find('/'));
  const auto complain = [&](const std::string& text) { context.complaints.add(node.position, text); };
  if (std::find(context.started.begin(), context.started.end(), root) == context.started.end())
    complain(fmt::format("no earlier step starts '{}'{}", shortened(root), base::suggestion(shortened(root), context.started)));
  else if (label != root && !is_path_of_children(std::string_view(label).substr(root.size())))
    complain(fmt::format("'{}' names no process: the first child of '{}' is '{}/1', its first child '{}/1/1'", shortened(label),
                         root, root, root));
  else if (label != root && whose == Whose::starts)
    complain(fmt::format("'{}' has no standard input of its own; '{}' has", label, root));
  return label;
}

}  // namespace ipcgrade::scenario
