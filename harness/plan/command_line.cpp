#include "plan/command_line.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "base/spelling.hpp"
#include "model/placeholder.hpp"

namespace ipcgrade::plan {
namespace {

using model::Arguments;
using model::WordGroup;

constexpr std::string_view list_name = "args";
// execve(2): one string is at most 32 pages, the end included; all of them together a quarter of the stack's 8 MiB, of which
// the environment and the pointers need some.
constexpr std::size_t longest_argument = 131'071;
constexpr std::size_t longest_command = 2'000'000;

std::string printed(const model::Role& role) {
  std::string words;
  for (const WordGroup& group : role.command) words += fmt::format("{}{}", words.empty() ? "" : " ", fmt::join(group, " "));
  return words;
}

std::set<std::string> names_in(const WordGroup& group) {
  std::set<std::string> names;
  for (const std::string& word : group)
    for (std::string& name : model::placeholders_in(word)) names.insert(std::move(name));
  return names;
}

bool is_given(const std::string& name, const Arguments& arguments) {
  return name == list_name ? !arguments.list.empty() : arguments.named.contains(name);
}

void append(std::vector<std::string>& argv, const std::string& word, const Arguments& arguments) {
  if (word == "{args}") {
    for (const model::Payload& argument : arguments.list) argv.push_back(argument.bytes);
    return;
  }
  std::map<std::string, std::string> values;
  for (const auto& [name, payload] : arguments.named) values[name] = payload.bytes;
  argv.push_back(model::fill_placeholders(word, values));
}

void append(std::vector<std::string>& argv, const WordGroup& group, const model::Role& role, const Arguments& arguments,
            const base::Position& step) {
  const std::set<std::string> names = names_in(group);
  const auto given = [&](const std::string& name) { return is_given(name, arguments); };
  if (!names.empty() && std::none_of(names.begin(), names.end(), given)) return;
  const auto missing = std::find_if_not(names.begin(), names.end(), given);
  if (missing != names.end())
    throw base::InputError(step, fmt::format("the words '{}' in the command of role '{}' need the argument '{}' as well",
                                             fmt::join(group, " "), role.name, *missing));
  for (const std::string& word : group) append(argv, word, arguments);
}

void check_places(const model::Role& role, const Arguments& arguments, const base::Position& step) {
  std::set<std::string> places;
  for (const WordGroup& group : role.command) places.merge(names_in(group));
  const bool takes_list = places.erase(std::string(list_name)) > 0;
  const std::vector<std::string> known(places.begin(), places.end());
  for (const auto& [name, _] : arguments.named)
    if (!places.contains(name))
      throw base::InputError(step, fmt::format("the command of role '{}' ({}) has no place for the argument '{}'{}", role.name,
                                               printed(role), name, base::suggestion(name, known)));
  if (!arguments.list.empty() && !takes_list)
    throw base::InputError(step, fmt::format("the command of role '{}' ({}) has no place for a list of arguments: no {{args}}",
                                             role.name, printed(role)));
}

void check_execve(const std::vector<std::string>& argv, const base::Position& step) {
  std::size_t sum = 0;
  for (const std::string& argument : argv) {
    if (argument.find('\0') != std::string::npos)
      throw base::InputError(step, "an argument holds a zero byte, and no program can be given one");
    if (argument.size() > longest_argument)
      throw base::InputError(
          step, fmt::format("an argument is {} bytes long, and Linux passes on at most {}", argument.size(), longest_argument));
    sum += argument.size() + 1 + sizeof(char*);
  }
  if (sum > longest_command)
    throw base::InputError(
        step, fmt::format("the arguments are {} bytes long in all, and Linux passes on about {}", sum, longest_command));
}

}  // namespace

std::vector<std::string> command_line(const model::Role& role, const Arguments& arguments, const base::Position& step) {
  check_places(role, arguments, step);
  std::vector<std::string> argv;
  for (const WordGroup& group : role.command) append(argv, group, role, arguments, step);
  check_execve(argv, step);
  return argv;
}

}  // namespace ipcgrade::plan
