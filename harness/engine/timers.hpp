// The timers of one process that send it a signal: the one that alarm(2) and setitimer(2) share, and those of timer_create(2).
// Only what goes on while the process sleeps is of interest: timers of CPU time stand still then, and are not kept.
#pragma once

#include <cstdint>
#include <ctime>
#include <map>

#include "base/clock.hpp"

namespace ipcgrade::engine {

class Timers {
 public:
  static constexpr int of_alarm = -1;  // the others have the kernel's numbers, from 0
  enum class Repeats : std::uint8_t { no, yes };

  // timer_create with a signal to send. A clock that counts CPU time makes none.
  void create(int timer, clockid_t clock);
  // By timer_settime or its kin; only one that is there.
  void set(int timer, base::Clock::time_point due, Repeats repeats);
  void stop(int timer);
  void remove(int timer) { timers_.erase(timer); }
  // Exec leaves the alarm as it is, and removes the others (execve(2)).
  void executed();

  // The clock that a time is told by; CLOCK_MONOTONIC where there is no such timer.
  [[nodiscard]] clockid_t clock_of(int timer) const;
  // Whether one of them has yet to send its signal. One that is due has sent it, whoever took it; a tenth of a second is for the
  // way.
  [[nodiscard]] bool pending(base::Clock::time_point now) const;

 private:
  struct Timer {
    clockid_t clock = CLOCK_MONOTONIC;
    bool armed = false;
    base::Clock::time_point due;
    Repeats repeats = Repeats::no;
  };
  std::map<int, Timer> timers_{{of_alarm, {}}};
};

}  // namespace ipcgrade::engine
