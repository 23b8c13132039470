// GitHub Actions: what is printed into a step's log, and what is appended to its summary. A step shows ten errors, ten warnings
// and ten notices at most, and drops the others without a word; a summary may have 1 MiB, and a longer one is dropped whole
// (actions/toolkit, docs/problem-matchers.md; GitHub's page on workflow commands).
#include <fmt/format.h>

#include <filesystem>

#include "formats/markdown_text.hpp"
#include "formats/renderers.hpp"
#include "formats/standing.hpp"
#include "formats/workflow_command.hpp"
#include "report/console.hpp"
#include "report/details.hpp"

namespace ipcgrade::formats {
namespace {

using model::Outcome;

constexpr std::size_t most_of_a_kind = 10;
constexpr std::size_t most_summary = 1U << 20;

// "hw1/greet.c": as GitHub knows the file, where the submission lies in the repository.
std::string path_in(const Setting& setting, const model::SubmissionResult& result, const std::string& file) {
  if (setting.repository.empty() || file.empty() || file.front() == '/') return file;
  const auto relative = std::filesystem::path(result.folder).lexically_relative(setting.repository);
  if (relative.empty() || *relative.begin() == "..") return file;
  return (relative / file).lexically_normal().string();
}

std::string annotation(std::string_view kind, const Setting& setting, const model::SubmissionResult& result,
                       const model::ScenarioResult& scenario) {
  std::vector<Property> properties;
  if (!scenario.verdicts.empty() && scenario.verdicts.front().site && !scenario.verdicts.front().site->file.empty()) {
    const model::Site& site = *scenario.verdicts.front().site;
    properties.push_back({"file", path_in(setting, result, site.file)});
    properties.push_back({"line", std::to_string(site.line)});
  }
  properties.push_back({"title", scenario.scenario});
  std::string text = report::headline(scenario);
  if (scenario.outcome == Outcome::failed && !scenario.hint.empty()) text += "\n" + scenario.hint;
  return workflow_command(kind, properties, text);
}

// One a scenario with this outcome; where there are more than are shown, the last one says how many.
std::string annotations(std::string_view kind, Outcome outcome, const Setting& setting, const model::SubmissionResult& result) {
  const std::size_t all = count(result, outcome);
  const std::size_t shown = all > most_of_a_kind ? most_of_a_kind - 1 : all;
  std::string out;
  std::size_t done = 0;
  for (const model::ScenarioResult& scenario : result.scenarios)
    if (scenario.outcome == outcome && done < shown) {
      out += annotation(kind, setting, result, scenario);
      ++done;
    }
  if (shown < all)
    out += workflow_command(
        kind, {{"title", fmt::format("{} more", all - shown)}},
        fmt::format("{} more scenarios are {}: the log and the summary have them all", all - shown, name_of(outcome)));
  return out;
}

}  // namespace

std::string github_log(const model::Report& report, const Setting& setting) {
  std::string out = without_commands(report::render_console(report, {}));
  for (const model::SubmissionResult& result : report.submissions) {
    out += annotations("error", Outcome::failed, setting, result);
    out += annotations("warning", Outcome::inconclusive, setting, result);
    out += workflow_command("notice", {{"title", report.assignment.name}},
                            standing_line(result, report::shares(report.assignment, result)));
  }
  return out;
}

std::string github_summary(const model::Report& report, const Setting&) { return markdown_document(report, most_summary - 1); }

}  // namespace ipcgrade::formats
