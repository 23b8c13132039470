// Where sockets of a trial meet: on the loopback interface, by port.
#pragma once

#include <sys/socket.h>

#include <cstdint>
#include <string>

#include "base/fd.hpp"
#include "model/peer.hpp"

namespace ipcgrade::engine::peers {

struct Address {
  sockaddr_storage storage{};
  socklen_t size = 0;

  [[nodiscard]] const sockaddr* get() const { return reinterpret_cast<const sockaddr*>(&storage); }
};

[[nodiscard]] Address loopback(model::Family family, std::uint16_t port);
// All addresses: where a UDP socket is bound that is a member of a group.
[[nodiscard]] Address anywhere(std::uint16_t port);
// An IPv4 multicast group; the scenario's reader has checked that it is one.
[[nodiscard]] Address group_address(const std::string& group, std::uint16_t port);

enum class Type : std::uint8_t { stream, datagram };
// Non-blocking, closed on exec. SystemError where the machine has none (an IPv6 socket without IPv6).
[[nodiscard]] base::Fd make_socket(model::Family family, Type type);
void set_option(const base::Fd& socket, int level, int option, int value);

// The port that a socket has; 0: none.
[[nodiscard]] std::uint16_t port_of(const base::Fd& socket);

}  // namespace ipcgrade::engine::peers
