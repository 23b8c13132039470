// A UDP socket of ours.
#pragma once

#include <deque>

#include "base/fd.hpp"
#include "engine/peers/address.hpp"
#include "engine/peers/answers.hpp"
#include "engine/peers/peer.hpp"

namespace ipcgrade::engine::peers {

class Datagrams : public Peer {
 public:
  // `port` and `local` are 0 where the order names none.
  Datagrams(const model::OpenPeer& order, std::uint16_t port, std::uint16_t local, const Log& sink);

  Progress exchange() override;
  void send(std::string_view bytes, std::string made, const Peer& answered) override;
  void obey(model::PeerVerb verb) override;
  [[nodiscard]] bool in_flight() const override { return false; }
  [[nodiscard]] bool may_end(model::WaitFor /*what*/) const override { return static_cast<bool>(socket_); }
  // Each takes up some memory, even an empty one.
  [[nodiscard]] std::uint64_t received_bytes() const override { return record_.size + record_.datagram_count * overhead_bytes; }

 private:
  static constexpr std::uint64_t overhead_bytes = 64;
  struct Outgoing {
    std::string owned;
    std::string_view borrowed;
    Address to;
    [[nodiscard]] std::string_view bytes() const { return owned.empty() ? borrowed : std::string_view(owned); }
  };

  enum class Member : std::uint8_t { no, yes };
  void use_group(const std::string& group, Member member);
  Progress receive();
  Progress push();
  void take(std::string_view bytes, const Address& from);

  const model::OpenPeer& order_;
  base::Fd socket_;
  Address to_;    // size 0: to whoever sent last
  Address from_;  // whoever sent last; size 0: nobody has
  bool reads_ = true;
  std::deque<Outgoing> unsent_;
  Answers answers_;
};

}  // namespace ipcgrade::engine::peers
