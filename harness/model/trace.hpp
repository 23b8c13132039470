// What happened in one trial, as data: enough to judge and explain it again without running anything.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "model/assignment.hpp"
#include "model/file.hpp"
#include "model/object.hpp"
#include "model/peer.hpp"
#include "model/point.hpp"

namespace ipcgrade::model {

// Processes and threads are named by their index in the trace, so that a reused pid cannot confuse two of them.
using ProcessIndex = std::int32_t;
using ThreadIndex = std::int32_t;
inline constexpr std::int32_t nobody = -1;  // the harness itself, or not known

enum class Access : std::uint8_t { read, write, both };

struct Descriptor {
  int fd = 0;
  Object object;
  Access access = Access::read;
  bool close_on_exec = false;
  std::string path;     // for humans: "/work/fifo", "pipe:[123]", of a socket "port 5000" or its path
  Site made;            // the call that made it: pipe, open, dup, or the fork that inherited it
  std::string made_by;  // that call's name: "pipe2", "dup2", "fork"; empty: given by the harness
};

enum class WaitFor : std::uint8_t {
  data,
  room,
  peer,  // somebody who opens the other end of a FIFO, or a server that takes the connection
  child,
  wake,
  lock,
  signal,
  time,
  connection,  // a client that connects
};

// One thing that could end a blocking call, and who could make it happen.
struct Wait {
  Object object;
  WaitFor what = WaitFor::data;
  int fd = -1;                       // the descriptor, where there is one
  std::vector<ProcessIndex> wakers;  // every process that could end it (read on a pipe: holders of a write end)
  bool harness = false;              // the harness could end it (input still open, a later step, a peer)
  bool wakers_known = true;          // false: somebody unseen could end it (a word in memory that others map)
  Object other_end{};                // of a connected socket: the one at the other end, or the one that would accept it
};

enum class RunState : std::uint8_t {
  blocked,     // asleep in a call on something that can wait
  vfork_wait,  // asleep until its vfork child execs or ends
  stopped,     // job-control stop (SIGSTOP)
  runnable,    // could run: held by the scheduler, or running
  exited,
};

struct ThreadState {
  ThreadIndex thread = nobody;
  ProcessIndex process = nobody;
  RunState state = RunState::runnable;
  std::string call;         // name of the system call it is in; empty in user code
  std::vector<Wait> waits;  // any one of them ends the call
  bool timed = false;       // the call ends by itself: a timeout, a pending timer
  bool runtime = false;     // a language runtime's own helper thread
  Site site;                // innermost frame in the submission's own code
};

struct ProcessState {
  ProcessIndex process = nobody;
  bool alive = true;
  bool zombie = false;  // ended, its parent has not waited for it
  std::vector<Descriptor> descriptors;
  std::vector<ProcessIndex> children;  // alive or not yet waited for
};

// The whole trial at an instant when nobody runs.
struct Snapshot {
  std::uint32_t after_event = 0;        // events before it: trace.events[0 .. after_event)
  bool quiescent = false;               // nothing can happen any more except by a timer or by the harness
  std::vector<ThreadState> threads;     // live ones
  std::vector<ProcessState> processes;  // live ones and zombies
};

// ---- events ----

struct Started {  // a role began: its first exec succeeded or failed (error: errno of the exec)
  std::vector<std::string> argv;
  int error = 0;
};
struct Forked {
  std::string call;             // "fork", "vfork", "clone"
  ProcessIndex child = nobody;  // for a thread: the caller's own process
  ThreadIndex child_thread = nobody;
};
struct Executed {
  std::string path;
};
struct Called {
  std::string call;
  std::uint64_t arguments[6] = {};
  Object object;  // what it used, or made (pipe, open); kind unknown where the call has none
  int fd = -1;
  std::int64_t result = 0;  // negative: -errno
  std::string payload;      // first 256 bytes that were moved; of open, mkfifo, bind, … the name or address they were given
  std::uint64_t hash = 0;   // FNV-1a of the bytes that were moved; through sockets and queues, of what was looked at
  std::uint32_t count = 1;  // consecutive equal calls
  int second_fd = -1;       // of pipe: the end to write to; `fd` is the one to read from
  Site site;                // only where the trial asks for it (Sites::of_calls)
};
struct BlockedIn {
  std::string call;
  std::vector<Wait> waits;            // objects only; who could end them is in the next snapshot
  std::chrono::nanoseconds after{0};  // from letting it enter the call to knowing that it sleeps
};
struct Woke {
  std::string call;
};
struct GotSignal {
  int signal = 0;
};
struct Wrote {     // bytes that reached the harness; positions in Stream::bytes
  int stream = 1;  // 1 or 2
  std::uint64_t offset = 0;
  std::uint64_t size = 0;
};
struct Exited {    // of a process (all its threads)
  int status = 0;  // exit status, meaningful where signal == 0
  int signal = 0;
  std::vector<ProcessIndex> unreaped;  // direct children that were zombies or still running then
  Site site;                           // of the crash, where a signal of its own making ended it
  std::uint64_t address = 0;           // si_addr of that signal
};
struct StepDone {
  std::uint32_t step = 0;
};
// What a process and its descendants hold. Of processes that a mark did not know, descriptors are not counted.
struct Census {
  std::uint32_t descriptors = 0;
  std::uint32_t unreaped = 0;   // children that have ended and were not waited for
  std::uint32_t processes = 0;  // alive, itself included

  bool operator==(const Census&) const = default;
};
struct Growth {
  static constexpr std::uint32_t spare = 1;  // one more of each is no growth: made once, and kept

