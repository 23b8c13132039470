#include "report/console.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "lang/catalogue.hpp"
#include "report/cleaned.hpp"
#include "report/failures.hpp"
#include "report/lateness.hpp"
#include "report/printable.hpp"
#include "report/score.hpp"
#include "report/tables.hpp"

namespace ipcgrade::report {
namespace {

using model::Outcome;

std::string mark_line(const model::SubmissionResult& result, const Paint& paint, const lang::Say& say) {
  if (result.blank) return fmt::format("{}  {}\n", paint(Style::bold, say("no mark")), paint(Style::unsure, result.trouble));
  const Style style = result.mark >= 100 ? Style::good : Style::bold;
  const std::string late = result.late ? "  " + paint(Style::unsure, say(lateness_text(*result.late))) : "";
  return fmt::format("{}  {}{}\n", paint(Style::bold, say("mark")), paint(style, say(mark_text(result.mark) + " of 100")), late);
}

const model::ScenarioResult* first_with(const model::SubmissionResult& result, Outcome outcome) {
  const auto& all = result.scenarios;
  const auto found = std::find_if(all.begin(), all.end(), [&](const auto& s) { return s.outcome == outcome; });
  return found == all.end() ? nullptr : &*found;
}

// The one thing to do now: the earliest cause comes before its consequences.
std::string next_step(const model::SubmissionResult& result) {
  const auto broken = std::any_of(result.builds.begin(), result.builds.end(), [](const auto& b) { return !b.ok && !b.machine; });
  if (result.scenarios.size() == 1) return "";  // asked for by name: all is said already
  if (broken) return "make it build; everything else comes after that";
  if (const auto* failed = first_with(result, Outcome::failed)) {
    if (failed->verdicts.front().verdict == model::VerdictClass::not_executable)
      return "hand in what is missing, or declare in submission.toml only the parts that you do";
    if (failed->show_again.empty()) return "start with the first failure above";
    return fmt::format("start with {}: {}", failed->scenario, failed->show_again);
  }
  const auto* open = first_with(result, Outcome::inconclusive);
  if (open != nullptr && !open->verdicts.empty() && open->verdicts.front().oracle == "build")
    return "run it on a machine that can build it";
  if (open != nullptr) return "run it again on a quiet machine; ipcgrade doctor says what this one offers";
  if (first_with(result, Outcome::not_declared) != nullptr)
    return "everything declared passes; the other parts are still to be done";
  return result.scenarios.empty() || result.blank ? "" : "everything passes";
}

std::string submission_text(const model::Report& report, const model::SubmissionResult& result, const ConsoleOptions& options) {
  const Paint paint(options.colour);
  const lang::Say say(options.language);
  std::string out;
  if (options.detail == Detail::full)
    out += fmt::format("{} {}\n\n",
                       paint(Style::bold, report.assignment.title.empty() ? report.assignment.name : report.assignment.title),
                       paint(Style::dim, "· " + result.submission));
  out += failure_blocks(result, options);
  if (options.detail == Detail::full) out += part_tables(report.assignment, result, options);
  out += mark_line(result, paint, say);
  if (const std::string next = next_step(result); options.detail == Detail::full && !next.empty())
    out += fmt::format("{}  {}\n", paint(Style::bold, say("next")), say(next));
  return out;
}

}  // namespace

std::string render_console(const model::Report& report, const ConsoleOptions& options) {
  const model::Report clean = cleaned(report);
  std::string out;
  for (const model::SubmissionResult& result : clean.submissions) {
    if (!out.empty()) out += '\n';
    out += submission_text(clean, result, options);
  }
  return out;
}

}  // namespace ipcgrade::report
