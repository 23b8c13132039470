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

void stop_ticks() {
  const itimerval none{};
  setitimer(ITIMER_REAL, &none, nullptr);
}

}  // namespace

Ran run_trial(const model::Trial& trial, const sandbox::Ground& ground, const Hold* hold) {
  prepare_this_process();
  Ran ran;
  try {
    TrialRun run(trial, ground, hold);
    ran.trace = run.run();
    ran.left_as_found = run.left_as_found();
  } catch (const base::SystemError& error) {
    ran.trace = {};
    ran.trace.scenario = trial.scenario;
    ran.trace.ending = model::Ending::machine;
    ran.trace.trouble = error.what();
  }
  stop_ticks();
  return ran;
}

void prepare(const model::Trial& trial) {
  static_cast<void>(filter_of(trial));
  static_cast<void>(tracer::CallNumbers::of_this_machine());
}

}  // namespace ipcgrade::engine
