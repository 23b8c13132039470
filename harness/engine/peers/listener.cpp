#include "engine/peers/listener.hpp"

#include <sys/socket.h>

#include <cerrno>

#include "base/error.hpp"
#include "engine/peers/address.hpp"

namespace ipcgrade::engine::peers {

Listener::Listener(const model::OpenPeer& order, std::uint16_t port, const Log& sink, Accepted accepted)
    : Peer(order.peer, model::PeerKind::server, sink),
      order_(order),
      socket_(make_socket(order.family, Type::stream)),
      accepted_(std::move(accepted)) {
  set_option(socket_, SOL_SOCKET, SO_REUSEADDR, 1);
  // What a listening socket has, those that it accepts inherit: only then do they announce the small window from the start.
  if (order.receive_buffer > 0) set_option(socket_, SOL_SOCKET, SO_RCVBUF, static_cast<int>(order.receive_buffer));
  const Address here = loopback(order.family, port);
  const bool listens = bind(socket_.get(), here.get(), here.size) == 0 && listen(socket_.get(), SOMAXCONN) == 0;
  if (!listens && errno != EADDRINUSE) base::check(-1, "making a peer listen");
  record_.port = port;
  if (!listens) {
    record_.end = model::PeerEnd::refused;
    socket_.reset();
  }
  log(listens ? model::PeerDeed::listening : model::PeerDeed::taken, {}, port);
}

Progress Listener::exchange() {
  Progress progress = Progress::none;
  while (socket_ && record_.connections < most_connections) {
    base::Fd connection(accept4(socket_.get(), nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC));
    if (!connection && (errno == EINTR || errno == ECONNABORTED)) continue;
    if (!connection) break;
    progress = Progress::some;
    accepted_(record_.peer + "/" + std::to_string(++record_.connections), std::move(connection), order_);
  }
  return progress;
}

void Listener::obey(model::PeerVerb verb) {
  if (verb == model::PeerVerb::read || !socket_) return;
  socket_.reset();  // and with it, by RST, whoever is not accepted yet
  log(model::PeerDeed::closed);
}

}  // namespace ipcgrade::engine::peers
