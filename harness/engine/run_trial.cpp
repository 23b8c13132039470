#include "engine/run_trial.hpp"

#include <sys/prctl.h>
#include <sys/time.h>

#include <csignal>
#include <cstdlib>

#include "base/error.hpp"
#include "engine/tracer/descriptors.hpp"
#include "engine/tracer/turns.hpp"
#include "engine/trial_filter.hpp"
#include "engine/trial_run.hpp"

namespace ipcgrade::engine {
namespace {

void prepare_this_process() {
  tracer::ask_for_turns_of(tracer::tracer_turn);
  tracer::take_all_descriptors();
  sigset_t child;
  sigemptyset(&child);
  sigaddset(&child, SIGCHLD);
  sigprocmask(SIG_BLOCK, &child, nullptr);  // taken by sigtimedwait: a stop is never missed
  std::signal(SIGPIPE, SIG_IGN);            // a role that closes its input is no reason to die
  prctl(PR_SET_TIMERSLACK, 1, 0, 0, 0);     // naps of microseconds
  struct sigaction wake_up {};
  wake_up.sa_handler = [](int) {};
  sigaction(SIGALRM, &wake_up, nullptr);  // without SA_RESTART: a blocking wait returns
  const timeval tick{0, tick_length.count()};
  const itimerval ticks{tick, tick};
  setitimer(ITIMER_REAL, &ticks, nullptr);
  setenv("PATH", "/usr/local/bin:/usr/bin:/bin", 1);  // where execvpe looks for a role's program
}

}  // namespace

model::Trace run_trial(const model::Trial& trial, const sandbox::Ground& ground, const Hold* hold) {
  prepare_this_process();
  try {
    return TrialRun(trial, ground, hold).run();
  } catch (const base::SystemError& error) {
    model::Trace trace;
    trace.scenario = trial.scenario;
    trace.ending = model::Ending::machine;
    trace.trouble = error.what();
    return trace;
  }
}

void prepare(const model::Trial& trial) {
  static_cast<void>(filter_of(trial));
  static_cast<void>(tracer::CallNumbers::of_this_machine());
}

}  // namespace ipcgrade::engine
