#include "engine/process/fork_gate.hpp"

#include <sys/ptrace.h>
#include <sys/wait.h>

#include <csignal>

#include "base/error.hpp"

namespace ipcgrade::engine::process {
namespace {

constexpr std::uintptr_t options = PTRACE_O_TRACEFORK | PTRACE_O_TRACEVFORK | PTRACE_O_TRACECLONE | PTRACE_O_EXITKILL;

bool stops_a_group(int signal) { return signal == SIGSTOP || signal == SIGTSTP || signal == SIGTTIN || signal == SIGTTOU; }

}  // namespace

ForkGate::ForkGate(pid_t first) {
  base::check(static_cast<int>(ptrace(PTRACE_SEIZE, first, nullptr, reinterpret_cast<void*>(options))),
              "watching a build's forks (ptrace)");
}

// A tracee that vanished meanwhile needs no answer.
void ForkGate::let_on(pid_t tid, int status) {
  const int signal = WSTOPSIG(status);
  switch (status >> 16) {
    case PTRACE_EVENT_FORK:
    case PTRACE_EVENT_VFORK:
    case PTRACE_EVENT_CLONE:
      ++forks_;
      ptrace(PTRACE_CONT, tid, nullptr, nullptr);
      return;
    case PTRACE_EVENT_STOP:  // a new process's first stop, or job control
      ptrace(stops_a_group(signal) ? PTRACE_LISTEN : PTRACE_CONT, tid, nullptr, nullptr);
      return;
    default:  // a signal on its way
      ptrace(PTRACE_CONT, tid, nullptr, reinterpret_cast<void*>(static_cast<std::uintptr_t>(signal)));
  }
}

}  // namespace ipcgrade::engine::process
