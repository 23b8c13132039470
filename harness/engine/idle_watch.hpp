// Busy waiting and polling (ENGINE: judged only while nothing that the thread looks at can change).
//
// A busy wait is proved when registers and writable memory are the same at two instants with nothing but effectless calls
// between: whatever follows must be what followed before. Loops without calls are single-stepped, loops with calls compared
// at the entries of their calls. A loop that does not recur (it counts, it reads the clock) is measured: 200 ms of the
// thread's own CPU time (500 where it makes no calls), and only where there is somebody to wait for: a program that is alone
// computes, however long it takes, and one that makes calls waits only if these are of the kind that could. Polling is three
// sleeps in a row with nothing between but looking.
#pragma once

#include <functional>
#include <optional>

#include "engine/stop.hpp"
#include "engine/world.hpp"
#include "model/trace.hpp"

namespace ipcgrade::engine {

class IdleWatch {
 public:
  explicit IdleWatch(World& world) : world_(world) {}

  // At a call's entry, before it is let go. `others_quiet` tells whether no other thread could change anything; it is asked
  // only where that matters.
  [[nodiscard]] std::optional<model::Happening> at_entry(Thread& thread, const Registers& registers,
                                                         const std::function<bool()>& others_quiet);
  // At a call's exit.
  void at_exit(Thread& thread, const Call& call, std::int64_t result);
  // It was put to sleep on an object: whatever it did before was not a spin.
  void fell_asleep(Thread& thread);
  // It has used a slice of CPU time since anything happened: a look at whether it spins is worth its while.
  [[nodiscard]] bool spun_a_slice(Thread& thread);
  // CPU time it has used since anything happened, as far as it was looked at: each look adds what two ticks can add, at most.
  [[nodiscard]] static std::chrono::nanoseconds idle_cpu(Thread& thread);
  [[nodiscard]] std::optional<model::Happening> measured(Thread& thread);
  // Whether it has spun long enough since the last look for one by single steps, which takes a while itself.
  [[nodiscard]] static bool worth_stepping(Thread& thread);
  // Single-steps a stopped thread. Where another stop comes instead of a step, that stop is returned to be handled.
  struct Stepping {
    std::optional<model::Happening> spinning;
    std::optional<Stop> other;
  };
  [[nodiscard]] Stepping step(Thread& thread);

 private:
  void begin_anew(Thread& thread);
  void note_epoch(Thread& thread);
  void note_timeout(Thread& thread, const Call& call, std::int64_t result) const;
  [[nodiscard]] bool could_be_waiting(const Thread& thread) const;
  [[nodiscard]] std::optional<model::Happening> at_sleep(Thread& thread, const Registers& registers,
                                                         const std::function<bool()>& others_quiet);
  [[nodiscard]] std::optional<model::Happening> compare_with_reference(Thread& thread, const Registers& registers);

  World& world_;
};

// Whether a thread has come back from timeout after timeout, at least ten of them and ten seconds long, while nobody did anything
// that it could see: it looks whether it should end, and time alone will not help.
[[nodiscard]] bool wakes_for_nothing(const World& world, const Thread& thread);

inline constexpr std::chrono::milliseconds slice{10};

}  // namespace ipcgrade::engine
