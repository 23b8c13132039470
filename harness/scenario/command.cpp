#include "scenario/command.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "model/placeholder.hpp"

namespace ipcgrade::scenario {
namespace {

std::string read_word(const Node& node, std::string_view what, Complaints& complaints) {
  std::string word = read_text(node, fmt::format("a word of {}", what), complaints);
  const std::vector<std::string> names = model::placeholders_in(word);
  if (word != "{args}" && std::find(names.begin(), names.end(), "args") != names.end())
    complaints.add(node.position, "{args} stands for a whole list of arguments: it is a word of its own");
  if (word.find('\0') != std::string::npos) complaints.add(node.position, "a word of a command cannot hold a zero byte");
  return word;
}

model::WordGroup read_group(const Node& node, std::string_view what, Complaints& complaints) {
  const auto* list = node.as<List>();
  if (list == nullptr) return {read_word(node, what, complaints)};
  model::WordGroup group;
  for (const Node& element : *list) group.push_back(read_word(element, what, complaints));
  const bool named =
      std::any_of(group.begin(), group.end(), [](const auto& word) { return !model::placeholders_in(word).empty(); });
  if (!named)
    complaints.add(
        node.position,
        "a group of words is left out where its argument is not given: it needs a placeholder, as in [\"--id\", \"{id}\"]");
  return group;
}

void complain_of_program(const List& list, std::string_view what, Complaints& complaints) {
  const auto* first = list[0].as<std::string>();
  if (first == nullptr ? list[0].as<List>() != nullptr : first->empty() || !model::placeholders_in(*first).empty())
    complaints.add(list[0].position, fmt::format("{} must begin with the name of a program", what));
}

}  // namespace

std::vector<model::WordGroup> read_command(const Node& node, std::string_view what, Complaints& complaints) {
  const auto* list = node.as<List>();
  if (list == nullptr || list->empty()) {
    if (list == nullptr) complain_of_type(node, what, "a list of words, as [\"./prog\", \"{args}\"]", complaints);
    if (list != nullptr) complaints.add(node.position, fmt::format("{} must have at least one word", what));
    return {};
  }
  complain_of_program(*list, what, complaints);
  std::vector<model::WordGroup> command;
  for (const Node& element : *list) command.push_back(read_group(element, what, complaints));
  return command;
}

std::vector<std::string> read_plain_command(const Node& node, std::string_view what, Complaints& complaints) {
  std::vector<std::string> words = read_texts(node, what, complaints);
  if (node.as<List>() == nullptr) return {};
  if (words.empty() || words[0].empty())
    complaints.add(node.position, fmt::format("{} must begin with the name of a program", what));
  return words;
}

}  // namespace ipcgrade::scenario
