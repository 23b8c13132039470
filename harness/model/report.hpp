// Results of one submission, or of many, ready to be rendered. A renderer is a pure function of these.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "model/adjustment.hpp"
#include "model/assignment.hpp"
#include "model/scenario.hpp"
#include "model/verdict.hpp"

namespace ipcgrade::model {

enum class Outcome : std::uint8_t {
  passed,
  failed,
  inconclusive,    // the mark is left blank
  skipped,         // a scenario that it needs failed: 0 points
  not_applicable,  // its points leave the total
  not_declared,    // the submission does not do this part: 0 points, not run
};

[[nodiscard]] std::string_view name_of(Outcome outcome);

struct ScenarioResult {
  std::string scenario;
  std::string title;
  std::string part;
  int points = 0;  // weight
  Visibility visibility = Visibility::visible;
  Outcome outcome = Outcome::passed;
  Verdicts verdicts;       // empty when not run
  std::string reason;      // why it was skipped
  std::string hint;        // shown only when it failed
  std::string show_again;  // the command that runs just this scenario
  std::chrono::nanoseconds duration{0};
  std::optional<int> earned{};           // of `points`, where the outcome alone does not say it: a share of a sweep
  std::optional<Override> overridden{};  // these points count, whatever the outcome
};

struct BuildResult {
  bool ok = true;
  std::string command;   // what was run
  std::string output;    // compiler messages, cut to 64 KiB
  std::string failure;   // one line; empty when ok
  bool machine = false;  // the failure is the machine's, not the student's
  std::chrono::nanoseconds duration{0};
};

struct SubmissionResult {
  std::string submission;
  std::string folder;
  std::vector<BuildResult> builds;
  std::vector<ScenarioResult> scenarios;
  double mark = 0;                      // percent, rounded once; meaningless where `blank`
  bool blank = false;                   // an inconclusive scenario leaves the mark open
  std::string trouble;                  // why there is no mark, or no result at all: one line; empty: all is well
  bool machine = false;                 // the trouble is the machine's, not the submission's
  std::optional<LateDeduction> late{};  // in the mark already
};

struct Report {
  static constexpr int version = 1;
  std::string harness_version;
  std::string rung;
  Assignment assignment;
  std::vector<SubmissionResult> submissions;
};

}  // namespace ipcgrade::model
