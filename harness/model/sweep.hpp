// A sweep: every single fault that a run can meet, one run for each. What was tried, what came of it, and how much of it a
// submission survives.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/assignment.hpp"
#include "model/fault.hpp"
#include "model/report.hpp"
#include "model/verdict.hpp"

namespace ipcgrade::model {

// How much a fault may change.
enum class FaultClass : std::uint8_t {
  transparent,  // nothing: the call was cut short, and can be made again
  hard,         // the program cannot do its work: it says so and ends with a failure, or finds another way
  kill,         // the process is gone: what is left must not stand in the way of the next run
};

[[nodiscard]] std::string_view name_of(FaultClass fault_class);

// One run: one fault at one point of a scenario.
struct Strike {
  std::string scenario;
  Point point;
  FaultClass fault_class = FaultClass::transparent;
  std::string name;  // "EINTR", "short", "kill": the column of the matrix
  Fault fault;
};

struct StrikeResult {
  Strike strike;
  Verdict verdict;  // passed: survived
};

// What names a strike in every run: "greet-default greet/1 write 2 EINTR".
[[nodiscard]] std::string key_of(const Strike& strike);

[[nodiscard]] bool survived(const StrikeResult& result);
// Trouble of the machine says nothing about the submission: it counts neither way.
[[nodiscard]] bool counts(const StrikeResult& result);

struct Survival {
  std::size_t tried = 0;
  std::size_t survived = 0;
};

// A scenario that could not be swept, and why.
struct LeftOut {
  std::string scenario;
  std::string why;
  bool machine = false;  // the machine's fault, not the submission's
};

struct SweepReport {
  std::string task;
  std::string submission;
  SweepRules rules;
  std::vector<StrikeResult> results;  // in the order of scenarios, points and faults
  std::vector<LeftOut> left_out;
  std::size_t planned = 0;  // more than there are results: it was interrupted
};

[[nodiscard]] Survival survival(const SweepReport& report, std::optional<FaultClass> of = std::nullopt);
// The share that survived, each class weighted, in hundredths of a percent; classes that were not met do not count. Where a
// scenario could not be swept because of the submission, only the share of those that were.
[[nodiscard]] std::uint32_t share(const SweepReport& report);

// The sweep as one more scenario of the suite, before it was run; nothing where it counts in no part.
inline constexpr std::string_view graded_sweep_name = "sweep";
[[nodiscard]] std::optional<ScenarioResult> sweep_row(const Assignment& assignment);

// Failures with one cause: the same fault at the same place in the source, ending in the same way.
struct FailureGroup {
  std::vector<const StrikeResult*> results;  // of the report, its first one the example
};
[[nodiscard]] std::vector<FailureGroup> grouped(const SweepReport& report);

}  // namespace ipcgrade::model
