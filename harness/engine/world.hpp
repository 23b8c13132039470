// The tracer's model of a trial: threads, processes, what they have open and what they are doing. Updated only from stops
// and at entry and exit of calls; everybody in engine/ may look at it. Nothing is ever erased while a trial runs: an index
// stays good after its process has ended.
#pragma once

#include <sys/types.h>

#include <array>
#include <chrono>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "base/clock.hpp"
#include "engine/probe/proc.hpp"
#include "engine/registers.hpp"
#include "engine/timers.hpp"
#include "model/calls.hpp"
#include "model/trace.hpp"

namespace ipcgrade::engine {

// Registers and the top of the stack at a call worth explaining later, with the memory map that gives them meaning.
struct StackCapture {
  Registers registers{};
  std::string stack;
  std::shared_ptr<const std::string> maps;
};

struct Provenance {
  std::string call;
  StackCapture where;
};

// A descriptor table: shared by processes cloned with CLONE_FILES. `known` is a cache of what the kernel said, dropped
// whenever a call may have changed it; `made` is what only we can know.
struct Files {
  std::unordered_map<int, probe::OpenFile> known;
  std::map<int, Provenance> made;
};

// Signals a process catches, and what it does about its children's (shared with CLONE_SIGHAND).
struct Handlers {
  std::uint64_t caught = 0;    // bit n-1: signal n
  std::uint64_t restarts = 0;  // of these, those with SA_RESTART
  bool reaps_itself = false;   // SIGCHLD ignored or SA_NOCLDWAIT: its children leave no zombies
};

// What a fault has changed in a call so that it moves fewer bytes (engine/short_calls.hpp).
struct Shortened {
  std::uint64_t bytes = 0;  // at most so many
  std::uint64_t copy = 0;   // where a copy of what the call points to lies; 0: it needs none, or none now
  std::string before;       // what lay there
};

// A call between its entry and its exit stop.
struct Call {
  const model::CallRow* row = nullptr;  // nullptr: not in the table
  std::int64_t number = 0;
  std::array<std::uint64_t, 6> arguments{};
  Registers at_entry{};
  std::optional<std::uint64_t> mask_before;  // the thread's signal mask, where we changed it for the wait
  bool mask_argument_replaced = false;
  bool was_there = false;              // what it makes where there is nothing yet (O_CREAT, IPC_CREAT): named objects only
  bool made = true;                    // false: a fault answered it, and the kernel never saw it
  std::optional<Shortened> shortened;  // every time that the kernel restarts it
  bool slept = false;                  // it was on record as blocked: once a call, however often the kernel restarts it
  base::Clock::time_point entered;
};

// A call that a signal has interrupted, and that the kernel may take up again.
struct Unfinished {
  Call call;
  std::int64_t why = 0;  // the kernel's word to itself at the exit stop (Bookkeeper::will_restart)
  enum class Stage : std::uint8_t {
    interrupted,  // no handler has run: the kernel takes it up at once
    handled,      // a handler runs, or has run and was left for good (siglongjmp(3)); the call goes on after its return
    resumed,      // the handler has returned to it
  } stage = Stage::interrupted;
};

// What a thread has done since anything happened that others could see: the evidence for busy waiting and polling.
struct Idling {
  std::uint64_t epoch = 0;                                   // World::effects when this record began
  std::optional<std::chrono::nanoseconds> cpu_at_last_look;  // empty until somebody asks: most records end before
  std::chrono::nanoseconds cpu{0};                           // used since the first look
  std::uint32_t looks_for_recurrence = 0;                    // by single steps, each longer than the one before
  std::uint32_t calls = 0;                                   // effectless calls in a row
  std::uint32_t compare_at = 16;                             // take a new reference state at this many (Brent's powers of two)
  std::uint32_t reference_at = 0;
  Registers reference{};
  std::optional<std::uint64_t> reference_memory;
  const model::CallRow* call = nullptr;  // the last effectless call
  std::uint32_t sleeps = 0;              // sleeps in a row with nothing between but looking
  bool looked = false;                   // an effectless call since the last sleep
  bool retried_peer = false;             // …which was an open or connect of a missing peer
  std::optional<Registers> asleep_at;
  std::optional<std::uint64_t> asleep_memory;
};

// Timeouts in a row that came to nothing.
struct Timeouts {
  std::uint64_t epoch = 0;  // World::effects when the first one was over
  std::uint32_t count = 0;
  base::Clock::time_point since;
};

struct Thread {
  enum class Where : std::uint8_t {
    gated,    // launched, waits behind its gate
    unborn,   // its parent's stop named it, its own first stop has not come
    ready,    // in a ptrace stop
    running,  // let go
    asleep,   // let go, in a call, and the kernel has it asleep
    stopped,  // job control
    gone,
  };
  pid_t tid = 0;
  model::ThreadIndex index = model::nobody;
  model::ProcessIndex process = model::nobody;
  Where where = Where::unborn;
  std::optional<Call> call;
  std::vector<Unfinished> unfinished;               // the innermost last: handlers make calls of their own
  int signal = 0;                                   // to deliver when it is resumed
  model::ProcessIndex vfork_child = model::nobody;  // set between PTRACE_EVENT_VFORK and VFORK_DONE
  bool must_stop = false;                           // was let go into something that cannot put it to sleep
  bool seen_asleep = false;                         // a moment ago, and nobody has run since
  bool about_to_sleep = false;                      // in the entry stop of a sleep, and looked upon as asleep
  probe::TaskFiles files;
  std::chrono::nanoseconds cpu_used{0};  // when somebody last looked
  std::optional<std::chrono::nanoseconds> slice_start;
  std::uint64_t calls = 0;
  std::size_t delayed_until = 0;  // a fault holds it until the trace has so many events
  std::uint64_t effects = 0;      // calls that changed something others can see
  Idling idling;
  Timeouts timeouts;

