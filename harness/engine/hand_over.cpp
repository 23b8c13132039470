// How a running trial is let go, stopped, for a debugger.
#include <csignal>

#include "engine/trial_run.hpp"

namespace ipcgrade::engine {

using Where = Thread::Where;

namespace {

// Detached from where it is. A signal that it stands before is replaced by SIGSTOP, which then stops it on the spot: a fault is
// met again when it is continued.
void release(const Stop& stop) {
  const bool at_signal = std::holds_alternative<SignalArrived>(stop.kind);
  (void)tracer::release(stop.tid, at_signal ? SIGSTOP : 0);
}

}  // namespace

bool TrialRun::is_held_at_end(const Thread& thread) const {
  return hold_ != nullptr && !hold_->at_end_of.empty() && recorder_.info(thread.process).label == hold_->at_end_of;
}

// `stopped`: the stop that is being handled, of a thread that is in a ptrace stop whatever its record says.
void TrialRun::hand_over(const std::optional<Stop>& stopped) {
  std::vector<Held> held;
  for (const auto& process : world_.processes()) {
    if (process->ended || !process->executed) continue;
    kill(process->pid, SIGSTOP);  // pending until the thread is let go; then it stops before it runs on
    held.push_back({recorder_.info(process->index).label, process->pid});
  }
  for (const auto& thread : world_.threads()) {
    if (thread->where == Where::gone || thread->where == Where::gated) continue;
    if (stopped && stopped->tid == thread->tid) {
      release(*stopped);
      continue;
    }
    if (thread->files.state() == 't') {  // in a ptrace stop already: held, or in the middle of being judged
      (void)tracer::release(thread->tid, 0);
      continue;
    }
    if (tracer::interrupt(thread->tid) == tracer::Alive::gone) continue;
    if (const auto stop = tracer::next_stop_of(thread->tid)) release(*stop);
  }
  if (!held.empty()) hold_->take(held);
}

}  // namespace ipcgrade::engine
