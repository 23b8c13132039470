// The program's end of a connection, for tests of peers: plain blocking calls, on loopback.
#pragma once

#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>

#include <deque>
#include <string>
#include <vector>

#include "base/error.hpp"
#include "engine/peers/address.hpp"
#include "engine/peers/peers.hpp"

namespace ipcgrade::engine::peers {

inline base::Fd blocking(int domain, int type) {
  return base::Fd(base::check(::socket(domain, type | SOCK_CLOEXEC, 0), "socket"));
}

// Bound to a free port; a stream socket listens.
inline base::Fd bound(model::Family family, int type) {
  base::Fd fd = blocking(family == model::Family::ipv4 ? AF_INET : AF_INET6, type);
  const Address here = loopback(family, 0);
  base::check(bind(fd.get(), here.get(), here.size), "bind");
  if (type == SOCK_STREAM) base::check(listen(fd.get(), 16), "listen");
  return fd;
}

inline base::Fd accepted(const base::Fd& listener) {
  return base::Fd(base::check(accept4(listener.get(), nullptr, nullptr, SOCK_CLOEXEC), "accept"));
}

inline base::Fd connected(model::Family family, std::uint16_t port) {
  base::Fd fd = blocking(family == model::Family::ipv4 ? AF_INET : AF_INET6, SOCK_STREAM);
  const Address to = loopback(family, port);
  base::check(connect(fd.get(), to.get(), to.size), "connect");
  return fd;
}

inline void put(const base::Fd& fd, const std::string& bytes) {
  for (std::size_t done = 0; done < bytes.size();)
    done +=
        static_cast<std::size_t>(base::check(::send(fd.get(), bytes.data() + done, bytes.size() - done, MSG_NOSIGNAL), "send"));
}

// Exactly so many bytes, fewer where the end comes first.
inline std::string take(const base::Fd& fd, std::size_t size) {
  std::string bytes(size, '\0');
  std::size_t done = 0;
  for (ssize_t got = 1; done < size && got > 0; done += static_cast<std::size_t>(got))
    got = base::check(recv(fd.get(), bytes.data() + done, size - done, 0), "recv");
  bytes.resize(done);
  return bytes;
}

// Peers with what they said, and steps as a scenario would have them.
struct Stage {
  std::vector<model::PeerDid> log;
  std::deque<model::SendToPeer> orders;  // they outlive the peers
  Peers peers{[this](model::PeerDid did) { log.push_back(std::move(did)); }};

  void send(const std::string& peer, const std::string& bytes) {
    orders.push_back({peer, {bytes, ""}, 0, ""});
    peers.send(orders.back(), orders.back().data.bytes);
  }

  // Until it is so: what was sent may be a moment on its way.
  template <class Condition>
  bool exchange_until(Condition condition) {
    constexpr int most = 200'000;
    for (int i = 0; i < most; ++i) {
      (void)peers.exchange();
      if (condition()) return true;
    }
    return false;
  }
  const model::PeerRecord& record(const std::string& name) { return *peers.find(name); }
  bool saw(const std::string& name, model::PeerEnd end) {
    return exchange_until([&] { return record(name).end == end; });
  }
  bool received(const std::string& name, const std::string& bytes) {
    return exchange_until([&] { return record(name).bytes == bytes; });
  }
};

inline model::OpenPeer order_of(model::PeerKind kind, std::string name, model::Family family = model::Family::ipv4) {
  model::OpenPeer order;
  order.kind = kind;
  order.peer = std::move(name);
  order.family = family;
  return order;
}

}  // namespace ipcgrade::engine::peers
