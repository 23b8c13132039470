#include "report/junit.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <pugixml.hpp>
#include <sstream>

#include "report/cleaned.hpp"
#include "report/details.hpp"
#include "report/score.hpp"

namespace ipcgrade::report {
namespace {

using model::Outcome;
using Xml = pugi::xml_node;

// The element that a case gets for its outcome; "" for a pass. By the order of Outcome.
const char* element_of(Outcome outcome) {
  static constexpr std::array<const char*, 6> elements = {"", "failure", "error", "skipped", "skipped", "skipped"};
  return elements.at(static_cast<std::size_t>(outcome));
}

// Printable text may still hold the two characters that XML 1.0 forbids above its control characters (section 2.2, Char).
std::string allowed(std::string text) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 2> forbidden = {
      {{"\xef\xbf\xbe", "\\u{fffe}"}, {"\xef\xbf\xbf", "\\u{ffff}"}}};
  for (const auto& [bytes, shown] : forbidden)
    for (std::size_t at = text.find(bytes); at != std::string::npos; at = text.find(bytes)) text.replace(at, bytes.size(), shown);
  // Jenkins and GitLab take what stands behind these brackets for the path of a file to attach.
  static constexpr std::string_view attachment = "[[ATTACHMENT|";
  for (std::size_t at = text.find(attachment); at != std::string::npos; at = text.find(attachment)) text.insert(at + 1, " ");
  return text;
}

void set(Xml node, const char* name, const std::string& value) { node.append_attribute(name) = allowed(value).c_str(); }
void set_text(Xml node, const std::string& value) { node.text() = allowed(value).c_str(); }

std::string seconds(std::chrono::nanoseconds duration) {
  return fmt::format("{:.6f}", std::chrono::duration<double>(duration).count());
}

void add_property(Xml properties, const char* name, const std::string& value) {
  Xml property = properties.append_child("property");
  set(property, "name", name);
  set(property, "value", value);
}

void add_outcome(Xml testcase, const model::ScenarioResult& scenario) {
  Xml outcome = testcase.append_child(element_of(scenario.outcome));
  if (scenario.verdicts.empty()) {
    set(outcome, "message", scenario.reason.empty() ? std::string(name_of(scenario.outcome)) : scenario.reason);
    return;
  }
  const model::Verdict& headline = scenario.verdicts.front();
  set(outcome, "message", headline.sentence.empty() ? std::string(name_of(headline.verdict)) : headline.sentence);
  if (scenario.outcome != Outcome::failed && scenario.outcome != Outcome::inconclusive) return;  // skipped has no type
  set(outcome, "type", std::string(slug_of(headline.verdict)));
  set_text(outcome, details(scenario));
}

void add_case(Xml suite, const model::Assignment& assignment, const model::ScenarioResult& scenario) {
  Xml testcase = suite.append_child("testcase");
  set(testcase, "name", scenario.scenario);
  set(testcase, "classname", fmt::format("{}.{}", assignment.name, scenario.part));
  set(testcase, "time", seconds(scenario.duration));
  if (!scenario.verdicts.empty() && scenario.verdicts.front().site && !scenario.verdicts.front().site->file.empty()) {
    set(testcase, "file", scenario.verdicts.front().site->file);
    set(testcase, "line", std::to_string(scenario.verdicts.front().site->line));
  }
  Xml properties = testcase.append_child("properties");
  add_property(properties, "title", scenario.title);
  add_property(properties, "points", std::to_string(scenario.points));
  if (scenario.outcome != Outcome::passed) add_outcome(testcase, scenario);
}

// A submission of which nothing could be run is one case, or nobody would see it.
void add_trouble(Xml suite, const model::SubmissionResult& result) {
  Xml testcase = suite.append_child("testcase");
  set(testcase, "name", "submission");
  set(testcase, "classname", result.submission);
  Xml outcome = testcase.append_child(result.machine ? "error" : "failure");
  set(outcome, "message", result.trouble);
  set(outcome, "type", result.machine ? "inconclusive" : "refused");
  set_text(outcome, result.trouble);  // GitLab shows the text alone
}

struct Counts {
  std::size_t tests = 0;
  std::size_t failures = 0;
  std::size_t errors = 0;
  std::size_t skipped = 0;
  std::chrono::nanoseconds time{0};

  void add(const Counts& other) {
    tests += other.tests;
    failures += other.failures;
    errors += other.errors;
    skipped += other.skipped;
    time += other.time;
  }
};

Counts counts_of(const model::SubmissionResult& result) {
  Counts counts;
  if (result.scenarios.empty() && !result.trouble.empty()) return {1, result.machine ? 0U : 1U, result.machine ? 1U : 0U, 0, {}};
  for (const model::ScenarioResult& scenario : result.scenarios) {
    const std::string_view element = element_of(scenario.outcome);
    counts.add(
        {1, element == "failure" ? 1U : 0U, element == "error" ? 1U : 0U, element == "skipped" ? 1U : 0U, scenario.duration});
  }
  return counts;
}

void set_counts(Xml node, const Counts& counts) {
  set(node, "tests", std::to_string(counts.tests));
  set(node, "failures", std::to_string(counts.failures));
  set(node, "errors", std::to_string(counts.errors));
  set(node, "skipped", std::to_string(counts.skipped));
  set(node, "time", seconds(counts.time));
}

void add_suite(Xml suites, const model::Assignment& assignment, const model::SubmissionResult& result) {
  Xml suite = suites.append_child("testsuite");
  set(suite, "name", result.submission);
  set_counts(suite, counts_of(result));
  Xml properties = suite.append_child("properties");
  if (result.blank) {
    add_property(properties, "no mark", result.trouble);
  } else {
    add_property(properties, "mark", mark_text(result.mark));
  }
  for (const model::ScenarioResult& scenario : result.scenarios) add_case(suite, assignment, scenario);
  if (result.scenarios.empty() && !result.trouble.empty()) add_trouble(suite, result);
  if (const std::string messages = build_messages(result); !messages.empty())
    set_text(suite.append_child("system-out"), messages);
}

}  // namespace

std::string render_junit(const model::Report& report) {
  const model::Report clean = cleaned(report);
  pugi::xml_document document;
  Xml suites = document.append_child("testsuites");
  set(suites, "name", clean.assignment.name);
  Counts all;
  for (const model::SubmissionResult& result : clean.submissions) all.add(counts_of(result));
  set_counts(suites, all);
  for (const model::SubmissionResult& result : clean.submissions) add_suite(suites, clean.assignment, result);
  std::ostringstream out;
  document.save(out, "  ", pugi::format_default, pugi::encoding_utf8);
  return out.str();
}

}  // namespace ipcgrade::report
