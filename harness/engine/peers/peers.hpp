// The harness's own ends of the network in one trial: clients, servers and UDP sockets, each with the name that the scenario
// gives it. They live in the tracer's process, inside the trial's network namespace, and never block: the loop calls `exchange`,
// which does whatever can be done at once. Memory is bounded by whoever compares `unasked_bytes` with the limit on output.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "engine/peers/peer.hpp"

namespace ipcgrade::engine::peers {

enum class Protocol : std::uint8_t { tcp, udp };

class Peers {
 public:
  explicit Peers(Log log) : log_(std::move(log)) {}

  // `order` must outlive the peers. Nobody there and a port that is taken are states of the peer; SystemError is the machine's
  // trouble. `local` is the port that a UDP socket is bound to, 0: any.
  void open(const model::OpenPeer& order, std::uint16_t port, std::uint16_t local);
  // `bytes` is the part of the order's data that is due; both must outlive the peers. What cannot be sent any more is dropped:
  // the record tells why.
  void send(const model::SendToPeer& order, std::string_view bytes);
  void obey(const std::string& peer, model::PeerVerb verb);
  // No more data from any of them; what comes is still taken.
  void shut_all();

  // Reads what has come and writes what there is room for; afterwards the harness owes nobody anything that is not under way.
  Progress exchange();
  // Something that was sent has not arrived: this is no instant to judge anything by.
  [[nodiscard]] bool in_flight() const;

  [[nodiscard]] bool empty() const { return peers_.empty(); }
  // nullptr: no such peer (yet).
  [[nodiscard]] const model::PeerRecord* find(const std::string& peer) const;
  // What came, beyond what the scenario itself has sent.
  [[nodiscard]] std::uint64_t unasked_bytes() const;
  // Could one of them end such a wait of a socket that has these ports? `remote` is 0 where that socket is not connected.
  [[nodiscard]] bool could_end(Protocol protocol, std::uint16_t local, std::uint16_t remote, model::WaitFor what) const;

  // Closes them all and forgets their names, so that others may bear them. What they saw stays on record.
  void abandon();

  // Closes them all. What they saw, in the order of their first use, cut to what a trace may hold: of a stream that `asked` is
  // about the part where it differs, of others the beginning.
  [[nodiscard]] std::vector<model::PeerRecord> take_records(const model::PeerMatch* asked);

 private:
  [[nodiscard]] Peer* named(const std::string& peer);

  Log log_;
  std::vector<std::unique_ptr<Peer>> peers_;  // by first use; their names are unique
  std::vector<model::PeerRecord> abandoned_;
};

}  // namespace ipcgrade::engine::peers
