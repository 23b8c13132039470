#include "engine/timers.hpp"

#include <chrono>

#include "testing/catch.hpp"

using namespace std::chrono_literals;
using ipcgrade::engine::Timers;

namespace {

const ipcgrade::base::Clock::time_point now{1h};

}  // namespace

TEST_CASE("a timer is pending until its time has come and its signal has had time to arrive") {
  Timers timers;
  CHECK_FALSE(timers.pending(now));
  timers.set(Timers::of_alarm, now + 1s, Timers::Repeats::no);
  CHECK(timers.pending(now));
  CHECK(timers.pending(now + 1s + 50ms));
  CHECK_FALSE(timers.pending(now + 1s + 100ms));
}

TEST_CASE("a timer that repeats is pending until it is stopped") {
  Timers timers;
  timers.set(Timers::of_alarm, now, Timers::Repeats::yes);
  CHECK(timers.pending(now + 1h));
  timers.stop(Timers::of_alarm);
  CHECK_FALSE(timers.pending(now));
}

TEST_CASE("to remove one timer is not to stop another, and exec removes all but the alarm") {
  Timers timers;
  timers.create(0, CLOCK_REALTIME);
  timers.create(1, CLOCK_MONOTONIC);
  timers.set(0, now + 1s, Timers::Repeats::no);
  timers.remove(1);
  CHECK(timers.clock_of(0) == CLOCK_REALTIME);
  CHECK(timers.pending(now));
  timers.executed();
  CHECK_FALSE(timers.pending(now));
  timers.set(Timers::of_alarm, now + 1s, Timers::Repeats::no);
  timers.executed();
  CHECK(timers.pending(now));
}

TEST_CASE("timers of CPU time never come while everybody sleeps") {
  Timers timers;
  timers.create(0, CLOCK_PROCESS_CPUTIME_ID);
  timers.set(0, now + 1s, Timers::Repeats::no);
  CHECK_FALSE(timers.pending(now));
}
