// What each system call can do to the world of a trial, one row a call. The engine asks the row, never the number: numbers
// differ between architectures and are looked up by name. A call without a row stops like the rest, and if a thread is
// asleep in it the trial is inconclusive, naming the call.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace ipcgrade::model {

// How a call can put its caller to sleep, and so where its objects are to be found in the arguments.
enum class Waiting : std::uint8_t {
  never,
  read_fd,    // argument 0 is a descriptor, the call waits for data
  write_fd,   // argument 0 is a descriptor, the call waits for room
  copy_fds,   // splice, sendfile, tee, copy_file_range: from one descriptor into another
  open_path,  // a FIFO's peer; argument `path` is the name
  accept,     // argument 0 is a listening socket
  connect,    // argument 0 is a socket, the call waits for somebody who takes the connection
  poll,       // array of pollfd
  select,     // three sets
  epoll,      // argument 0 is an epoll instance
  futex,
  child,
  sleep,  // nothing but the passing of time
  flock,
  record_lock,  // fcntl(F_SETLKW, F_OFD_SETLKW)
  signal,       // pause and its kin
  vfork,
  queue_receive,  // argument 0 is the identifier of a System V message queue
  queue_send,
  semaphore,  // argument 0 is the identifier of a System V semaphore set
};

enum class Passage : std::uint8_t {
  stops,    // entry and exit are seen
  free,     // can neither wait, wake, arm a timer, make, pass or close a descriptor, start or end a process, nor signal
  absent,   // answered ENOSYS: programs fall back to calls we can see
  refused,  // answered EPERM: nothing a submission needs, and a way out of sight
  pretend,  // answered 0 without effect: scheduling and affinity belong to the harness
};

// What a call that succeeded changed; the world's bookkeeping follows these.
enum class Change : std::uint8_t {
  nothing,
  descriptors,  // made, duplicated or closed some
  process,      // fork and its kin
  image,        // exec
  ends,         // exit, exit_group
  handlers,     // rt_sigaction
  signals,      // kill and its kin
  timer,        // alarm, setitimer, timer_settime
  names,        // mknod, link, bind: a name in the file system
  keys,         // msgget, semget, shmget: an object with a System V key
  maps,         // mmap of a descriptor with MAP_SHARED, shmat
  listens,      // listen
  reaps,        // wait4, waitid
};

// What argument 0 names.
enum class First : std::uint8_t {
  other,
  descriptor,  // an open one, whose object the call is about
};

struct CallRow {
  std::string_view name;
  Passage passage = Passage::stops;
  Waiting waiting = Waiting::never;
  Change change = Change::nothing;
  // Argument that ends the wait by itself: index of a pointer to a time (null: never), of a count of milliseconds
  // (negative: never), or none.
  enum class Timeout : std::uint8_t { none, pointer, milliseconds, always } timeout = Timeout::none;
  std::int8_t timeout_argument = -1;
  std::int8_t mask_argument = -1;  // pointer to a signal set that replaces the mask while the call waits
  First first = First::other;
};

[[nodiscard]] const std::vector<CallRow>& call_rows();
// Of the call of that name, as a trace names it; never: it has no row.
[[nodiscard]] Waiting waiting_of(std::string_view call);

}  // namespace ipcgrade::model
