#include "oracles/peer_account.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/ensure.hpp"
#include "oracles/difference.hpp"
#include "oracles/naming.hpp"
#include "oracles/output_match.hpp"
#include "oracles/printable.hpp"

namespace ipcgrade::oracles {

using namespace model;

namespace {

struct EndOfDeed {
  PeerDeed deed;
  PeerEnd end;
};
constexpr std::array ends = {EndOfDeed{PeerDeed::saw_end, PeerEnd::end}, EndOfDeed{PeerDeed::saw_reset, PeerEnd::reset},
                             EndOfDeed{PeerDeed::refused, PeerEnd::refused}, EndOfDeed{PeerDeed::taken, PeerEnd::refused}};

struct RuleWords {
  ClosedRule rule;
  std::string_view asked;   // what the peer must do
  std::string_view wanted;  // after "…, where it had to"
};
constexpr std::array rules = {
    RuleWords{ClosedRule::end, "see the end of its connection", "be closed"},
    RuleWords{ClosedRule::reset, "see its connection reset", "be reset"},
    RuleWords{ClosedRule::any, "see its connection closed or reset", "be closed or reset"},
    RuleWords{ClosedRule::no, "keep its connection", "stay open"},
    RuleWords{ClosedRule::refused, "be refused", "be refused"},
};

const RuleWords& row_of(ClosedRule rule) {
  return *std::find_if(rules.begin(), rules.end(), [&](const RuleWords& row) { return row.rule == rule; });
}

std::string text_of(const Payload& payload) { return payload.origin.empty() ? quoted(payload.bytes) : payload.origin; }

struct ReceivedWords {
  OutputRule rule;
  std::string_view words;
};
constexpr std::array received = {
    ReceivedWords{OutputRule::equals, "receive {}"},
    ReceivedWords{OutputRule::starts_with, "receive first {}"},
    ReceivedWords{OutputRule::contains, "receive {} somewhere"},
    ReceivedWords{OutputRule::some, "receive something"},
    ReceivedWords{OutputRule::none, "receive nothing"},
    ReceivedWords{OutputRule::line, "receive {}, with or without a newline"},
    ReceivedWords{OutputRule::now, "receive one line with the year and the time of day"},
};

std::string words_for_received(const OutputMatch& match) {
  const auto* row = std::find_if(received.begin(), received.end(), [&](const ReceivedWords& r) { return r.rule == match.rule; });
  ENSURE(row != received.end(), "every rule about output has its words");
  return fmt::format(fmt::runtime(row->words), text_of(match.text));
}

std::string words_for_datagrams(const std::vector<Payload>& wanted) {
  constexpr std::size_t most = 4;
  if (wanted.empty()) return "receive no datagram";
  std::vector<std::string> words;
  for (std::size_t i = 0; i < std::min(most, wanted.size()); ++i) words.push_back(text_of(wanted[i]));
  if (wanted.size() > most) words.push_back(fmt::format("{} more", wanted.size() - most));
  return fmt::format("receive the {} {}", wanted.size() == 1 ? "datagram" : "datagrams", list_of(words));
}

bool is_compared(const OutputMatch& match) { return match.rule == OutputRule::equals || match.rule == OutputRule::starts_with; }

// Of a stream that is kept in part: the parts of both that can be compared, and where they are.
std::string complaint_about_part(const OutputMatch& match, const SeenByPeer& seen, const std::string& whose) {
  const std::string_view wanted = match.text.bytes;
  const std::string_view expected = wanted.substr(std::min<std::size_t>(seen.record->from, wanted.size()), seen.bytes.size());
  const Difference at = first_difference(expected, seen.bytes);
  if (at.parting == Parting::none)
    return fmt::format("{} is {} long, where {} were expected", whose, count_of(seen.size, "byte"),
                       count_of(wanted.size(), "byte"));
  const std::size_t place = at.byte - 1;
  return fmt::format("{} differs at byte {}: expected {}, got {}", whose, seen.record->from + at.byte,
                     quoted(expected.substr(place), 24), quoted(seen.bytes.substr(place), 24));
}

std::string complaint_about_received(const PeerMatch& match, const SeenByPeer& seen) {
  const bool nothing = seen.size == 0 && is_compared(*match.received);
  if (nothing) return fmt::format("{} received nothing: expected {}", match.peer, text_of(match.received->text));
  const std::string whose = "what " + match.peer + " received";
  if (!seen.is_whole() && is_compared(*match.received)) return complaint_about_part(*match.received, seen, whose);
  return complaint(*match.received, seen.bytes, whose);
}

std::string complaint_about_datagrams(const PeerMatch& match, const SeenByPeer& seen) {
  const auto& wanted = *match.datagrams;
  const std::size_t at = *first_mismatch(wanted, seen.datagrams);
  const std::string had =
      fmt::format("{} received {}, where {} expected", match.peer, count_of(seen.datagrams.size(), "datagram"),
                  wanted.empty()       ? "none was"
                  : wanted.size() == 1 ? "one was"
                                       : fmt::format("{} were", wanted.size()));
  if (at == seen.datagrams.size()) return fmt::format("{}: {} is missing", had, text_of(wanted[at]));
  if (at == wanted.size()) return fmt::format("{}: {} is too many", had, quoted(seen.datagrams[at]));
  const OutputMatch whole{OutputRule::equals, wanted[at]};
  if (matches(whole, seen.datagrams[at]))
    return fmt::format("datagram {} to {} has another transaction id than the first, of which it had to be a repetition", at + 1,
                       match.peer);
  return complaint(whole, seen.datagrams[at], fmt::format("datagram {} to {}", at + 1, match.peer));
}

std::string complaint_about_end(const PeerMatch& match, const SeenByPeer& seen) {
  const std::string_view wanted = row_of(*match.closed).wanted;
  if (seen.end == PeerEnd::refused) {
    const bool own = seen.record->kind == PeerKind::server || seen.record->kind == PeerKind::datagram;
    return own ? fmt::format("{} could not have its port: somebody else had taken it", match.peer)
               : fmt::format("{} was refused: nobody listened on its port", match.peer);
  }
  const std::string_view is = seen.end == PeerEnd::none ? "is still open"
                              : seen.end == PeerEnd::end
                                  ? "was closed (it saw end-of-file)"
                                  : "was reset (RST: something that was sent was not read, or came too late)";
  return fmt::format("the connection of {} {}, where it had to {}", match.peer, is, wanted);
}

}  // namespace

SeenByPeer seen_by(const Trace& trace, std::string_view peer, std::size_t before) {
  SeenByPeer seen;
  const auto record = std::find_if(trace.peers.begin(), trace.peers.end(), [&](const PeerRecord& r) { return r.peer == peer; });
  if (record == trace.peers.end()) return seen;
  bool known = false;
  const bool is_datagram = record->kind == PeerKind::datagram;
  std::size_t datagrams = 0;
  for (std::size_t i = 0; i < std::min(before, trace.events.size()); ++i) {
    const auto* did = std::get_if<PeerDid>(&trace.events[i].what);
    if (did == nullptr) continue;
    if (did->deed == PeerDeed::accepted && did->peer.starts_with(std::string(peer) + "/")) ++seen.connections;
    if (did->peer != peer) continue;
    known = true;
    if (did->deed == PeerDeed::received) is_datagram ? void(++datagrams) : void(seen.size += did->size);
    const auto* end = std::find_if(ends.begin(), ends.end(), [&](const EndOfDeed& row) { return row.deed == did->deed; });
    if (end != ends.end() && seen.end == PeerEnd::none) seen.end = end->end;
  }
  if (!known) return seen;
  seen.record = &*record;
  const std::uint64_t kept = seen.size > record->from ? seen.size - record->from : 0;
  seen.bytes = std::string_view(record->bytes).substr(0, kept);
  datagrams = std::min(datagrams, record->datagrams.size());
  seen.datagrams.assign(record->datagrams.begin(), record->datagrams.begin() + static_cast<std::ptrdiff_t>(datagrams));
  return seen;
}

bool received_holds(const OutputMatch& match, const SeenByPeer& seen) {
  if (seen.is_whole() || !is_compared(match)) return matches(match, seen.bytes);
  const std::string_view wanted = match.text.bytes;
  if (match.rule == OutputRule::equals && wanted.size() != seen.size) return false;
  const std::size_t from = std::min<std::size_t>(seen.record == nullptr ? 0 : seen.record->from, wanted.size());
  const std::string_view part = wanted.substr(from);
  return seen.bytes.substr(0, part.size()) == part.substr(0, seen.bytes.size());
}

std::string words_for(const PeerMatch& match) {
  std::vector<std::string> all;
  if (match.received) all.push_back(words_for_received(*match.received));
  if (match.datagrams) all.push_back(words_for_datagrams(*match.datagrams));
  if (match.connections)
    all.push_back(*match.connections == 0 ? "have no connection" : "have " + count_of(*match.connections, "connection"));
  if (match.closed) all.emplace_back(row_of(*match.closed).asked);
  return all.empty() ? "exist" : list_of(all);
}

std::string complaint_about(const PeerMatch& match, const SeenByPeer& seen) {
  const bool refused = seen.end == PeerEnd::refused && match.closed != ClosedRule::refused;
  if (seen.record == nullptr) {
    const std::string server = match.peer.substr(0, match.peer.find('/'));
    return fmt::format("nobody has connected to {} for {}", server, match.peer);
  }
  if (refused) return complaint_about_end({match.peer, {}, match.closed.value_or(ClosedRule::no), {}, {}}, seen);
  // Whether it was the time then is known to the engine alone: whatever else can be seen to be wrong comes first.
  const bool asks_time = match.received && match.received->rule == OutputRule::now;
  if (match.received && !asks_time && !received_holds(*match.received, seen)) return complaint_about_received(match, seen);
  if (match.datagrams && first_mismatch(*match.datagrams, seen.datagrams)) return complaint_about_datagrams(match, seen);
  if (match.connections && *match.connections != seen.connections)
    return fmt::format("{} has {}, where {} expected", match.peer, count_of(seen.connections, "connection"),
                       *match.connections == 1 ? "one was" : fmt::format("{} were", *match.connections));
  if (match.closed && !matches(*match.closed, seen.end)) return complaint_about_end(match, seen);
  return asks_time ? complaint_about_received(match, seen) : "";
}

}  // namespace ipcgrade::oracles
