#include <fmt/format.h>

#include <array>
#include <limits>

#include "formats/markdown_text.hpp"
#include "formats/renderers.hpp"
#include "formats/standing.hpp"
#include "report/details.hpp"
#include "report/score.hpp"

namespace ipcgrade::formats {
namespace {

using model::Outcome;

// By the order of Outcome.
std::string_view sign_of(Outcome outcome) {
  static constexpr std::array<std::string_view, 6> signs = {"✅", "❌", "❔", "⏭️", "➖", "➖"};
  return signs.at(static_cast<std::size_t>(outcome));
}

std::string part_table(const model::Assignment& assignment, const model::SubmissionResult& result) {
  std::string out = "| part | | passed | of the mark |\n|---|---|---|---|\n";
  for (const report::PartScore& score : report::part_scores(assignment, result)) {
    if (score.counted == 0) continue;
    out += fmt::format("| {} | {} | {} of {} | {} of {} % |\n", plain_words(score.part.name), plain_words(score.part.title),
                       score.passed, score.counted, score.blank ? "–" : report::mark_text(score.percent), score.part.percent);
  }
  return out + "\n";
}

std::string scenario_table(const model::SubmissionResult& result, const report::Shares& shares) {
  std::string out = "<details><summary>all scenarios</summary>\n\n| | scenario | points | |\n|---|---|---|---|\n";
  for (std::size_t i = 0; i < result.scenarios.size(); ++i) {
    const model::ScenarioResult& scenario = result.scenarios[i];
    out += fmt::format("| {} | {} | {} of {} | {} |\n", sign_of(scenario.outcome), code_cell(scenario.scenario),
                       report::hundredths_text(shares.of[i].earned), report::hundredths_text(shares.of[i].possible),
                       plain_words(scenario.title));
  }
  return out + "\n</details>\n";
}

std::string failure(const model::ScenarioResult& scenario) {
  return fmt::format("{} {}: {}\n\n{}\n", sign_of(scenario.outcome), code_span(scenario.scenario), plain_words(scenario.title),
                     code_block(report::details(scenario)));
}

struct Budget {
  std::size_t left;
  std::size_t left_out = 0;

  // Appends it where it fits.
  void add(std::string& out, const std::string& text) {
    if (left_out > 0 || text.size() > left) {
      ++left_out;
      return;
    }
    out += text;
    left -= text.size();
  }
};

constexpr std::size_t last_line = 200;  // bytes that are kept for what was left out

std::string submission(const model::Assignment& assignment, const model::SubmissionResult& result, Budget& budget) {
  const report::Shares shares = report::shares(assignment, result);
  const std::string title = assignment.title.empty() ? assignment.name : assignment.title;
  std::string out;
  budget.add(out, fmt::format("## {} · {}\n\n", plain_words(title), code_span(result.submission)));
  const std::string standing = standing_line(result, shares);  // of what was not run: the trouble, in a student's words
  budget.add(out, result.scenarios.empty() ? code_block(standing) + "\n" : fmt::format("**{}**\n\n", plain_words(standing)));
  if (const std::string builds = report::build_messages(result); !builds.empty()) budget.add(out, code_block(builds) + "\n");
  if (!result.scenarios.empty()) budget.add(out, part_table(assignment, result) + scenario_table(result, shares) + "\n");
  for (const model::ScenarioResult& scenario : result.scenarios) {
    const bool judged = scenario.outcome == Outcome::failed || scenario.outcome == Outcome::inconclusive;
    const bool says = !scenario.verdicts.empty() && !scenario.verdicts.front().sentence.empty();  // what is kept back does not
    if (judged && says) budget.add(out, failure(scenario));
  }
  return out;
}

}  // namespace

std::string markdown_document(const model::Report& report, std::size_t most) {
  Budget budget{most - last_line};
  std::string out;
  for (const model::SubmissionResult& result : report.submissions) out += submission(report.assignment, result, budget);
  if (budget.left_out > 0) out += fmt::format("{} more did not fit here; the log has them.\n", budget.left_out);
  return out;
}

std::string markdown(const model::Report& report, const Setting&) {
  return markdown_document(report, std::numeric_limits<std::size_t>::max());
}

}  // namespace ipcgrade::formats
