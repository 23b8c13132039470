// Timers that send signals: what the calls that set them ask for.
#include <sys/time.h>

#include <algorithm>
#include <chrono>
#include <csignal>

#include "engine/bookkeeper.hpp"
#include "engine/probe/memory.hpp"

namespace ipcgrade::engine {
namespace {

using std::chrono::nanoseconds;

nanoseconds duration(const timespec& time) { return std::chrono::seconds(time.tv_sec) + nanoseconds(time.tv_nsec); }
nanoseconds duration(const timeval& time) { return std::chrono::seconds(time.tv_sec) + std::chrono::microseconds(time.tv_usec); }

// `first`: from now; zero stops the timer.
void set(Timers& timers, int timer, nanoseconds first, nanoseconds interval) {
  if (first.count() == 0) return timers.stop(timer);
  timers.set(timer, base::Clock::now() + first, interval.count() == 0 ? Timers::Repeats::no : Timers::Repeats::yes);
}

void set_interval_timer(Process& process, const Call& call) {
  if (call.arguments[0] != ITIMER_REAL) return;  // the others count CPU time
  const auto timer = probe::read_value<itimerval>(process.pid, call.arguments[1]).value_or(itimerval{});
  set(process.timers, Timers::of_alarm, duration(timer.it_value), duration(timer.it_interval));
}

void create_timer(Process& process, const Call& call) {
  const auto event = probe::read_value<sigevent>(process.pid, call.arguments[1]);  // none: SIGALRM
  const auto timer = probe::read_value<int>(process.pid, call.arguments[2]);
  if (timer && (!event || event->sigev_notify != SIGEV_NONE))
    process.timers.create(*timer, static_cast<clockid_t>(call.arguments[0]));
}

void set_timer(Process& process, const Call& call) {
  const auto timer = static_cast<int>(call.arguments[0]);
  const auto wanted = probe::read_value<itimerspec>(process.pid, call.arguments[2]).value_or(itimerspec{});
  nanoseconds first = duration(wanted.it_value);
  if (first.count() != 0 && (call.arguments[1] & TIMER_ABSTIME) != 0) {
    timespec now{};
    clock_gettime(process.timers.clock_of(timer), &now);
    first = std::max(nanoseconds(1), first - duration(now));
  }
  set(process.timers, timer, first, duration(wanted.it_interval));
}

}  // namespace

void Bookkeeper::timer_changed(Thread& thread, const Call& call) {
  Process& process = world_.process_of(thread);
  const std::string_view name = call.row->name;
  if (name == "alarm")
    set(process.timers, Timers::of_alarm, std::chrono::seconds(static_cast<unsigned>(call.arguments[0])), nanoseconds(0));
  if (name == "setitimer") set_interval_timer(process, call);
  if (name == "timer_create") create_timer(process, call);
  if (name == "timer_settime") set_timer(process, call);
  if (name == "timer_delete") process.timers.remove(static_cast<int>(call.arguments[0]));
}

}  // namespace ipcgrade::engine
