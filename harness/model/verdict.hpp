// What a trial says about a submission. A verdict keeps blame apart: only the student's own verdicts cost points.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/trace.hpp"

namespace ipcgrade::model {

enum class VerdictClass : std::uint8_t {
  passed,
  wrong_output,
  wrong_exit,
  not_linearizable,  // no order of the calls explains what they returned
  did_not_block,     // went on, or ended, where it had to wait
  not_flushed,
  wrong_mechanism,
  deadlock,
  waits_for_input,
  still_running,
  busy_wait,
  polling,
  crash,
  leak,
  zombie,
  runaway,
  build_failed,
  not_executable,  // a role's program is missing or cannot be executed
  not_applicable,  // this machine lacks what the scenario needs
  inconclusive,    // the machine's trouble
  harness_error,
};

enum class Blame : std::uint8_t { none, student, machine, harness };

[[nodiscard]] std::string_view name_of(VerdictClass verdict);  // "wrong output"
[[nodiscard]] std::string_view slug_of(VerdictClass verdict);  // "wrong-output": in expect.toml and JSON
[[nodiscard]] std::optional<VerdictClass> verdict_from_slug(std::string_view slug);
[[nodiscard]] Blame blame_of(VerdictClass verdict);

// One line of evidence, with the process it is about.
struct Evidence {
  ProcessIndex process = nobody;
  std::string text;
};

struct Verdict {
  VerdictClass verdict = VerdictClass::passed;
  std::string oracle;    // who says so
  std::string sentence;  // one plain sentence a student understands
  std::vector<Evidence> evidence;
  std::optional<Site> site;           // where in the submission
  std::optional<std::uint32_t> step;  // index of the step that failed
};

// All that the oracles found in one trial, the most telling first: one cause has one headline. Never empty.
using Verdicts = std::vector<Verdict>;

}  // namespace ipcgrade::model
