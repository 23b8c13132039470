// In which order scenarios run: each after those it needs, else the slow ones first, with what they need, and then in the suite's
// order. What a failed one was needed for is refused instead of run. Knows no threads: its owner keeps the lock.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "model/report.hpp"
#include "model/scenario.hpp"

namespace ipcgrade::campaign {

// Why a scenario is not run.
struct Refusal {
  model::Outcome outcome;
  std::string reason;
};

struct Turn {
  std::size_t index = 0;  // of the scenario in the suite
  std::optional<Refusal> refusal;
  bool slow = false;  // it is going to wait most of the time
};

class Needs {
 public:
  // Scenarios that are not `wanted` (by name; empty: all are) take no part, and nobody waits for them. InputError where
  // scenarios need each other in a circle.
  Needs(const std::vector<model::Scenario>& scenarios, const std::vector<std::string>& wanted);

  // The next scenario whose needs are settled; each is given once. Nothing: wait until another is settled, or all are given.
  [[nodiscard]] std::optional<Turn> take();
  void settle(std::size_t index, model::Outcome outcome);

  [[nodiscard]] std::size_t size() const { return size_; }
  [[nodiscard]] bool all_given() const { return given_ == size_; }

 private:
  struct Node {
    bool wanted = true;
    bool given = false;
    bool first = false;  // slow, or needed by one that is
    std::vector<std::size_t> needs;
    std::optional<model::Outcome> outcome;
  };
  [[nodiscard]] bool ready(const Node& node) const;
  [[nodiscard]] std::optional<Refusal> refusal(const Node& node) const;
  void refuse_circles() const;
  void put_first(std::size_t index);

  const std::vector<model::Scenario>& scenarios_;
  std::vector<Node> nodes_;
  std::size_t size_ = 0;
  std::size_t given_ = 0;
};

}  // namespace ipcgrade::campaign
