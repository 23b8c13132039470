#include "engine/tracer/tracer.hpp"

#include <sys/ptrace.h>
#include <sys/wait.h>

#include <cerrno>
#include <csignal>

#include "base/ensure.hpp"
#include "base/error.hpp"

namespace ipcgrade::engine::tracer {
namespace {

constexpr long options = PTRACE_O_TRACESYSGOOD | PTRACE_O_EXITKILL | PTRACE_O_TRACEFORK | PTRACE_O_TRACEVFORK |
                         PTRACE_O_TRACECLONE | PTRACE_O_TRACEEXEC | PTRACE_O_TRACEVFORKDONE | PTRACE_O_TRACESECCOMP;

long ask(long request, pid_t tid, std::uint64_t address, std::uint64_t data) {
  return ptrace(static_cast<__ptrace_request>(request), tid, reinterpret_cast<void*>(address), reinterpret_cast<void*>(data));
}

Alive order(long request, pid_t tid, std::uint64_t address, std::uint64_t data) {
  if (ask(request, tid, address, data) >= 0) return Alive::yes;
  ENSURE(errno == ESRCH || errno == EIO || errno == EFAULT, "a tracee refuses only by having vanished");
  return Alive::gone;
}

pid_t event_message(pid_t tid) {
  unsigned long message = 0;
  return ask(PTRACE_GETEVENTMSG, tid, 0, reinterpret_cast<std::uint64_t>(&message)) < 0 ? 0 : static_cast<pid_t>(message);
}

// PTRACE_EVENT_STOP bears SIGTRAP for a new tracee or an interrupt, and the stopping signal for a group stop (ptrace(2)).
StopKind event_stop(int signal) {
  switch (signal) {
    case SIGSTOP:
    case SIGTSTP:
    case SIGTTIN:
    case SIGTTOU:
      return GroupStop{signal};
    default:
      return Interrupted{};
  }
}

StopKind classify(pid_t tid, int status) {
  if (WIFEXITED(status)) return Ended{WEXITSTATUS(status), 0};
  if (WIFSIGNALED(status)) return Ended{0, WTERMSIG(status)};
  const int signal = WSTOPSIG(status);
  if (signal == (SIGTRAP | 0x80)) return CallExit{};
  switch (status >> 16) {
    case PTRACE_EVENT_SECCOMP:
      return CallEntry{};
    case PTRACE_EVENT_FORK:
    case PTRACE_EVENT_VFORK:
    case PTRACE_EVENT_CLONE:
      return ForkStop{event_message(tid)};
    case PTRACE_EVENT_VFORK_DONE:
      return VforkDone{};
    case PTRACE_EVENT_EXEC:
      return ExecStop{event_message(tid)};
    case PTRACE_EVENT_STOP:
      return event_stop(signal);
    default:
      break;
  }
  if (signal == SIGTRAP) {
    siginfo_t info{};
    const bool ours = ask(PTRACE_GETSIGINFO, tid, 0, reinterpret_cast<std::uint64_t>(&info)) == 0 &&
                      (info.si_code == TRAP_TRACE || info.si_code == TRAP_BRKPT);  // BRKPT: over a call
    if (ours) return Stepped{};
  }
  return SignalArrived{signal};
}

std::optional<Stop> wait_for(pid_t who, int flags) {
  int status = 0;
  const pid_t tid = waitpid(who, &status, __WALL | flags);
  if (tid > 0) return Stop{tid, classify(tid, status)};
  ENSURE(tid == 0 || errno == EINTR || errno == ECHILD, "waitpid fails only for want of children or by a signal");
  return std::nullopt;
}

}  // namespace

void seize(pid_t pid) {
  if (ask(PTRACE_SEIZE, pid, 0, static_cast<std::uint64_t>(options)) < 0)
    throw base::SystemError(errno, "tracing a program (ptrace)");
}

std::optional<Stop> next_stop(Wait wait) { return wait_for(-1, wait == Wait::look ? WNOHANG : 0); }

std::optional<Stop> next_stop_of(pid_t tid) {
  for (;;) {
    if (const auto stop = wait_for(tid, 0)) return stop;
    if (errno != EINTR) return std::nullopt;
  }
}

void reap_everyone() {
  for (;;) {
    int status = 0;
    const pid_t tid = waitpid(-1, &status, __WALL);
    if (tid > 0 && WIFSTOPPED(status)) kill(tid, SIGKILL);  // a child whose parent died before it could tell of it
    if (tid < 0 && errno != EINTR) return;
  }
}

Alive resume(pid_t tid, Resume how, int signal) {
  static constexpr int requests[] = {PTRACE_CONT, PTRACE_SYSCALL, PTRACE_SINGLESTEP};
  return order(requests[static_cast<int>(how)], tid, 0, static_cast<std::uint64_t>(signal));
}

bool has_news(pid_t tid) {
  siginfo_t info{};
  return waitid(P_PID, static_cast<id_t>(tid), &info, WEXITED | WSTOPPED | WNOHANG | WNOWAIT | __WALL) == 0 && info.si_pid != 0;
}

Alive listen(pid_t tid) { return order(PTRACE_LISTEN, tid, 0, 0); }
Alive interrupt(pid_t tid) { return order(PTRACE_INTERRUPT, tid, 0, 0); }
Alive release(pid_t tid, int signal) { return order(PTRACE_DETACH, tid, 0, static_cast<std::uint64_t>(signal)); }

std::optional<Registers> registers(pid_t tid) {
  Registers r;
  if (order(PTRACE_GETREGS, tid, 0, reinterpret_cast<std::uint64_t>(&r)) == Alive::gone) return std::nullopt;
  return r;
}

Alive set_registers(pid_t tid, const Registers& r) { return order(PTRACE_SETREGS, tid, 0, reinterpret_cast<std::uint64_t>(&r)); }

std::optional<std::uint64_t> signal_mask(pid_t tid) {
  std::uint64_t mask = 0;
  if (order(PTRACE_GETSIGMASK, tid, sizeof mask, reinterpret_cast<std::uint64_t>(&mask)) == Alive::gone) return std::nullopt;
  return mask;
}

Alive set_signal_mask(pid_t tid, std::uint64_t mask) {
  return order(PTRACE_SETSIGMASK, tid, sizeof mask, reinterpret_cast<std::uint64_t>(&mask));
}

std::uint64_t fault_address(pid_t tid) {
  siginfo_t info{};
  if (ask(PTRACE_GETSIGINFO, tid, 0, reinterpret_cast<std::uint64_t>(&info)) < 0) return 0;
  return reinterpret_cast<std::uint64_t>(info.si_addr);
}

Origin signal_origin(pid_t tid) {
  siginfo_t info{};
  if (ask(PTRACE_GETSIGINFO, tid, 0, reinterpret_cast<std::uint64_t>(&info)) < 0) return Origin::elsewhere;
  const bool sent = info.si_code == SI_USER || info.si_code == SI_TKILL || info.si_code == SI_QUEUE;
  return sent && info.si_pid != tid ? Origin::elsewhere : Origin::itself;
}

std::string float_registers(pid_t tid) {
  user_fpregs_struct r{};
  if (order(PTRACE_GETFPREGS, tid, 0, reinterpret_cast<std::uint64_t>(&r)) == Alive::gone) return {};
  return {reinterpret_cast<const char*>(&r), sizeof r};
}

}  // namespace ipcgrade::engine::tracer
