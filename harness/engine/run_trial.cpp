#include "engine/run_trial.hpp"

#include <sched.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <csignal>
#include <cstdint>
#include <cstdlib>

#include "base/error.hpp"
#include "engine/trial_run.hpp"

namespace ipcgrade::engine {
namespace {

// Short turns on the CPU, for us and for all we start: the fair scheduler lets whoever asks for less go first, so that beside
// busy neighbours a tracee runs soon after it was let go (EEVDF, since Linux 6.12; earlier kernels take no notice).
void ask_for_short_turns() {
  // struct sched_attr (sched_setattr(2)), whose kernel header cannot stand beside <sched.h>.
  struct {
    std::uint32_t size = 48, policy = SCHED_OTHER;
    std::uint64_t flags = 0;
    std::int32_t nice = 0;
    std::uint32_t priority = 0;
    std::uint64_t runtime = 100'000, deadline = 0, period = 0;  // nanoseconds; the shortest turn there is
  } attributes;
  syscall(SYS_sched_setattr, 0, &attributes, 0);
}

void prepare_this_process() {
  ask_for_short_turns();
  sigset_t child;
  sigemptyset(&child);
  sigaddset(&child, SIGCHLD);
  sigprocmask(SIG_BLOCK, &child, nullptr);            // taken by sigtimedwait: a stop is never missed
  std::signal(SIGPIPE, SIG_IGN);                      // a role that closes its input is no reason to die
  prctl(PR_SET_TIMERSLACK, 1, 0, 0, 0);               // naps of microseconds
  setenv("PATH", "/usr/local/bin:/usr/bin:/bin", 1);  // where execvpe looks for a role's program
}

}  // namespace

model::Trace run_trial(const model::Trial& trial, const sandbox::Ground& ground) {
  prepare_this_process();
  try {
    return TrialRun(trial, ground).run();
  } catch (const base::SystemError& error) {
    model::Trace trace;
    trace.scenario = trial.scenario;
    trace.ending = model::Ending::machine;
    trace.trouble = error.what();
    return trace;
  }
}

}  // namespace ipcgrade::engine
