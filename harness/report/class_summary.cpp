#include "report/class_summary.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "report/cleaned.hpp"
#include "report/lateness.hpp"
#include "report/printable.hpp"
#include "report/score.hpp"

namespace ipcgrade::report {
namespace {

using model::Outcome;

struct Tally {
  const model::ScenarioResult* first = nullptr;
  int passed = 0;
  int counted = 0;
  std::map<std::string_view, int> failures;  // by verdict's name
};

std::vector<Tally> tallies(const model::Report& report) {
  std::vector<Tally> all;
  for (const model::SubmissionResult& result : report.submissions) {
    for (const model::ScenarioResult& scenario : result.scenarios) {
      auto tally = std::find_if(all.begin(), all.end(), [&](const Tally& t) { return t.first->scenario == scenario.scenario; });
      if (tally == all.end()) tally = all.insert(all.end(), Tally{&scenario, 0, 0, {}});
      if (scenario.outcome == Outcome::not_applicable) continue;
      ++tally->counted;
      if (scenario.outcome == Outcome::passed) ++tally->passed;
      if (scenario.outcome == Outcome::passed) continue;
      ++tally->failures[scenario.verdicts.empty() ? name_of(scenario.outcome) : name_of(scenario.verdicts.front().verdict)];
    }
  }
  return all;
}

// "deadlock ×12, skipped ×2": the commonest first.
std::string failures_text(const Tally& tally) {
  std::vector<std::pair<std::string_view, int>> sorted(tally.failures.begin(), tally.failures.end());
  std::stable_sort(sorted.begin(), sorted.end(), [](const auto& a, const auto& b) { return a.second > b.second; });
  std::string text;
  for (const auto& [name, times] : sorted) text += fmt::format("{}{} ×{}", text.empty() ? "" : ", ", name, times);
  return text;
}

// What somebody failed, one line each; what nobody failed, in one line.
std::string scenario_table(const model::Report& report, const Paint& paint) {
  std::vector<Tally> all = tallies(report);
  const std::size_t easy =
      std::erase_if(all, [](const Tally& tally) { return tally.counted > 0 && tally.passed == tally.counted; });
  std::size_t width = 0;
  for (const Tally& tally : all) width = std::max(width, columns(tally.first->scenario));
  std::string out;
  for (const Tally& tally : all) {
    const Style style = tally.passed * 2 >= tally.counted ? Style::plain : Style::bad;
    out +=
        fmt::format("  {} {}  {}  {}\n", tally.first->part, fitted(tally.first->scenario, width),
                    paint(style, fmt::format("{:>3}/{}", tally.passed, tally.counted)), paint(Style::dim, failures_text(tally)));
  }
  if (easy > 0)
    out += paint(Style::good,
                 fmt::format("  {}{} scenario{} passed by everybody", easy, out.empty() ? "" : " other", easy == 1 ? "" : "s")) +
           "\n";
  return out;
}

// Median, mean and range of the marks there are.
std::string statistics(const model::Report& report) {
  std::vector<double> marks;
  for (const model::SubmissionResult& result : report.submissions)
    if (!result.blank) marks.push_back(result.mark);
  std::string out = fmt::format("{} submission{}", report.submissions.size(), report.submissions.size() == 1 ? "" : "s");
  if (!marks.empty()) {
    std::sort(marks.begin(), marks.end());
    const std::size_t half = marks.size() / 2;
    const double median = marks.size() % 2 == 1 ? marks[half] : (marks[half - 1] + marks[half]) / 2;
    double sum = 0;
    for (const double mark : marks) sum += mark;
    out += fmt::format(": median {}, mean {}, lowest {}, highest {}", mark_text(median),
                       mark_text(sum / static_cast<double>(marks.size())), mark_text(marks.front()), mark_text(marks.back()));
  }
  const std::size_t blank = report.submissions.size() - marks.size();
  return blank == 0 ? out : out + fmt::format("; {} without a mark", blank);
}

}  // namespace

std::string submission_line(const model::Assignment& assignment, const model::SubmissionResult& result, std::size_t name_width,
                            const ConsoleOptions& options) {
  const Paint paint(options.colour);
  const model::SubmissionResult clean = cleaned(result);
  const std::string mark = clean.blank ? "–" : mark_text(clean.mark);
  std::string line = fitted(clean.submission, name_width) + "  " + std::string(5 - std::min<std::size_t>(5, columns(mark)), ' ') +
                     paint(clean.blank ? Style::unsure : Style::bold, mark);
  for (const PartScore& score : part_scores(assignment, clean))
    if (score.counted > 0) line += paint(Style::dim, fmt::format("   {} {}/{}", score.part.name, score.passed, score.counted));
  if (clean.late) line += "   " + paint(Style::unsure, lateness_text(*clean.late));
  if (!clean.trouble.empty()) line += "   " + paint(Style::unsure, clean.trouble);
  return line;
}

std::string render_class(const model::Report& report, const ConsoleOptions& options) {
  const model::Report clean = cleaned(report);
  const Paint paint(options.colour);
  return paint(Style::bold, statistics(clean)) + "\n" + scenario_table(clean, paint);
}

}  // namespace ipcgrade::report
