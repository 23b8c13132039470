#include "report/junit.hpp"

#include <pugixml.hpp>

#include "testing/catch.hpp"

using namespace ipcgrade::model;
using namespace ipcgrade::report;

namespace {

ScenarioResult scenario(const char* name, Outcome outcome, Verdicts verdicts) {
  ScenarioResult result;
  result.scenario = name;
  result.part = "A";
  result.points = 1;
  result.outcome = outcome;
  result.verdicts = std::move(verdicts);
  return result;
}

Verdict verdict(VerdictClass value, std::string sentence) {
  Verdict all;
  all.verdict = value;
  all.sentence = std::move(sentence);
  return all;
}

Report report_of(std::vector<ScenarioResult> scenarios) {
  Report report;
  report.assignment.name = "pipe";
  report.assignment.parts = {{"A", "one", 100, false}};
  report.submissions = {{"ann", "/s/ann", {}, std::move(scenarios), 0, false, ""}};
  return report;
}

// As a reader gets it; a text that is no XML at all ends the test.
pugi::xml_document read(const Report& report) {
  pugi::xml_document document;
  REQUIRE(document.load_string(render_junit(report).c_str()));
  return document;
}

}  // namespace

TEST_CASE("a student's failure, the machine's trouble and what was not run are told apart and counted") {
  const auto document = read(report_of({
      scenario("good", Outcome::passed, {verdict(VerdictClass::passed, "")}),
      scenario("bad", Outcome::failed, {verdict(VerdictClass::deadlock, "stuck")}),
      scenario("unsure", Outcome::inconclusive, {verdict(VerdictClass::inconclusive, "no pids")}),
      scenario("ours", Outcome::inconclusive, {verdict(VerdictClass::harness_error, "oops")}),
      scenario("later", Outcome::skipped, {}),
      scenario("elsewhere", Outcome::not_applicable, {verdict(VerdictClass::not_applicable, "no ipc namespace")}),
      scenario("undeclared", Outcome::not_declared, {}),
  }));
  const auto suite = document.child("testsuites").child("testsuite");
  const auto element = [&](const char* name) {
    const auto testcase = suite.find_child_by_attribute("testcase", "name", name);
    return std::string(testcase.last_child().name());  // "properties" where nothing else is said
  };
  CHECK(element("good") == "properties");
  CHECK(element("bad") == "failure");
  CHECK(element("unsure") == "error");
  CHECK(element("ours") == "error");
  for (const char* name : {"later", "elsewhere", "undeclared"}) CHECK(element(name) == "skipped");
  for (const auto& counted : {suite, document.child("testsuites")}) {
    CHECK(counted.attribute("tests").as_int() == 7);
    CHECK(counted.attribute("failures").as_int() == 1);
    CHECK(counted.attribute("errors").as_int() == 2);
    CHECK(counted.attribute("skipped").as_int() == 3);
  }
}

TEST_CASE("characters that XML forbids or gives a meaning reach the reader as text") {
  const std::string hostile = "<b>&\"']]>\x01\x1b[2J\xff\xef\xbf\xbf\xef\xbf\xbe";
  const auto document = read(report_of({scenario("bad", Outcome::failed, {verdict(VerdictClass::crash, hostile)})}));
  const auto failure = document.child("testsuites").child("testsuite").child("testcase").child("failure");
  CHECK(std::string(failure.attribute("message").value()) == "<b>&\"']]>\\x01\\e[2J\\xff\\u{ffff}\\u{fffe}");
  CHECK(std::string(failure.text().get()).find("<b>&\"']]>") != std::string::npos);
  CHECK(render_junit(report_of({})).find('\x01') == std::string::npos);
}

TEST_CASE("a submission that could not be run at all is one failed case, or an error where that is the machine's") {
  Report report = report_of({});
  report.submissions[0].trouble = "submission.toml:1:1: unknown key 'rols'";
  CHECK(read(report).child("testsuites").child("testsuite").child("testcase").child("failure"));
  CHECK(read(report).child("testsuites").attribute("failures").as_int() == 1);
  report.submissions[0].machine = true;
  CHECK(read(report).child("testsuites").child("testsuite").child("testcase").child("error"));
  CHECK(read(report).child("testsuites").attribute("errors").as_int() == 1);
}
