// What a thread can wait on, and what a descriptor names: one identity for both, so that a wait-for graph is a comparison.
#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace ipcgrade::model {

enum class ObjectKind : std::uint8_t {
  unknown,        // a call or a descriptor that no table row explains
  pipe,           // anonymous pipe made by the submission
  fifo,           // named pipe
  input,          // the harness's end of a role's standard input
  output,         // the harness's end of a role's standard output or standard error
  shared,         // futex word in memory shared by processes: semaphore, mutex, condition
  private_futex,  // futex word private to one process
  child,          // state change of a child process
  timer,          // passing of time
  lock,           // flock(2) or fcntl(2) record lock
  signal,         // arrival of a signal
  tcp,            // a TCP socket
  udp,            // a UDP socket
  unix_socket,    // an AF_UNIX socket
  queue,          // a POSIX or System V message queue
  semaphore,      // a System V semaphore set
  event,          // an eventfd
  epoll,          // an epoll instance (as a descriptor; a wait on it is a wait on what it watches)
  file,           // regular file, directory or device that never makes anyone wait
  terminal,
  other,
};

// The word scenarios use (`on = "pipe"`) and reports print. One table; names are unique.
[[nodiscard]] std::string_view name_of(ObjectKind kind);
// The kinds a scenario may name in `on = …`, in the order of the enumeration.
[[nodiscard]] const std::vector<ObjectKind>& waitable_kinds();

// Identity of an object within one trial. Pipes, FIFOs, files: (device, inode). Words in shared memory: (device, inode,
// offset in the object). Private futexes: (0, process index, address). Children: (0, process index, 0); any child: (0, 0, 0).
// Sockets, POSIX queues: (device, inode). System V queues and semaphores: (0, identifier, 0). eventfd: (0, its number, 0).
struct Object {
  ObjectKind kind = ObjectKind::unknown;
  std::uint64_t device = 0;
  std::uint64_t inode = 0;
  std::uint64_t offset = 0;

  auto operator<=>(const Object&) const = default;
};

}  // namespace ipcgrade::model
