// A TCP server of ours: accepts whoever comes, and makes a peer of each connection.
#pragma once

#include <functional>

#include "base/fd.hpp"
#include "engine/peers/peer.hpp"

namespace ipcgrade::engine::peers {

class Listener : public Peer {
 public:
  // `accepted` is called with the name of each connection ("s1/1") and its socket.
  using Accepted = std::function<void(std::string name, base::Fd socket, const model::OpenPeer& server)>;
  Listener(const model::OpenPeer& order, std::uint16_t port, const Log& sink, Accepted accepted);

  Progress exchange() override;
  void send(std::string_view /*bytes*/, std::string /*made*/, const Peer& /*answered*/) override {}  // its connections send
  void obey(model::PeerVerb verb) override;
  [[nodiscard]] bool in_flight() const override { return false; }
  [[nodiscard]] bool may_end(model::WaitFor /*what*/) const override { return static_cast<bool>(socket_); }

  // A program that connects without end gets no further: the rest stay in the kernel's queue.
  static constexpr std::uint32_t most_connections = 256;

 private:
  const model::OpenPeer& order_;
  base::Fd socket_;
  Accepted accepted_;
};

}  // namespace ipcgrade::engine::peers
