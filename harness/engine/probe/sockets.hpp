// A tracee's sockets, asked through a copy of the descriptor that is closed again at once (pidfd_getfd(2)). /proc/net/tcp would
// tell the same of all sockets of the system, but takes 26 ms where the kernel has a large table of connections.
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <optional>
#include <string>

#include "model/object.hpp"

namespace ipcgrade::engine::probe {

[[nodiscard]] constexpr bool is_socket(model::ObjectKind kind) {
  return kind == model::ObjectKind::tcp || kind == model::ObjectKind::udp || kind == model::ObjectKind::unix_socket;
}

struct Socket {
  // Address and port, in one form for both families of the internet (IPv4 as ::ffff:a.b.c.d); of an AF_UNIX socket its path.
  // Empty: not bound, or not connected.
  std::string local;
  std::string remote;
  std::uint16_t local_port = 0;  // of TCP and UDP
  std::uint16_t remote_port = 0;
  bool stream = false;
  bool listening = false;
  bool connecting = false;  // TCP: has asked for a connection that is not there yet
  bool crowded = false;     // TCP, listening: no room for one more connection that is not accepted
  bool in_flight = false;   // TCP: has sent what is not acknowledged
};

// nullopt: no socket, or the machine does not tell.
[[nodiscard]] std::optional<Socket> socket_of(pid_t process, int fd);

// The socket that an AF_UNIX socket is connected to, both by their inodes (sock_diag(7)). 0: nobody has accepted it yet. nullopt:
// it is connected to none, or the machine does not tell.
[[nodiscard]] std::optional<std::uint64_t> unix_peer(std::uint64_t inode);

// Whether bytes go through a socket without bounds between them: SOCK_STREAM, neither SOCK_DGRAM nor SOCK_SEQPACKET. False where
// the machine does not tell.
[[nodiscard]] bool is_byte_stream(pid_t process, int fd);

// Whether a call on a socket that waits for data or a connection (receiving), or for room or a peer (sending), has a timeout
// (SO_RCVTIMEO, SO_SNDTIMEO).
enum class Direction : std::uint8_t { receiving, sending };
enum class Patience : std::uint8_t { endless, limited };
[[nodiscard]] Patience socket_patience(pid_t process, int fd, Direction direction);

// Packets on the loopback interface that were sent on this CPU and not yet delivered (/proc/net/softnet_stat): under load the
// kernel leaves their delivery to a thread of its own.
[[nodiscard]] bool packets_under_way(int cpu);

}  // namespace ipcgrade::engine::probe
