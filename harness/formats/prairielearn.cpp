// /grade/results/results.json: https://docs.prairielearn.com/externalGrading/. An attempt that could not be judged whole is "not
// gradable", which costs the student neither points nor the attempt. The file may have 1 MB; long outputs give way first.
#include <algorithm>
#include <array>
#include <cmath>

#include "formats/inert_json.hpp"
#include "formats/renderers.hpp"
#include "formats/standing.hpp"
#include "report/details.hpp"

namespace ipcgrade::formats {
namespace {

constexpr std::size_t most_bytes = 1'000'000;

// At a character's boundary.
std::string cut(std::string text, std::size_t size) {
  if (text.size() <= size) return text;
  while (size > 0 && (static_cast<unsigned char>(text[size]) & 0xC0) == 0x80) --size;
  return text.substr(0, size) + "\n(shortened)\n";
}

// Points of every test, or the display of all of them is switched off; 0 of 0 is shown as neutral.
Json test_json(const model::ScenarioResult& scenario, const report::Share& share, std::size_t longest) {
  return {{"name", scenario.scenario},
          {"description", cut(scenario.title, longest)},
          {"points", hundredths(share.earned)},
          {"max_points", hundredths(share.possible)},
          {"message", cut(report::headline(scenario), longest)},
          {"output", scenario.outcome == model::Outcome::passed ? std::string() : cut(report::details(scenario), longest)}};
}

Json results_json(const model::Report& report, std::size_t longest) {
  Json json = {{"gradable", false}, {"score", 0}, {"message", ""}, {"output", ""}, {"tests", Json::array()}};
  for (const model::SubmissionResult& result : report.submissions) {
    const report::Shares shares = report::shares(report.assignment, result);
    const bool whole = shares.mark && count(result, model::Outcome::inconclusive) == 0 && !result.scenarios.empty();
    const std::string line = cut(standing_line(result, shares), longest);
    json["gradable"] = whole;
    json["score"] = whole ? std::min(1.0, std::round(*shares.mark * 10) / 1000) : 0.0;
    json["message"] = line;
    json["output"] = cut(report::build_messages(result), longest);
    if (!whole) json["format_errors"] = Json::array({line});
    for (std::size_t i = 0; i < result.scenarios.size(); ++i)
      json["tests"].push_back(test_json(result.scenarios[i], shares.of[i], longest));
  }
  return json;
}

}  // namespace

std::string prairielearn(const model::Report& report, const Setting&) {
  std::string text;
  for (const std::size_t longest : std::array<std::size_t, 6>{100'000, 20'000, 4'000, 800, 160, 0}) {
    text = inert_json(results_json(report, longest), Layout::indented) + "\n";
    if (text.size() < most_bytes) break;
  }
  return text;
}

}  // namespace ipcgrade::formats