  Census then;  // at the mark
  Census now;

  [[nodiscard]] bool none() const {
    return now.descriptors <= then.descriptors + spare && now.unreaped <= then.unreaped + spare &&
           now.processes <= then.processes + spare;
  }
  bool operator==(const Growth&) const = default;
};
enum class WhyFailed : std::uint8_t {
  never,       // quiescent: it can no longer come true
  ended,       // the process ended differently, or the output can no longer match
  no_process,  // the step names a process that does not exist
};
struct StepFailed {
  std::uint32_t step = 0;
  WhyFailed why = WhyFailed::never;
  std::chrono::nanoseconds after{0};  // from quiescence to this judgement
  std::optional<FileState> file{};    // what was there, where the step asks for a file
  std::optional<Growth> growth{};     // since the mark, where the step asks for it
};
// A thread that turns without effect while nothing it looks at can change.
enum class SpinProof : std::uint8_t { recurrence, measured };
struct Spinning {
  SpinProof proof = SpinProof::recurrence;
  std::string call;         // the effectless call in the loop; empty: pure computation
  std::uint32_t turns = 0;  // instructions or calls between two equal states
  std::chrono::nanoseconds cpu{0};
  Site site;
};
struct Polling {
  std::string sleep;  // the call it sleeps in
  std::string check;  // the effectless call between; empty: looks at memory only
  Site site;
};
enum class LimitName : std::uint8_t { cpu, output, processes, events, memory, disk, wall };
struct LimitHit {
  LimitName limit = LimitName::cpu;
  std::uint64_t allowed = 0;
};
struct Rotated {            // the slice was over inside user code: not exactly repeatable
  std::uint64_t calls = 0;  // calls the thread had made
};
struct Injected {  // a fault struck: the call that begins here is not what the program hoped for
  std::uint32_t step = 0;
  std::uint32_t nth = 0;  // which of the calls at its address
  std::string call;
};
struct PassedOver {  // a step failed, and the trial went on
  std::uint32_t step = 0;
};
struct NothingLeft {};  // a Restart whose next run is known: nothing is there that was not there before the first

using Happening = std::variant<Started, Forked, Executed, Called, BlockedIn, Woke, GotSignal, Wrote, Exited, StepDone, StepFailed,
                               Spinning, Polling, LimitHit, Rotated, PeerDid, Injected, PassedOver, NothingLeft>;

struct Event {
  ProcessIndex process = nobody;
  ThreadIndex thread = nobody;
  Happening what;
};

// ---- the rest of a trace ----

struct ProcessInfo {
  std::string label;             // "greet", "greet/1"
  std::string role;              // of the role that it descends from
  ProcessIndex parent = nobody;  // nobody: started by the harness
  std::int64_t pid = 0;
  By by = By::submission;  // reference: a program of ours
};
struct ThreadInfo {
  ProcessIndex process = nobody;
  std::int64_t tid = 0;
};

// What one role wrote to the harness, complete.
struct Stream {
  ProcessIndex process = nobody;  // the role's first process
  int stream = 1;
  std::string bytes;
};

// What travelled through one object of the submission's.
struct Carrier {
  Object object;
  std::uint64_t size = 0;             // bytes written into it, all in all
  std::string bytes;                  // the first megabyte of them; of all carriers of a trial together 32 MiB
  std::vector<ProcessIndex> writers;  // that moved at least a byte, by first use
  std::vector<ProcessIndex> readers;
  bool opaque = false;  // some bytes came by splice or sendfile: their values are not known
};

// A named object (FIFO, shared memory, queue) made by a traced call.
struct NamedObject {
  Object object;
  std::string path;
  ProcessIndex maker = nobody;
  bool removed = false;  // gone when the trial ended
  Site site;
};

// A part of an object that a process mapped into its memory with MAP_SHARED (System V shared memory: attached).
struct Mapped {
  Object object;
  std::string path;  // "/dev/shm/ring", "sysv:shm:0x1234"
  ProcessIndex process = nobody;
  std::uint64_t size = 0;  // of the mapping
  bool writable = false;
};

enum class Ending : std::uint8_t {
  complete,  // every step was done and every process ended or was ended
  step_failed,
  spinning,     // a busy wait or polling was found
  limit,        // a limit on the submission's own use
  backstop,     // the wall clock: inconclusive
  machine,      // the harness or the machine could not go on; see `trouble`
  not_started,  // a role's program is missing or cannot be executed
};

struct Trace {
  static constexpr std::uint32_t version = 1;

  std::string scenario;
  Ending ending = Ending::complete;
  std::string trouble;  // one line, for `machine` and `backstop`
  std::vector<ProcessInfo> processes;
  std::vector<ThreadInfo> threads;
  std::vector<Event> events;
  std::vector<Snapshot> snapshots;  // at each quiescence, and the last word before anything was killed
  std::vector<Stream> streams;
  std::vector<Carrier> carriers;
  std::vector<NamedObject> named;
  std::vector<Mapped> mapped;     // in the order of the calls; a file, once mapped, may be unmapped again
  std::vector<PeerRecord> peers;  // the harness's own ends of the network, by first use
  std::vector<FaultCount> faults;
  std::vector<Point> points;                // where the trial asked for them (Survey::points)
  std::vector<ProcessIndex> still_running;  // roles that should have ended by themselves and had not
  std::chrono::nanoseconds duration{0};     // wall time, for people only
};

}  // namespace ipcgrade::model
