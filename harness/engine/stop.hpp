// What the kernel reports about one tracee. Everything the engine decides, it decides on one of these.
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <variant>

namespace ipcgrade::engine {

struct CallEntry {};  // seccomp stop: the registers say which call
struct CallExit {};
struct SignalArrived {
  int signal;
};                      // before it is delivered; resuming with it delivers it
struct Interrupted {};  // a new tracee's first stop, the answer to PTRACE_INTERRUPT, or the end of a group stop
struct GroupStop {
  int signal;
};  // job control
struct ForkStop {
  pid_t child;
};  // fork, vfork or clone of any kind: the caller's arguments say which
struct VforkDone {};
struct ExecStop {
  pid_t former;
};  // the thread that called exec; it now bears the process's id
struct Ended {
  int status;
  int signal;
};
struct Stepped {};  // a single instruction

using StopKind =
    std::variant<CallEntry, CallExit, SignalArrived, Interrupted, GroupStop, ForkStop, VforkDone, ExecStop, Ended, Stepped>;

struct Stop {
  pid_t tid = 0;
  StopKind kind;
};

}  // namespace ipcgrade::engine
