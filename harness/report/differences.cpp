#include "report/differences.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <utility>

#include "report/printable.hpp"
#include "report/score.hpp"

namespace ipcgrade::report {
namespace {

std::string outcome_text(const model::ScenarioResult& scenario) {
  std::string text(name_of(scenario.outcome));
  if (scenario.outcome == model::Outcome::failed && !scenario.verdicts.empty()) text = name_of(scenario.verdicts.front().verdict);
  if (scenario.overridden) text += fmt::format(", {} points by hand", scenario.overridden->points);
  return text;
}

using Outcomes = std::map<std::string, std::string>;

Outcomes outcomes_of(const model::SubmissionResult& result) {
  Outcomes outcomes;
  for (const model::ScenarioResult& scenario : result.scenarios) outcomes.emplace(scenario.scenario, outcome_text(scenario));
  return outcomes;
}

std::optional<std::string> text_in(const Outcomes& outcomes, const std::string& scenario) {
  const auto found = outcomes.find(scenario);
  return found == outcomes.end() ? std::nullopt : std::optional(found->second);
}

std::optional<double> mark_of(const model::SubmissionResult& result) {
  return result.blank ? std::nullopt : std::optional(result.mark);
}

SubmissionDifference compared(const model::SubmissionResult& before, const model::SubmissionResult& after) {
  SubmissionDifference difference{before.submission, mark_of(before), mark_of(after), {}};
  const Outcomes was = outcomes_of(before);
  const Outcomes is = outcomes_of(after);
  Outcomes names = was;
  names.insert(is.begin(), is.end());
  for (const auto& [scenario, _] : names)
    if (text_in(was, scenario) != text_in(is, scenario))
      difference.scenarios.push_back({scenario, text_in(was, scenario), text_in(is, scenario)});
  return difference;
}

std::map<std::string, const model::SubmissionResult*> by_name(const model::Gradebook& book) {
  std::map<std::string, const model::SubmissionResult*> names;
  for (const model::GradedSubmission& one : book.submissions)
    if (one.graded) names.emplace(one.attempt.submission, &one.result);
  return names;
}

std::string text_of(const std::optional<double>& mark) { return mark ? mark_text(*mark) : "–"; }

std::string change_text(const ScenarioDifference& one) {
  if (!one.before) return "new: " + *one.after;
  if (!one.after) return "gone, was " + *one.before;
  return *one.before + " → " + *one.after;
}

std::string by_scenario(const Differences& all, const Paint& paint) {
  std::map<std::string, std::map<std::string, int>> changes;
  for (const SubmissionDifference& one : all.submissions)
    for (const ScenarioDifference& scenario : one.scenarios) ++changes[scenario.scenario][change_text(scenario)];
  std::string out;
  for (const auto& [scenario, kinds] : changes) {
    std::string line;
    for (const auto& [kind, times] : kinds) line += fmt::format("{}{} ×{}", line.empty() ? "" : "; ", kind, times);
    out += "  " + printable(scenario) + "  " + paint(Style::dim, printable(line)) + "\n";
  }
  return out.empty() ? "" : paint(Style::bold, "by scenario") + "\n" + out;
}

std::string names_text(const std::vector<std::string>& names, std::string_view where) {
  if (names.empty()) return "";
  return printable(fmt::format("only in the {} results: {}", where, fmt::join(names, ", "))) + "\n";
}

}  // namespace

Differences differences(const model::Gradebook& before, const model::Gradebook& after) {
  Differences all;
  const auto was = by_name(before);
  const auto is = by_name(after);
  for (const auto& [name, result] : was) {
    const auto other = is.find(name);
    if (other == is.end()) {
      all.only_before.push_back(name);
      continue;
    }
    ++all.compared;
    SubmissionDifference difference = compared(*result, *other->second);
    if (!difference.scenarios.empty() || difference.before != difference.after) all.submissions.push_back(std::move(difference));
  }
  for (const auto& [name, _] : is)
    if (!was.contains(name)) all.only_after.push_back(name);
  return all;
}

std::string render_differences(const Differences& all, const ConsoleOptions& options) {
  const Paint paint(options.colour);
  std::string out;
  std::size_t marks = 0;
  for (const SubmissionDifference& one : all.submissions) {
    const bool same = one.before == one.after;
    marks += same ? 0 : 1;
    const Style style = same ? Style::plain : one.after.value_or(-1) > one.before.value_or(-1) ? Style::good : Style::bad;
    out += printable(one.submission) + "  " +
           paint(style, same ? text_of(one.after) : text_of(one.before) + " → " + text_of(one.after)) + "\n";
    for (const ScenarioDifference& scenario : one.scenarios)
      out += "    " + printable(scenario.scenario) + "  " + paint(Style::dim, printable(change_text(scenario))) + "\n";
  }
  out += by_scenario(all, paint) + names_text(all.only_before, "old") + names_text(all.only_after, "new");
  return out + fmt::format("{} submission{} compared: {} with another mark, {} with another verdict only\n", all.compared,
                           all.compared == 1 ? "" : "s", marks, all.submissions.size() - marks);
}

}  // namespace ipcgrade::report
