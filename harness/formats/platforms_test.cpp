// What Gradescope, PrairieLearn and Autolab make of their files, trap by trap.
#include <nlohmann/json.hpp>
#include <numeric>
#include <regex>

#include "formats/format.hpp"
#include "report/score.hpp"
#include "report/so_far.hpp"
#include "testing/catch.hpp"
#include "testing/hostile_report.hpp"

using namespace ipcgrade;
using namespace ipcgrade::formats;
using Json = nlohmann::json;

namespace {

model::Report hostile() {
  model::Report all = testing::hostile_report();
  report::set_mark(all.assignment, all.submissions.front());
  return all;
}

std::string text_of(const char* format, const model::Report& report) { return render(format_named(format), report, {}); }
Json json_of(const char* format, const model::Report& report) { return Json::parse(text_of(format, report)); }

model::Report with_an_open_scenario() {
  model::Report all = hostile();
  auto& scenario = all.submissions.front().scenarios.at(4);
  scenario.outcome = model::Outcome::inconclusive;
  scenario.verdicts = {testing::verdict(model::VerdictClass::inconclusive, "no pids")};
  report::set_mark(all.assignment, all.submissions.front());
  return all;
}

model::Report nothing_judged() {
  model::Report all = hostile();
  for (auto& scenario : all.submissions.front().scenarios) scenario.outcome = model::Outcome::inconclusive;
  report::set_mark(all.assignment, all.submissions.front());
  return all;
}

Json test_named(const Json& json, const std::string& begin) {
  for (const Json& test : json.at("tests"))
    if (test.at("name").get<std::string>().rfind(begin, 0) == 0) return test;
  throw std::runtime_error("there is no test " + begin);
}

double sum(const Json& tests, const char* of) {
  return std::accumulate(tests.begin(), tests.end(), 0.0,
                         [&](double all, const Json& test) { return all + test.at(of).get<double>(); });
}

std::vector<std::string> lines_of(const std::string& text) {
  std::istringstream in(text);
  std::vector<std::string> lines;
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

// As Autolab reads its last line: quotes around every word before a colon, then JSON.
Json as_autolab_reads(const std::string& line) {
  return Json::parse(std::regex_replace(line, std::regex("([a-zA-Z0-9]+):"), "\"$1\":"));
}

}  // namespace

TEST_CASE("Gradescope: the score is the mark, and the tests add up to it") {
  const model::Report all = hostile();
  const Json json = json_of("gradescope", all);
  CHECK(json.at("score").get<double>() == all.submissions.front().mark);
  CHECK(sum(json.at("tests"), "score") == Approx(all.submissions.front().mark));
  CHECK(json.at("tests").size() == all.submissions.front().scenarios.size());
}

TEST_CASE("Gradescope: student output is plain text everywhere, and students do not see what the autograder prints") {
  const Json json = json_of("gradescope", hostile());
  for (const char* key : {"output_format", "test_output_format", "test_name_format"}) CHECK(json.at(key) == "text");
  CHECK(json.at("stdout_visibility") == "hidden");
  for (const Json& test : json.at("tests")) {
    CHECK(test.at("output_format") == "text");
    CHECK(test.at("name_format") == "text");
  }
}

TEST_CASE("Gradescope: what is shown later is held back by Gradescope; what stays hidden is a visible test without a name") {
  const Json json = json_of("gradescope", hostile());
  CHECK(test_named(json, "secret-after-due").at("visibility") == "after_due_date");
  CHECK(test_named(json, "secret-after-published").at("visibility") == "after_published");
  const Json hidden = test_named(json, "hidden-1");
  CHECK(hidden.at("visibility") == "visible");  // a hidden one would take the total from all students
  CHECK(hidden.at("max_score").get<double>() > 0);
}

TEST_CASE("Gradescope: the machine's trouble costs no point, and where nothing was judged there is no score at all") {
  const Json open = json_of("gradescope", with_an_open_scenario());
  CHECK(test_named(open, "swap-large").at("max_score") == 0);
  CHECK(test_named(open, "swap-large").count("status") == 0);
  CHECK(open.at("output").get<std::string>().find("could not be judged") != std::string::npos);
  const Json none = json_of("gradescope", nothing_judged());
  CHECK(none.count("score") == 0);
  CHECK(none.at("tests").empty());  // the two together: "the autograder failed", and the mark is left open
}

TEST_CASE("PrairieLearn: every test has points and max_points, and 0 of 0 where it does not count") {
  const Json json = json_of("prairielearn", hostile());
  for (const Json& test : json.at("tests")) {
    CHECK(test.at("points").is_number());
    CHECK(test.at("max_points").is_number());
  }
  CHECK(test_named(json, "swap-lock").at("max_points") == 0);
  CHECK(json.at("gradable") == true);
  CHECK(json.at("score").get<double>() == Approx(hostile().submissions.front().mark / 100));
}

TEST_CASE("PrairieLearn: a mark over 100 is the highest score there is") {
  model::Report all = hostile();
  for (auto& scenario : all.submissions.front().scenarios) scenario.outcome = model::Outcome::passed;
  report::set_mark(all.assignment, all.submissions.front());
  CHECK(all.submissions.front().mark == 110);
  CHECK(json_of("prairielearn", all).at("score") == 1.0);
}

TEST_CASE("PrairieLearn: an attempt that could not be judged whole is not gradable, and says why") {
  const Json json = json_of("prairielearn", with_an_open_scenario());
  CHECK(json.at("gradable") == false);
  CHECK(json.at("format_errors").at(0).get<std::string>().find("could not be judged") != std::string::npos);
}

TEST_CASE("PrairieLearn: the file stays below a megabyte, whatever a compiler prints and however many scenarios fail") {
  model::Report all = hostile();
  auto& result = all.submissions.front();
  result.builds.at(1).output = std::string(3'000'000, 'x');
  for (int i = 0; i < 400; ++i)
    result.scenarios.push_back(testing::with(testing::scenario("many-" + std::to_string(i), "A", 1, "t"), model::Outcome::failed,
                                             {testing::verdict(model::VerdictClass::crash, std::string(20'000, '<'))}));
  report::set_mark(all.assignment, result);
  const std::string text = text_of("prairielearn", all);
  CHECK(text.size() < 1'000'000);
  CHECK(Json::parse(text).at("tests").size() == result.scenarios.size());
}

TEST_CASE("Autolab: the last line has the scores, as Autolab's own reading of it sees them") {
  const auto lines = lines_of(text_of("autolab", hostile()));
  const Json scores = as_autolab_reads(lines.back()).at("scores");
  CHECK(scores.at("A").get<double>() == 10);
  CHECK(scores.at("B").get<double>() == Approx(15).margin(5));
  CHECK(scores.size() == 3);
  CHECK(as_autolab_reads(lines.back()).at("scoreboard").is_array());
}

TEST_CASE("Autolab: a part's name with a colon does not break the line of scores") {
  model::Report all = hostile();
  all.assignment.parts.at(0).name = "Part1: greet";
  for (auto& scenario : all.submissions.front().scenarios)
    if (scenario.part == "A") scenario.part = "Part1: greet";
  CHECK(as_autolab_reads(lines_of(text_of("autolab", all)).back()).at("scores").count("Part1  greet") == 1);
}

TEST_CASE("Autolab: the line before the scores is our own stages, and no other line begins like JSON") {
  const auto lines = lines_of(text_of("autolab", hostile()));
  const Json stages = Json::parse(lines.at(lines.size() - 2));
  CHECK(stages.at("_presentation") == "semantic");
  for (const Json& stage : stages.at("stages")) CHECK(stages.at(stage.get<std::string>()).is_object());
  CHECK(stages.at("Scenarios").at("greet-default").at("passed") == true);
  for (std::size_t i = 0; i + 2 < lines.size(); ++i) CHECK(lines[i].substr(0, 1) != "{");
}

TEST_CASE("Autolab: an open part has the score null, for no score at all would be 0 for everybody") {
  const Json scores = as_autolab_reads(lines_of(text_of("autolab", with_an_open_scenario())).back()).at("scores");
  CHECK(scores.at("A").is_number());
  CHECK(scores.at("B").is_null());
  CHECK(as_autolab_reads(lines_of(text_of("autolab", nothing_judged())).back()).at("scores").size() == 3);
}

TEST_CASE("Autolab: a submission that nothing could be run of, by its own fault, gets 0") {
  model::Report broken = hostile();
  model::SubmissionResult result;
  result.trouble = "submission.toml:1:1: unknown key 'rols'";
  broken.submissions = {result};
  CHECK(as_autolab_reads(lines_of(text_of("autolab", broken)).back()).at("scores").at("A") == 0);
}

TEST_CASE("Autolab: output over a thousand kilobytes would lose the scores, so the feedback is cut") {
  model::Report all = hostile();
  all.submissions.front().builds.at(1).output = std::string(2'000'000, 'x') + "\nlast\n";
  const std::string text = text_of("autolab", all);
  CHECK(text.size() < 1'000'000);
  CHECK(as_autolab_reads(lines_of(text).back()).at("scores").size() == 3);
}

TEST_CASE("a run that was killed has scored what it finished, out of the whole") {
  model::Suite suite;
  suite.assignment = testing::hostile_assignment();
  for (const auto& result : testing::hostile_submission().scenarios) {
    model::Scenario scenario;
    scenario.name = result.scenario;
    scenario.part = result.part;
    scenario.points = result.points;
    scenario.visibility = result.visibility;
    suite.scenarios.push_back(scenario);
  }
  model::Submission submission;
  submission.name = "alice";
  model::Report partial = hostile();
  partial.submissions = {report::so_far(suite, submission, {testing::hostile_submission().scenarios.front()})};
  const Json json = json_of("gradescope", partial);
  CHECK(json.at("score") == 10);  // one of four points of part A, which counts 40
  CHECK(sum(json.at("tests"), "max_score") == Approx(110));
  CHECK(json.at("output").get<std::string>().find("the run did not end, and 10 were not run") != std::string::npos);
  CHECK(text_of("gradescope", partial).find("secret-hidden") == std::string::npos);
}
