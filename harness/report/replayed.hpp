// Two runs of one trial beside each other: whether the second did what the first did, where they part, and what no replay can
// fix. Process numbers, times and the identities that the kernel gives to objects differ in every run and are not compared.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "model/plan.hpp"
#include "model/trace.hpp"
#include "model/verdict.hpp"
#include "report/console.hpp"

namespace ipcgrade::report {

enum class Order : std::uint8_t {
  same,
  interleaved_differently,  // every thread did the same, but not in the same order with the others
  different,
};

struct Parted {
  std::string before;  // "greet/1  read(3) from pipe A → 9 bytes "Greetings""; or that it had ended
  std::string now;
};

struct TwoRuns {
  Order order = Order::same;
  std::size_t events = 0;  // of the first run, those that are compared
  std::size_t same = 0;    // from the beginning
  std::optional<Parted> parted;
  std::size_t rotations = 0;  // of the second run: turns that ended inside a computation
  std::size_t rotations_before = 0;
};

[[nodiscard]] TwoRuns compared(const model::Trace& before, const model::Trace& now);

struct Replay {
  model::Trial trial;
  model::Trace before;
  model::Trace now;
  model::Verdicts verdicts_before;  // neither is empty
  model::Verdicts verdicts_now;
  std::string command;  // that tells the failure; "" where there is none
};

[[nodiscard]] bool came_out_the_same(const Replay& replay);
[[nodiscard]] std::string render_replay(const Replay& replay, const ConsoleOptions& options);

}  // namespace ipcgrade::report
