// Which faults are due at a call: pure counting. A fault counts the calls that match its address from the moment when its step
// is taken; a call that the kernel restarts is one call.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "model/fault.hpp"
#include "model/object.hpp"

namespace ipcgrade::engine::faults {

// A call that begins.
struct Point {
  std::string_view process;  // its label
  std::string_view call;
  model::ObjectKind object = model::ObjectKind::unknown;
};

struct Due {
  std::uint32_t rule = 0;  // in the order in which the rules became active
  std::uint32_t nth = 0;   // which of the matching calls this is
};

class Schedule {
 public:
  // `step` is the trial's step that it stands in.
  void activate(const model::Fault& fault, std::uint32_t step) {
    rules_.push_back({fault, step, model::calls_named(fault.call), 0, 0});
  }
  [[nodiscard]] bool empty() const noexcept { return rules_.empty() || retired_; }
  // No rule counts or fires any more; what they have counted stays.
  void retire() { retired_ = true; }

  // Counts the call in every rule it matches; those that fire, in the order of the rules.
  [[nodiscard]] std::vector<Due> at(const Point& point);
  // It fired and could change the call: a write that is never cut short was not struck.
  void struck(std::uint32_t rule) { ++rules_[rule].struck; }

  struct Rule {
    model::Fault fault;
    std::uint32_t step = 0;
    std::vector<std::string_view> calls;
    std::uint32_t seen = 0;    // calls that matched
    std::uint32_t struck = 0;  // of these, those that `when` names and that it could change
  };
  [[nodiscard]] const std::vector<Rule>& rules() const noexcept { return rules_; }

 private:
  std::vector<Rule> rules_;
  bool retired_ = false;
};

}  // namespace ipcgrade::engine::faults
