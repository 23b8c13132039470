// Histories for tests and benchmarks: literal ones in short words, and random ones of processes that use a right mailbox. The
// same seed makes the same history on every machine.
#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <vector>

#include "linear/history.hpp"

namespace ipcgrade::linear {

// A call that began at one moment and returned at another; `never`: it did not.
[[nodiscard]] Operation created(int process, Time call, Time returned, Kind kind, std::uint32_t capacity = 0);
[[nodiscard]] Operation opened(int process, Time call, Time returned);
[[nodiscard]] Operation removed(int process, Time call, Time returned);
[[nodiscard]] Operation sent(int process, Time call, Time returned, int message, Reply reply = Reply::ok);
[[nodiscard]] Operation got(int process, Time call, Time returned, int message);
[[nodiscard]] Operation got_none(int process, Time call, Time returned, Reply reply = Reply::would_block);
// It may have taken effect or not.
[[nodiscard]] Operation unfinished(Operation operation);

struct Workload {
  std::uint64_t seed = 1;
  int processes = 3;
  std::size_t operations = 10;  // beside the first process's create and the others' open
  Kind kind = Kind::bounded;
  std::uint32_t capacity = 2;
};
// Every call's effect lies somewhere between its call and its return, and messages are all different; calls that still wait at
// the end have no reply.
[[nodiscard]] History random_history(const Workload& workload);

// splitmix64, for what else a test has to choose.
class Random {
 public:
  explicit Random(std::uint64_t seed) : state_(seed) {}
  [[nodiscard]] std::uint64_t below(std::uint64_t bound);

 private:
  std::uint64_t state_;
};

}  // namespace ipcgrade::linear
