#include "report/tables.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "lang/catalogue.hpp"
#include "report/printable.hpp"
#include "report/score.hpp"

namespace ipcgrade::report {
namespace {

using model::Outcome;

std::size_t longest_name(const model::SubmissionResult& result) {
  std::size_t longest = 0;
  for (const model::ScenarioResult& scenario : result.scenarios) longest = std::max(longest, columns(scenario.scenario));
  return longest;
}

std::string part_line(const PartScore& score, const Paint& paint, const lang::Say& say) {
  const model::Part& part = score.part;
  if (score.counted == 0)
    return fmt::format("{} {}\n", paint(Style::bold, fmt::format("{} {}", part.name, part.title)),
                       paint(Style::dim, say("nothing to count")));
  const Style style = score.blank ? Style::unsure : score.earned == score.possible ? Style::good : Style::bad;
  // Of trials that are judged again nobody knows what the part is worth.
  const std::string worth =
      part.percent == 0 ? "" : fmt::format(", {} of {} {}", mark_text(score.percent), part.percent, part.bonus ? "% bonus" : "%");
  return fmt::format("{}  {}  {}\n", paint(Style::bold, fmt::format("{} {}", part.name, part.title)),
                     paint(style, say(fmt::format("{}/{} passed", score.passed, score.counted))),
                     paint(Style::dim, say(fmt::format("{}/{} points{}", score.earned, score.possible, worth))));
}

// What stands at the end of a scenario's line: why it is not a plain pass.
std::string remark(const model::ScenarioResult& scenario, const lang::Say& say) {
  if (scenario.outcome == Outcome::passed) return "";
  const std::string outcome = say(name_of(scenario.outcome));
  if (!scenario.verdicts.empty() && scenario.outcome == Outcome::not_applicable)
    return outcome + ": " + scenario.verdicts.front().sentence;
  if (scenario.earned) return say(fmt::format("{} of {} points", *scenario.earned, scenario.points));
  if (!scenario.verdicts.empty()) return say(name_of(scenario.verdicts.front().verdict));
  return scenario.reason.empty() ? outcome : outcome + ": " + scenario.reason;
}

// "by hand 1 of 2 points: late, but right".
std::string by_hand(const model::ScenarioResult& scenario, const lang::Say& say) {
  const model::Override& given = *scenario.overridden;
  const std::string points =
      say(fmt::format("by hand {} of {} point{}", given.points, scenario.points, scenario.points == 1 ? "" : "s"));
  return given.reason.empty() ? points : points + ": " + given.reason;
}

std::string scenario_line(const model::ScenarioResult& scenario, std::size_t name_width, const Paint& paint,
                          const ConsoleOptions& options) {
  const OutcomeLook look = look_of(scenario.outcome);
  const lang::Say say(options.language);
  const std::string why = remark(scenario, say);
  const std::size_t taken = 4 + name_width + 2;
  const std::size_t left = options.width > taken + 20 ? options.width - taken : 20;
  std::string line = fmt::format("  {} {}", paint(look.style, look.mark), fitted(scenario.scenario, name_width));
  if (!why.empty()) line += "  " + paint(look.style, why);
  if (scenario.overridden) return line + "  " + paint(Style::bold, by_hand(scenario, say)) + "\n";
  if (!why.empty()) return line + "\n";
  const std::string title = columns(scenario.title) > left ? fitted(scenario.title, left) : scenario.title;
  return line + "  " + paint(Style::dim, title) + "\n";
}

// A part in which everything passed says so in one line while there is something else to look at.
bool folded(const model::SubmissionResult& result, const std::string& part) {
  const auto bad = [](const model::ScenarioResult& s) {
    return s.outcome == Outcome::failed || s.outcome == Outcome::inconclusive;
  };
  const auto passed = [&](const model::ScenarioResult& s) {
    return s.part != part || (s.outcome == Outcome::passed && !s.overridden);
  };
  return std::any_of(result.scenarios.begin(), result.scenarios.end(), bad) &&
         std::all_of(result.scenarios.begin(), result.scenarios.end(), passed);
}

// Scenarios of a part that were not run for one and the same reason: from three on, they are one line.
std::vector<const model::ScenarioResult*> left_out_like(const model::SubmissionResult& result, const model::ScenarioResult& one) {
  std::vector<const model::ScenarioResult*> same;
  if ((one.outcome != Outcome::skipped && one.outcome != Outcome::not_declared) || one.overridden) return same;
  for (const model::ScenarioResult& other : result.scenarios)
    if (other.outcome == one.outcome && other.part == one.part && other.reason == one.reason && !other.overridden)
      same.push_back(&other);
  return same.size() < 3 ? std::vector<const model::ScenarioResult*>{} : same;
}

std::string scenario_lines(const model::SubmissionResult& result, const std::string& part, const Paint& paint,
                           const ConsoleOptions& options) {
  const std::size_t name_width = longest_name(result);
  std::string out;
  for (const model::ScenarioResult& scenario : result.scenarios) {
    if (scenario.part != part) continue;
    const auto same = left_out_like(result, scenario);
    if (!same.empty() && same.front() != &scenario) continue;
    model::ScenarioResult shown = scenario;
    if (!same.empty()) shown.scenario = lang::Say(options.language)(fmt::format("{} scenarios", same.size()));
    out += scenario_line(shown, name_width, paint, options);
  }
  return out;
}

}  // namespace

std::string part_tables(const model::Assignment& assignment, const model::SubmissionResult& result,
                        const ConsoleOptions& options) {
  const Paint paint(options.colour);
  std::string out;
  for (const PartScore& score : part_scores(assignment, result)) {
    const auto belongs = [&](const model::ScenarioResult& s) { return s.part == score.part.name; };
    if (std::none_of(result.scenarios.begin(), result.scenarios.end(), belongs)) continue;
    out += part_line(score, paint, lang::Say(options.language));
    if (!folded(result, score.part.name)) out += scenario_lines(result, score.part.name, paint, options);
    out += '\n';
  }
  return out;
}

}  // namespace ipcgrade::report
