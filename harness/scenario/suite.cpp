#include "scenario/suite.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "base/spelling.hpp"
#include "model/sweep.hpp"
#include "scenario/files.hpp"
#include "scenario/load.hpp"
#include "scenario/texts.hpp"

namespace ipcgrade::scenario {
namespace {

using ByName = std::map<std::string, const Parsed*>;

ByName by_name(const std::vector<Parsed>& scenarios) {
  ByName names;
  for (const Parsed& parsed : scenarios) {
    const auto [at, is_new] = names.emplace(parsed.scenario.name, &parsed);
    if (!is_new)
      throw base::InputError(parsed.scenario.position, fmt::format("the name '{}' is taken by {}", parsed.scenario.name,
                                                                   base::to_string(at->second->scenario.position)));
  }
  return names;
}

// What reports call the graded sweep is no other scenario's name, nor what translations call the assignment.
void check_names(const model::Assignment& assignment, const std::vector<Parsed>& scenarios) {
  for (const Parsed& parsed : scenarios) {
    if (parsed.scenario.name == assignment_table)
      throw base::InputError(
          parsed.scenario.position,
          fmt::format("the name '{}' is taken by the table of titles in lang/*.toml: rename this file", assignment_table));
    if (!assignment.sweep.part.empty() && parsed.scenario.name == model::graded_sweep_name)
      throw base::InputError(parsed.scenario.position, fmt::format("the name '{}' is taken by [sweep] in the assignment, which "
                                                                   "has a part: rename this file",
                                                                   model::graded_sweep_name));
  }
}

// A sweep tells call by call what a run does.
void check_sweep(const model::Assignment& assignment, const std::vector<Parsed>& scenarios) {
  for (const Parsed& parsed : scenarios) {
    const model::Scenario& scenario = parsed.scenario;
    const auto& swept = assignment.sweep.scenarios;
    if (scenario.visibility != model::Visibility::visible && std::find(swept.begin(), swept.end(), scenario.name) != swept.end())
      throw base::InputError(scenario.position, fmt::format("'{}' is not shown to students, and a sweep would tell what it does: "
                                                            "take it out of [sweep] in the assignment",
                                                            scenario.name));
  }
}

void check_existence(const Parsed& parsed, const ByName& names) {
  for (std::size_t i = 0; i < parsed.needs.size(); ++i) {
    const std::string& needed = parsed.scenario.needs[i];
    if (names.contains(needed)) continue;
    std::vector<std::string> known;
    for (const auto& [name, _] : names)
      if (name != parsed.scenario.name) known.push_back(name);
    throw base::InputError(parsed.needs[i], fmt::format("no scenario is named '{}'{}", shortened(needed),
                                                        base::suggestion(shortened(needed), known)));
  }
}

// Depth-first; `way` holds the names from the first scenario to the one before this.
class Cycles {
 public:
  explicit Cycles(const ByName& names) : names_(names) {}

  void visit(const Parsed& parsed) {
    if (done_[parsed.scenario.name]) return;
    way_.push_back(parsed.scenario.name);
    for (std::size_t i = 0; i < parsed.needs.size(); ++i) {
      const std::string& needed = parsed.scenario.needs[i];
      const auto again = std::find(way_.begin(), way_.end(), needed);
      if (again != way_.end()) complain(parsed.needs[i], {again, way_.end()});
      visit(*names_.at(needed));
    }
    way_.pop_back();
    done_[parsed.scenario.name] = true;
  }

 private:
  [[noreturn]] static void complain(const base::Position& position, const std::vector<std::string>& circle) {
    throw base::InputError(position, fmt::format("these scenarios need each other, so none could ever run: {} -> {}",
                                                 fmt::join(circle, " -> "), circle.front()));
  }

  const ByName& names_;
  std::map<std::string, bool> done_;
  std::vector<std::string> way_;
};

}  // namespace

void check_suite(const std::vector<Parsed>& scenarios) {
  const ByName names = by_name(scenarios);
  for (const Parsed& parsed : scenarios) check_existence(parsed, names);
  Cycles cycles(names);
  for (const Parsed& parsed : scenarios) cycles.visit(parsed);
}

model::Suite load_suite(const std::filesystem::path& root, const std::string& task) {
  model::Suite suite{load_assignment(root, task), {}};
  suite.own_programs = load_own_programs(root, suite.assignment);
  const std::filesystem::path folder = root / "suites" / task;
  std::vector<Parsed> scenarios;
  for (const std::string& name : files_in(folder))
    if (const std::filesystem::path file = folder / name; file.extension() == ".toml")
      scenarios.push_back(parse(read_file(file), file.string(), suite.assignment));
  if (scenarios.empty()) throw base::InputError({folder.string(), 0, 0}, "no scenario (*.toml) in this folder");
  // By name, not by file: "a-b.toml" comes before "a.toml", but "a" before "a-b".
  std::sort(scenarios.begin(), scenarios.end(),
            [](const Parsed& a, const Parsed& b) { return a.scenario.name < b.scenario.name; });
  check_suite(scenarios);
  check_names(suite.assignment, scenarios);
  check_sweep(suite.assignment, scenarios);
  for (Parsed& parsed : scenarios) suite.scenarios.push_back(std::move(parsed.scenario));
  suite.assignment.texts = load_texts(folder / "lang", suite.assignment, suite.scenarios);
  return suite;
}

}  // namespace ipcgrade::scenario
