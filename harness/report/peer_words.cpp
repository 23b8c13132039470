#include "report/peer_words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "oracles/printable.hpp"

namespace ipcgrade::report {

using namespace model;

namespace {

// {port} is a port, {data} an amount and its beginning.
struct DeedRow {
  PeerDeed deed;
  std::string_view words;
};
constexpr std::array deed_rows = {
    DeedRow{PeerDeed::connecting, "connects to port {port}"},
    DeedRow{PeerDeed::connected, "is connected"},
    DeedRow{PeerDeed::refused, "is refused: nobody listens on port {port}"},
    DeedRow{PeerDeed::listening, "listens on port {port}"},
    DeedRow{PeerDeed::bound, "is bound to port {port}"},
    DeedRow{PeerDeed::taken, "cannot have port {port}: somebody else has it"},
    DeedRow{PeerDeed::accepted, "is accepted"},
    DeedRow{PeerDeed::sent, "sends {data}"},
    DeedRow{PeerDeed::received, "receives {data}"},
    DeedRow{PeerDeed::shut, "ends what it sends (FIN)"},
    DeedRow{PeerDeed::closed, "is closed"},
    DeedRow{PeerDeed::reset, "breaks its connection off (RST)"},
    DeedRow{PeerDeed::saw_end, "sees the end: the other side has closed (FIN)"},
    DeedRow{PeerDeed::saw_reset, "sees its connection reset (RST)"},
    DeedRow{PeerDeed::unanswerable, "has nobody to send to: no datagram has come yet"},
};

struct VerbRow {
  PeerVerb verb;
  std::string_view words;
};
constexpr std::array verb_rows = {
    VerbRow{PeerVerb::shut, "shut {}: it sends no more"},
    VerbRow{PeerVerb::close, "close {}"},
    VerbRow{PeerVerb::reset, "reset {}"},
    VerbRow{PeerVerb::read, "let {} read"},
};

std::string text_of(const Payload& payload) { return payload.origin.empty() ? oracles::quoted(payload.bytes) : payload.origin; }

std::string port_words(const OpenPeer& order) {
  if (!order.group.empty() && !order.port.empty()) return fmt::format(" to group {}, port {}", order.group, order.port);
  if (!order.port_of.empty()) return fmt::format(" to the port of {}", order.port_of);
  return order.port.empty() ? "" : fmt::format(" {} port {}", order.kind == PeerKind::server ? "on" : "to", order.port);
}

}  // namespace

std::string words_for_peer(const OpenPeer& order) {
  const std::string version = order.family == Family::ipv6 ? " (IPv6)" : "";
  if (order.kind == PeerKind::client) return fmt::format("connect {}{}{}", order.peer, port_words(order), version);
  if (order.kind == PeerKind::server) return fmt::format("{} listens{}{}", order.peer, port_words(order), version);
  const std::string local = order.local_port.empty() ? "" : fmt::format(" bound to port {}", order.local_port);
  return fmt::format("make the UDP socket {}{}{}{}", order.peer, local,
                     order.port.empty() && order.port_of.empty() ? "" : ", sending", port_words(order) + version);
}

std::string words_for_peer(const SendToPeer& send) {
  const std::string pieces = send.each == 0 ? "" : fmt::format(", {} at a time", oracles::count_of(send.each, "byte"));
  return fmt::format("{} sends {}{}", send.peer, text_of(send.data), pieces);
}

std::string words_for_peer(const TellPeer& tell) {
  const auto* row = std::find_if(verb_rows.begin(), verb_rows.end(), [&](const VerbRow& r) { return r.verb == tell.verb; });
  return fmt::format(fmt::runtime(row->words), tell.peer);
}

std::string words_for_peer(const PeerDid& did) {
  const auto* row = std::find_if(deed_rows.begin(), deed_rows.end(), [&](const DeedRow& r) { return r.deed == did.deed; });
  const std::string_view amount = did.whole ? "a datagram of " : "";
  std::string data = fmt::format("{}{}", amount, oracles::count_of(did.size, "byte"));
  if (did.size > 0) data += " " + oracles::quoted(did.payload, 48);
  return fmt::format(fmt::runtime(row->words), fmt::arg("port", did.port), fmt::arg("data", data));
}

}  // namespace ipcgrade::report
