#include "engine/peers/address.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>

#include <cstring>

#include "base/error.hpp"

namespace ipcgrade::engine::peers {
namespace {

int domain_of(model::Family family) { return family == model::Family::ipv4 ? AF_INET : AF_INET6; }

template <class Sockaddr>
Address address_of(const Sockaddr& from) {
  Address address;
  std::memcpy(&address.storage, &from, sizeof from);
  address.size = sizeof from;
  return address;
}

Address version_4(in_addr host, std::uint16_t port) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr = host;
  return address_of(address);
}

}  // namespace

Address loopback(model::Family family, std::uint16_t port) {
  if (family == model::Family::ipv4) return version_4({htonl(INADDR_LOOPBACK)}, port);
  sockaddr_in6 address{};
  address.sin6_family = AF_INET6;
  address.sin6_port = htons(port);
  address.sin6_addr = in6addr_loopback;
  return address_of(address);
}

Address anywhere(std::uint16_t port) { return version_4({htonl(INADDR_ANY)}, port); }

Address group_address(const std::string& group, std::uint16_t port) {
  in_addr host{};
  inet_pton(AF_INET, group.c_str(), &host);
  return version_4(host, port);
}

base::Fd make_socket(model::Family family, Type type) {
  const int kind = (type == Type::stream ? SOCK_STREAM : SOCK_DGRAM) | SOCK_NONBLOCK | SOCK_CLOEXEC;
  return base::Fd(base::check(socket(domain_of(family), kind, 0), "making a socket for a peer"));
}

void set_option(const base::Fd& socket, int level, int option, int value) {
  base::check(setsockopt(socket.get(), level, option, &value, sizeof value), "setting an option of a peer's socket");
}

std::uint16_t port_of(const base::Fd& socket) {
  Address address;
  address.size = sizeof address.storage;
  if (getsockname(socket.get(), reinterpret_cast<sockaddr*>(&address.storage), &address.size) != 0) return 0;
  if (address.storage.ss_family == AF_INET6) {
    sockaddr_in6 found{};
    std::memcpy(&found, &address.storage, sizeof found);
    return ntohs(found.sin6_port);
  }
  sockaddr_in found{};
  std::memcpy(&found, &address.storage, sizeof found);
  return ntohs(found.sin_port);
}

}  // namespace ipcgrade::engine::peers
