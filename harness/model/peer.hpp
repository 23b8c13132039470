// The harness's own ends of the network: what an author has them do, what is asked of them, and what they saw. They are called
// peers: a client of a student's server, a server of a student's client, a UDP socket.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "model/output.hpp"

namespace ipcgrade::model {

enum class PeerKind : std::uint8_t {
  client,      // connects by TCP
  server,      // listens by TCP
  connection,  // one that a server has accepted: "s1/1"
  datagram,    // a UDP socket
};
enum class Family : std::uint8_t { ipv4, ipv6 };
enum class Reads : std::uint8_t {
  at_once,
  when_told,  // not before a step says `read`: a slow reader
};
enum class Echo : std::uint8_t { off, on };

// ---- verbs ----

struct OpenPeer {
  PeerKind kind = PeerKind::client;
  std::string peer;     // its name, new
  std::string port;     // digits, in a scenario perhaps "{port}". Of a client and a UDP socket where to, of a server where it is
  std::string port_of;  // instead of it: a process, for the number in the line "listening N" on its standard output
  std::string local_port;  // where a UDP socket is bound; empty: wherever the kernel likes
  std::string group;       // IPv4 multicast group that a UDP socket joins and sends to; empty: none
  Family family = Family::ipv4;
  Reads reads = Reads::at_once;
  std::uint32_t receive_buffer = 0;  // bytes; 0: the kernel's default
  Echo echo = Echo::off;
  std::vector<Payload> answers;  // the k-th to the k-th message received: a datagram, or by TCP an RPC record

  bool operator==(const OpenPeer&) const = default;
};
struct SendToPeer {
  std::string peer;
  Payload data;            // may copy the xid of the last request that the peer, or the one it answers for, has received
  std::uint32_t each = 0;  // bytes a piece, each sent when everything is quiescent; 0: all at once
  std::string answers;     // a UDP socket: the datagram goes to whoever sent this one its last; empty: where `peer` sends
};
enum class PeerVerb : std::uint8_t {
  shut,   // no more data from us, the other end sees its end; shutdown(SHUT_WR)
  close,  // both ways
  reset,  // both ways and at once: the other end gets ECONNRESET
  read,   // one that did not read so far does from now on
};
struct TellPeer {
  std::string peer;
  PeerVerb verb = PeerVerb::close;
};

// ---- conditions ----

enum class PeerEnd : std::uint8_t {
  none,     // it is open as far as the other end is concerned
  end,      // the other end has closed it, or its writing half: a FIN has come
  reset,    // a RST has come
  refused,  // nobody listened there, or a server's port was taken
};
enum class ClosedRule : std::uint8_t { end, reset, any, no, refused };  // any: end or reset

struct PeerMatch {
  std::string peer;
  std::optional<OutputMatch> received;
  std::optional<ClosedRule> closed;
  std::optional<std::vector<Payload>> datagrams;  // all so far, in order
  std::optional<std::uint32_t> connections;       // that a server has accepted so far

  bool operator==(const PeerMatch&) const = default;
};

// ---- what happened ----

enum class PeerDeed : std::uint8_t {
  connecting,
  connected,
  refused,
  listening,
  bound,
  taken,  // the port belongs to somebody else
  accepted,
  sent,
  received,
  shut,
  closed,
  reset,
  saw_end,
  saw_reset,
  unanswerable,  // had to answer the sender of a datagram, and none had come
};
// One thing that a peer did or saw.
struct PeerDid {
  std::string peer;
  PeerDeed deed = PeerDeed::connecting;
  std::uint64_t size = 0;   // bytes sent or received
  std::string payload;      // the first of them
  std::uint32_t count = 1;  // pieces of a stream, one after the other
  bool whole = false;       // a datagram: never part of anything longer
  std::uint16_t port = 0;   // the one connected to, listened on or bound to

  static constexpr std::size_t payload_bytes = 256;
};

// What a peer has seen, all in all. A trace keeps of long streams the beginning, or the part where they are not as expected.
struct PeerRecord {
  std::string peer;
  PeerKind kind = PeerKind::client;
  std::uint16_t port = 0;
  PeerEnd end = PeerEnd::none;
  std::uint64_t size = 0;  // bytes received
  std::string bytes;       // of them those from `from` on, not necessarily to the end
  std::uint64_t from = 0;
  std::vector<std::string> datagrams;
  std::uint64_t datagram_count = 0;  // may be more than are kept
  std::uint32_t connections = 0;
};

// ---- questions ----

[[nodiscard]] bool matches(ClosedRule rule, PeerEnd end);
// The index of the first datagram that is not as wanted, or misses, or is too many; nullopt: all is well. Fields that may be
// anything have, where they have one name, one value in all of them: a request that is sent again keeps its xid.
[[nodiscard]] std::optional<std::size_t> first_mismatch(const std::vector<Payload>& wanted, const std::vector<std::string>& came);

}  // namespace ipcgrade::model
