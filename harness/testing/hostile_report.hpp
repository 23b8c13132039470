// A report in which everything that may be hard for a format occurs once: every outcome, a build that failed, scenarios of all
// four visibilities, and text that imitates the formats themselves. What a student must never see begins with "secret".
#pragma once

#include <string>

#include "model/gradebook.hpp"
#include "model/report.hpp"

namespace ipcgrade::testing {

// Text that tries to be a workflow command, a line of scores, the end of a script, a link, an escape sequence and a formula.
inline const std::string& hostile_text() {
  static const std::string text =
      "=HYPERLINK(\"http://evil\",\"x\")\n::error file=a::owned\n{\"scores\":{\"A\":100}}\n</script><img src=x onerror=y>"
      "\x1b]0;owned\x07\x1b[2J`````|[x](http://evil)@teacher ##[add-mask]b [[ATTACHMENT|/etc/passwd]] A: 100\xff";
  return text;
}

inline model::Verdict verdict(model::VerdictClass value, std::string sentence) {
  model::Verdict verdict;
  verdict.verdict = value;
  verdict.oracle = "steps";
  verdict.sentence = std::move(sentence);
  return verdict;
}

inline model::ScenarioResult scenario(std::string name, std::string part, int points, std::string title) {
  model::ScenarioResult result;
  result.scenario = std::move(name);
  result.part = std::move(part);
  result.points = points;
  result.title = std::move(title);
  result.show_again = "ipcgrade explain pipe --scenario " + result.scenario;
  result.duration = std::chrono::milliseconds(3);
  return result;
}

inline model::ScenarioResult with(model::ScenarioResult result, model::Outcome outcome, model::Verdicts verdicts,
                                  std::string hint = "") {
  result.outcome = outcome;
  result.verdicts = std::move(verdicts);
  result.hint = std::move(hint);
  return result;
}

inline model::ScenarioResult not_run(model::ScenarioResult result, model::Outcome outcome, std::string reason) {
  result.outcome = outcome;
  result.reason = std::move(reason);
  return result;
}

inline model::ScenarioResult kept_back(const std::string& name, model::Visibility visibility) {
  model::ScenarioResult result =
      with(scenario("secret-" + name, "B", 2, "secret title of " + name), model::Outcome::failed,
           {verdict(model::VerdictClass::crash, "secret sentence of " + name)}, "secret hint of " + name);
  result.verdicts.front().evidence = {{0, "secret evidence of " + name}};
  result.verdicts.front().site = model::Site{"secret_function", "secret.c", 3};
  result.visibility = visibility;
  return result;
}

inline model::Assignment hostile_assignment() {
  model::Assignment assignment;
  assignment.name = "pipe";
  assignment.title = "Pipes: fork, ordinary pipes";
  assignment.parts = {{"A", "greeting", 40, false}, {"B", "two-way", 60, false}, {"C", "pipeline", 10, true}};
  return assignment;
}

// Without a mark: report::set_mark makes it.
inline model::SubmissionResult hostile_submission() {
  using model::Outcome;
  using model::VerdictClass;
  model::SubmissionResult result;
  result.submission = "alice";
  result.folder = "/home/alice/course/pipe";
  result.builds = {{true, "cc -g -o greet greet.c -pthread", "", "", false, std::chrono::milliseconds(80)},
                   {false, "make " + hostile_text(), hostile_text(), "make ended with status 2", false, {}}};
  model::Verdict deadlock =
      verdict(VerdictClass::deadlock, "The child waits for end-of-file on pipe A, but holds its write end itself.");
  deadlock.evidence = {{1, "greet/1 sleeps in read(3)"}, {0, "greet sleeps in wait4"}};
  deadlock.site = model::Site{"read_all", "greet.c", 31};
  model::Verdict imitation = verdict(VerdictClass::wrong_output, "swapcase wrote " + hostile_text());
  imitation.evidence = {{0, "got " + hostile_text()}};
  imitation.site = model::Site{"f", "a,title=x::b%.c", 7};
  result.scenarios = {
      scenario("greet-default", "A", 1, "Without an argument the child prints the default greeting"),
      with(scenario("greet-long", "A", 2, "A text longer than the pipe's capacity arrives whole"), Outcome::failed, {deadlock},
           "Close every end of a pipe that a process does not use."),
      not_run(scenario("greet-status", "A", 1, "The parent fails when its child failed"), Outcome::skipped,
              "needs greet-long, which failed"),
      with(scenario("swap-line", "B", 3, "One line comes back with its case swapped"), Outcome::failed, {imitation}),
      scenario("swap-large", "B", 3, "A megabyte goes through while both pipes fill"),
      with(scenario("swap-lock", "B", 1, "Locks of another machine"), Outcome::not_applicable,
           {verdict(VerdictClass::not_applicable, "needs its own ipc namespace")}),
      kept_back("after-due", model::Visibility::after_due_date),
      kept_back("after-published", model::Visibility::after_published),
      kept_back("hidden", model::Visibility::hidden),
      not_run(scenario("swap-needs", "B", 1, "Runs after a hidden one"), Outcome::skipped, "needs secret-hidden, which failed"),
      scenario("line-status", "C", 1, "The status is the last command's"),
  };
  return result;
}

inline model::Report hostile_report() {
  model::Report report;
  report.harness_version = "0.1.0";
  report.rung = "user namespaces";
  report.assignment = hostile_assignment();
  report.submissions = {hostile_submission()};
  return report;
}

// Four people: one with a mark and a comma, one whose mark is open, one who handed in nothing, and one who attacks; and a
// submission that is nobody's.
inline model::Gradebook hostile_gradebook() {
  model::Gradebook book;
  book.assignment = hostile_assignment();
  const auto person = [](std::string id, std::string sis_id, std::string email, std::string name) {
    model::Person one;
    one.id = std::move(id);
    one.sis_id = std::move(sis_id);
    one.login = one.email = std::move(email);
    one.name = std::move(name);
    one.section = "Operating Systems";
    return one;
  };
  book.people = {person("101", "s1", "Ann.Lee@uni.example", "Lee, Ann"), person("102", "s2", "bo@uni.example", "Bo \"Bobby\" Ek"),
                 person("103", "s3", "cy@uni.example", "Cy Points Possible"),
                 person("104", "s4", "mal@uni.example", "=cmd|' /C calc'!A0")};
  for (const char* name : {"alice", "bo", "mal", "nobody"}) {
    model::GradedSubmission submission;
    submission.attempt.submission = name;
    submission.result = hostile_submission();
    book.submissions.push_back(std::move(submission));
  }
  book.rows = {{0, 0, 93.3, ""},
               {1, 1, std::nullopt, "1 scenario is inconclusive"},
               {2, std::nullopt, 0, ""},
               {3, 2, 40, ""},
               {std::nullopt, 3, 12.5, ""}};
  book.missing = {2};
  book.unmatched = {3};
  return book;
}

}  // namespace ipcgrade::testing
