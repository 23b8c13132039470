#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <memory>
#include <optional>
#include <set>

#include "base/error.hpp"
#include "base/spelling.hpp"
#include "cli/command.hpp"
#include "cli/language_option.hpp"
#include "cli/output.hpp"
#include "cli/project.hpp"
#include "cli/results_folder.hpp"
#include "intake/match.hpp"
#include "report/printable.hpp"
#include "report/score.hpp"

namespace ipcgrade::cli {
namespace {

struct Options {
  std::string student;
  std::string scenario;
  std::string points;
  std::string reason;
  std::string out;
  bool take_back = false;
  LanguageFlag language;
};

// Whose it is, in the words of owner_of. InputError where a word means nobody, or more than one.
std::string owner_called(const std::string& word, const model::Gradebook& book) {
  std::set<std::string> owners;
  for (const std::size_t person : intake::people_called(word, book.people)) owners.insert(owner_of(book.people[person]));
  std::vector<std::string> known;
  for (const model::GradedSubmission& one : book.submissions) {
    if (one.attempt.submission == word) owners.insert(owner_of(book, one));
    known.push_back(one.attempt.submission);
  }
  for (const model::Person& person : book.people) known.push_back(person.name);
  if (owners.size() == 1) return *owners.begin();
  if (owners.empty())
    throw base::InputError(
        {}, "there is no submission and nobody in the roster called '" + word + "'" + base::suggestion(word, known));
  throw base::InputError(
      {}, fmt::format("'{}' may mean {} people: use an id, a login or the submission's name", word, owners.size()));
}

// The scenario as somebody of this class was judged by it.
const model::ScenarioResult& scenario_called(const std::string& name, const model::Gradebook& book) {
  std::set<std::string> known;
  for (const model::GradedSubmission& one : book.submissions)
    for (const model::ScenarioResult& scenario : one.result.scenarios) {
      if (scenario.scenario == name) return scenario;
      known.insert(scenario.scenario);
    }
  throw base::InputError(
      {}, "there is no scenario '" + name + "' in these results" + base::suggestion(name, {known.begin(), known.end()}));
}

int points_of(const std::string& text, const model::ScenarioResult& scenario) {
  int points = -1;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), points);
  if (error != std::errc() || end != text.data() + text.size() || points < 0 || points > scenario.points)
    throw base::InputError({}, fmt::format("POINTS are a whole number from 0 to {}, which is what {} is worth, not '{}'",
                                           scenario.points, scenario.scenario, text));
  return points;
}

model::GivenOverride given(const Options& options, const std::string& owner, const model::ScenarioResult& scenario) {
  if (options.points.empty() || options.reason.find_first_not_of(" \t\n") == std::string::npos)
    throw base::InputError({}, "an override needs POINTS and a REASON, which the student will read");
  const auto now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
  return {owner, options.scenario, {points_of(options.points, scenario), options.reason}, now};
}

void show(const std::string& owner, const model::Gradebook& before, const model::Gradebook& after) {
  for (std::size_t i = 0; i < after.submissions.size(); ++i) {
    if (owner_of(after, after.submissions[i]) != owner) continue;
    const auto text = [](const model::SubmissionResult& result) {
      return result.blank ? "no mark (" + result.trouble + ")" : report::mark_text(result.mark);
    };
    print(report::printable(fmt::format("{}: {} → {}", after.submissions[i].attempt.submission,
                                        text(before.submissions[i].result), text(after.submissions[i].result))) +
          "\n");
  }
}

// Also what was given to a submission of theirs by its name, before there was a roster. False: there was nothing.
bool take_back(const std::string& owner, const std::string& scenario, const model::Gradebook& book, store::Journal& journal) {
  bool taken = journal.take_back(owner, scenario);
  for (const model::GradedSubmission& one : book.submissions)
    if (owner_of(book, one) == owner) taken |= journal.take_back(owner_by_name(one), scenario);
  return taken;
}

int override_points(const Options& options, const Globals& globals) {
  ResultsFolder results(options.out, ResultsFolder::Expect::journal, options.language);
  const model::Gradebook before = results.gradebook();
  const std::string owner = owner_called(options.student, before);
  const model::ScenarioResult& scenario = scenario_called(options.scenario, before);
  if (!options.take_back) {
    results.journal().give(given(options, owner, scenario));
  } else if (!take_back(owner, options.scenario, before, results.journal())) {
    throw base::InputError({}, fmt::format("there is no override of {} for '{}'", options.scenario, options.student));
  }
  model::Gradebook after = results.gradebook();
  after.assignment.texts = texts_of(after.assignment.name, globals.root);
  results.write_all(after);
  show(owner, before, after);
  return exit_passed;
}

}  // namespace

Action declare_override(CLI::App& app, const Globals& globals) {
  const auto options = std::make_shared<Options>();
  app.add_option("STUDENT", options->student, "A submission's name; or an id, a login, an email address or a name of the roster")
      ->required();
  app.add_option("SCENARIO", options->scenario, "The scenario to be decided")->required();
  app.add_option("POINTS", options->points, "What it earns, from 0 to what it is worth");
  app.add_option("REASON", options->reason, "Why: it is shown wherever the points are");
  app.add_option("--out", options->out, "The folder with the results")->required()->type_name("DIR");
  app.add_flag("--take-back", options->take_back, "Let the verdict count again");
  add_language(app, options->language);
  return [options, &globals] { return override_points(*options, globals); };
}

}  // namespace ipcgrade::cli