  // Of one that was asleep: nobody has woken it, not even if it has not run since.
  [[nodiscard]] bool still_asleep() const;
  // CPU time that it has used, as far as somebody has looked: now, if it still lives.
  std::chrono::nanoseconds look_at_cpu();
  // It has ended, or nothing it does will be heard of any more. Its record stays; the descriptors by which it was looked at go.
  void gone();
};

// Whose threads live beside those of the program.
enum class Runtime : std::uint8_t { none, jvm, go };

struct Process {
  pid_t pid = 0;
  model::ProcessIndex index = model::nobody;
  model::ProcessIndex parent = model::nobody;
  bool executed = false;    // past its first successful exec; before it, it is still our own code
  std::uint32_t execs = 0;  // since it was forked or launched
  int exec_error = 0;       // errno of the last exec that failed before that
  bool ended = false;
  int status = 0;
  int signal = 0;
  bool reaped = false;
  std::vector<model::ProcessIndex> children;
  std::uint32_t forks = 0;
  std::shared_ptr<Files> open = std::make_shared<Files>();
  std::shared_ptr<Handlers> handlers = std::make_shared<Handlers>();
  std::optional<probe::AddressRange> loader;  // of this image, read when first asked for
  std::shared_ptr<const std::string> maps;    // text of /proc/PID/maps, read once an image
  Timers timers;
  std::optional<Runtime> runtime;  // of its image, once somebody asked
};

// A socket that clients may connect to, where listen(2) was called on it.
struct Listener {
  model::ProcessIndex process = model::nobody;
  int fd = -1;
  std::uint16_t port = 0;
};

class World {
 public:
  Thread& add_thread(pid_t tid, model::ProcessIndex process);
  Process& add_process(pid_t pid, model::ProcessIndex parent);
  [[nodiscard]] Thread* find(pid_t tid);
  // The thread that called exec takes on its process's id (execve(2)).
  void rename(Thread& thread, pid_t tid);
  void forget(Thread& thread);  // its id may be used again

  [[nodiscard]] Process& process_of(const Thread& thread) { return *processes_[static_cast<std::size_t>(thread.process)]; }
  [[nodiscard]] const Process& process_of(const Thread& thread) const {
    return *processes_[static_cast<std::size_t>(thread.process)];
  }
  [[nodiscard]] Process& process(model::ProcessIndex index) { return *processes_[static_cast<std::size_t>(index)]; }
  [[nodiscard]] Process* find_process(pid_t pid);
  [[nodiscard]] const std::vector<std::unique_ptr<Thread>>& threads() const { return threads_; }
  [[nodiscard]] const std::vector<std::unique_ptr<Process>>& processes() const { return processes_; }
  [[nodiscard]] std::uint32_t live_processes() const;
  [[nodiscard]] std::vector<Thread*> live_threads(model::ProcessIndex process) const;

  // What a descriptor names; pipes whose other end the harness holds are `input` and `output`.
  [[nodiscard]] const probe::OpenFile* descriptor(Process& process, int fd);
  [[nodiscard]] model::Object recognise(model::Object object) const;
  void harness_holds(const model::Object& pipe, model::ObjectKind as);

  // What listen was called on, by inode.
  std::map<std::uint64_t, Listener> listeners;
  // Who has used a System V object: whoever knows its identifier could wake those who wait for it.
  std::map<model::Object, std::set<model::ProcessIndex>> users;
  // Somebody has opened a file for writing.
  bool writes_files = false;
  // Somebody has used a socket of the internet: packets may be under way.
  bool uses_network = false;

  // Counts whatever one thread did that another could see; while it stands still, nothing that a spinner looks at changes.
  std::uint64_t effects = 0;

 private:
  std::vector<std::unique_ptr<Thread>> threads_;
  std::vector<std::unique_ptr<Process>> processes_;
  std::unordered_map<pid_t, Thread*> by_tid_;
  std::map<std::uint64_t, model::ObjectKind> harness_pipes_;  // by inode
};

}  // namespace ipcgrade::engine
