// One TCP connection: ours to a student's server, or one that a server of ours has accepted.
#pragma once

#include "base/fd.hpp"
#include "engine/peers/answers.hpp"
#include "engine/peers/peer.hpp"
#include "engine/peers/unsent.hpp"

namespace ipcgrade::engine::peers {

class Stream : public Peer {
 public:
  // Begins to connect.
  Stream(const model::OpenPeer& order, std::uint16_t port, const Log& sink);
  // What `server` has accepted; it answers as the server's order says.
  Stream(std::string name, base::Fd socket, const model::OpenPeer& server, const Log& sink);

  Progress exchange() override;
  void send(std::string_view bytes, std::string made, const Peer& answered) override;
  void obey(model::PeerVerb verb) override;
  [[nodiscard]] bool in_flight() const override;
  [[nodiscard]] bool may_end(model::WaitFor what) const override {
    return socket_ && (what == model::WaitFor::room || ending_ == Ending::no);
  }

 private:
  enum class State : std::uint8_t { connecting, connected };
  enum class Ending : std::uint8_t { no, shut_when_sent, shut, close_when_sent };

  Progress look_whether_connected();
  Progress receive();
  Progress push();
  Progress finish();
  void take(std::string_view bytes);
  void lost(model::PeerEnd end, model::PeerDeed deed);

  const model::OpenPeer& order_;
  base::Fd socket_;
  State state_ = State::connecting;
  Ending ending_ = Ending::no;
  bool reads_ = true;
  bool sees_more_ = true;  // neither an end nor a reset has come
  Unsent unsent_;
  Answers answers_;
  Records records_;
};

}  // namespace ipcgrade::engine::peers
