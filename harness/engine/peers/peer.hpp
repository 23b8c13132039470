// What all peers have in common. None of them ever blocks: `exchange` takes what has come and sends what there is room for.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "model/peer.hpp"
#include "model/trace.hpp"

namespace ipcgrade::engine::peers {

enum class Progress : std::uint8_t { none, some };

// Whoever puts on record what a peer did.
using Log = std::function<void(model::PeerDid)>;

class Peer {
 public:
  Peer(std::string name, model::PeerKind kind, const Log& sink) : log_(sink) {
    record_.peer = std::move(name);
    record_.kind = kind;
  }
  virtual ~Peer() = default;
  Peer(const Peer&) = delete;
  Peer& operator=(const Peer&) = delete;

  virtual Progress exchange() = 0;
  // Bytes of the scenario's, which outlive the peer, or ones made for this time. They may have to wait for room. A UDP socket
  // sends them to whoever `answered` heard last, if that is not itself.
  virtual void send(std::string_view bytes, std::string made, const Peer& answered) = 0;
  // Had to answer, and nobody has asked yet.
  void miss() const { log(model::PeerDeed::unanswerable); }
  virtual void obey(model::PeerVerb verb) = 0;
  // Something of ours is under way in the kernel, and will change something when it arrives.
  [[nodiscard]] virtual bool in_flight() const = 0;
  // It may still do what ends such a wait: send or close, or read and so make room.
  [[nodiscard]] virtual bool may_end(model::WaitFor what) const = 0;
  // The first four bytes of the last request that came whole; empty: none did.
  [[nodiscard]] const std::string& last_xid() const { return last_xid_; }

  [[nodiscard]] const model::PeerRecord& record() const { return record_; }
  [[nodiscard]] model::PeerRecord& record() { return record_; }
  [[nodiscard]] std::uint16_t remote_port() const { return remote_port_; }
  // Bytes of the scenario's own that have gone out: what comes back of them is no output of the submission's.
  [[nodiscard]] std::uint64_t scripted_bytes() const { return scripted_bytes_; }
  // What it has received, as far as it takes up memory.
  [[nodiscard]] virtual std::uint64_t received_bytes() const { return record_.size; }

 protected:
  void log(model::PeerDeed deed, std::string_view bytes = {}, std::uint16_t port = 0) const {
    const bool whole = record_.kind == model::PeerKind::datagram;
    log_({record_.peer, deed, bytes.size(), std::string(bytes.substr(0, model::PeerDid::payload_bytes)), 1, whole, port});
  }

  model::PeerRecord record_;
  std::uint16_t remote_port_ = 0;
  std::uint64_t scripted_bytes_ = 0;
  std::string last_xid_;

 private:
  const Log& log_;
};

}  // namespace ipcgrade::engine::peers
