// What the driver of an Autolab assessment prints: feedback for the student, then a line of JSON for the display by stages, then
// the line with the scores (Autolab, app/helpers/assessment_autograde_core.rb and assessments_controller.rb). Autolab takes the
// last line, puts quotes around whatever looks like `word:` in it, and only then reads it as JSON: no string in it may have a
// colon behind a letter or a digit. The line before it is taken for the stages whatever it is; so ours always stands there.
#include <cctype>
#include <cmath>
#include <sstream>

#include "formats/inert_json.hpp"
#include "formats/renderers.hpp"
#include "formats/standing.hpp"
#include "report/console.hpp"
#include "report/details.hpp"
#include "report/score.hpp"

namespace ipcgrade::formats {
namespace {

constexpr std::size_t most_feedback = 900'000;  // bytes; Autolab cuts the end, the scores, off what is longer than 1000 kB

// Feedback in which no line could be taken for scores by a reader who looks at one line alone.
std::string feedback(const model::Report& report) {
  std::istringstream lines(report::render_console(report, {}));
  std::string out;
  for (std::string line; std::getline(lines, line);) {
    if (out.size() + line.size() > most_feedback) return out + "(the rest does not fit)\n";
    out += (!line.empty() && line.front() == '{' ? " " + line : line) + "\n";
  }
  return out;
}

std::string problem_name(const std::string& part) {
  std::string name;
  for (const char c : part)
    name += c == ':' && !name.empty() && std::isalnum(static_cast<unsigned char>(name.back())) != 0 ? ' ' : c;
  return name;
}

// A problem a part. null leaves a problem's score open; no score at all would give everybody 0.
Json scores_json(const model::Report& report, const model::SubmissionResult& result) {
  const bool refused = result.scenarios.empty() && !result.machine && !result.trouble.empty();  // by its own fault
  Json scores = Json::object();
  for (const report::PartScore& part : report::part_scores(report.assignment, result)) {
    const bool open = part.blank || (part.possible == 0 && !refused);
    scores[problem_name(part.part.name)] = open ? Json(nullptr) : hundredths(static_cast<int>(std::lround(part.percent * 100)));
  }
  return scores;
}

Json stages_json(const model::SubmissionResult& result) {
  Json build = Json::object();
  Json scenarios = Json::object();
  for (const model::BuildResult& one : result.builds) build[one.command] = {{"passed", one.ok}, {"hint", one.failure}};
  for (const model::ScenarioResult& one : result.scenarios) {
    if (one.outcome == model::Outcome::not_applicable) continue;  // there is no third colour
    scenarios[one.scenario] = {{"passed", one.outcome == model::Outcome::passed}, {"hint", report::headline(one)}};
  }
  return {
      {"_presentation", "semantic"}, {"stages", Json::array({"Build", "Scenarios"})}, {"Build", build}, {"Scenarios", scenarios}};
}

}  // namespace

std::string autolab(const model::Report& report, const Setting&) {
  std::string out = feedback(report);
  for (const model::SubmissionResult& result : report.submissions) {
    const report::Shares shares = report::shares(report.assignment, result);
    const std::string mark = shares.mark ? report::mark_text(*shares.mark) : "-";
    out += inert_json(stages_json(result), Layout::one_line) + "\n";
    out += inert_json({{"scores", scores_json(report, result)}, {"scoreboard", Json::array({mark})}}, Layout::one_line) + "\n";
  }
  return out;
}

}  // namespace ipcgrade::formats
