#include "engine/timers.hpp"

#include <algorithm>
#include <chrono>

namespace ipcgrade::engine {
namespace {

bool counts_cpu_time(clockid_t clock) {  // those of other processes and threads are negative (clock_getcpuclockid(3))
  return clock == CLOCK_PROCESS_CPUTIME_ID || clock == CLOCK_THREAD_CPUTIME_ID || clock < 0;
}

}  // namespace

void Timers::create(int timer, clockid_t clock) {
  if (!counts_cpu_time(clock)) timers_[timer] = {clock, false, {}, Repeats::no};
}

void Timers::set(int timer, base::Clock::time_point due, Repeats repeats) {
  const auto found = timers_.find(timer);
  if (found != timers_.end()) found->second = {found->second.clock, true, due, repeats};
}

void Timers::stop(int timer) {
  if (const auto found = timers_.find(timer); found != timers_.end()) found->second.armed = false;
}

void Timers::executed() {
  std::erase_if(timers_, [](const auto& entry) { return entry.first != of_alarm; });
}

clockid_t Timers::clock_of(int timer) const {
  const auto found = timers_.find(timer);
  return found == timers_.end() ? CLOCK_MONOTONIC : found->second.clock;
}

bool Timers::pending(base::Clock::time_point now) const {
  constexpr std::chrono::milliseconds on_its_way{100};
  return std::any_of(timers_.begin(), timers_.end(), [&](const auto& entry) {
    const Timer& timer = entry.second;
    return timer.armed && (timer.repeats == Repeats::yes || now < timer.due + on_its_way);
  });
}

}  // namespace ipcgrade::engine
