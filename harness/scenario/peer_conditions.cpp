// What a condition asks of a peer, and which peers can be asked it.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/spelling.hpp"
#include "scenario/condition.hpp"
#include "scenario/payload.hpp"
#include "scenario/peers.hpp"

namespace ipcgrade::scenario {
namespace {

using model::PeerKind;

constexpr std::int64_t most_connections = 256;

// What each kind of peer can do, and what to do instead where it cannot.
struct Ability {
  Use use;
  std::string_view words;  // what stands after "'s1'"
  bool stream;             // a client, or a connection that a server has accepted
  bool server;
  bool datagram;
};
constexpr std::array abilities = {
    Ability{Use::sends, "sends nothing", true, false, true},
    Ability{Use::shuts, "has no half to shut", true, false, false},
    Ability{Use::closes, "cannot be closed", true, true, true},
    Ability{Use::resets, "has no connection to reset", true, false, false},
    Ability{Use::reads, "reads nothing", true, false, true},
    Ability{Use::receives, "receives no stream of bytes", true, false, false},
    Ability{Use::is_closed, "has no other end that could close it", true, true, true},
    Ability{Use::counts_datagrams, "receives no datagrams", false, false, true},
    Ability{Use::accepts, "accepts no connections", false, true, false},
    Ability{Use::answers, "receives no datagrams", false, false, true},
};

bool can(const Ability& ability, PeerKind kind) {
  if (kind == PeerKind::server) return ability.server;
  return kind == PeerKind::datagram ? ability.datagram : ability.stream;
}

std::string kind_words(const std::string& name, PeerKind kind) {
  if (kind == PeerKind::server) return fmt::format("it is a server, whose connections are '{}/1', '{}/2'", name, name);
  return kind == PeerKind::datagram ? "it is a UDP socket" : "it is a connection";
}

// "/12": a connection's number.
bool is_number_of_connection(std::string_view suffix) {
  const bool digits = std::all_of(suffix.begin() + 1, suffix.end(), [](char c) { return c >= '0' && c <= '9'; });
  return suffix.size() >= 2 && suffix.size() <= 4 && suffix[1] != '0' && digits;
}

std::optional<model::ClosedRule> read_closed(const Fields& fields) {
  std::vector<std::string> names;
  for (const Closed& closed : closed_rules()) names.emplace_back(closed.name);
  const std::string name = fields.name("closed", names, "way to be closed");
  for (const Closed& closed : closed_rules())
    if (closed.name == name) return closed.rule;
  return std::nullopt;
}

std::optional<std::vector<model::Payload>> read_datagrams(const Fields& fields, Context& context) {
  const Node* node = fields.node("datagrams");
  if (node == nullptr) return std::nullopt;
  std::vector<model::Payload> datagrams;
  const auto* list = node->as<List>();
  if (list == nullptr) complain_of_type(*node, "'datagrams'", "a list of payloads", context.complaints);
  if (list != nullptr)
    for (const Node& element : *list)
      datagrams.push_back(read_payload(element, "a datagram", context.folder, context.complaints));
  return datagrams;
}

// What every key that is given needs the peer to be; the first one that it is not.
Use use_of(const Fields& fields) {
  if (fields.entry("received") != nullptr) return Use::receives;
  if (fields.entry("datagrams") != nullptr) return Use::counts_datagrams;
  return fields.entry("connections") != nullptr ? Use::accepts : Use::is_closed;
}

void complain_of_contradictions(const Fields& fields, Context& context) {
  bool asks = false;
  for (const Key& key : condition_schema()) {
    const Entry* entry = fields.entry(key.name);
    if (entry == nullptr || key.name == "peer") continue;
    const Schema own = keys_of_peer_conditions();
    const bool is_own = std::any_of(own.begin(), own.end(), [&](const Key& k) { return k.name == key.name; });
    asks = asks || is_own;
    if (!is_own)
      context.complaints.add(entry->position, fmt::format("'{}' is about a process: it cannot stand beside 'peer'", key.name));
  }
  if (!asks && fields.only_known_keys())
    context.complaints.add(
        fields.position(),
        "this condition asks nothing of its peer: it needs 'received', 'closed', 'datagrams' or 'connections'");
}

}  // namespace

const std::vector<Closed>& closed_rules() {
  static const std::vector<Closed> rows = {
      {"end", model::ClosedRule::end, "the other end has closed it, or shut down its half: a FIN has come"},
      {"reset", model::ClosedRule::reset, "the other end has broken it off: a RST has come"},
      {"any", model::ClosedRule::any, "either of them"},
      {"no", model::ClosedRule::no, "neither has come"},
      {"refused", model::ClosedRule::refused, "nobody listened there; of a server or UDP socket: its port was taken"},
  };
  return rows;
}

Schema keys_of_peer_conditions() {
  return {
      {"peer", Need::optional, "instead of `process`: a peer of the harness's own, or a connection of it (s1/1)", Form::process},
      {"received", Need::optional, "all bytes that it has received so far: a payload, or one of the output forms", Form::output},
      {"closed", Need::optional, "how its other end has closed it: end, reset, any, no or refused", Form::closed},
      {"datagrams", Need::optional, "all datagrams that a UDP socket has received so far, in order: a list of payloads",
       Form::payloads},
      {"connections", Need::optional, "how many connections a server has accepted so far", Form::natural},
  };
}

std::string read_peer(const Node& node, Use use, Context& context) {
  std::string name = read_text(node, "a peer", context.complaints);
  if (node.as<std::string>() == nullptr) return name;
  const auto complain = [&](const std::string& text) { context.complaints.add(node.position, text); };
  const std::string root = name.substr(0, name.find('/'));
  const auto found = context.peers.find(root);
  if (found == context.peers.end()) {
    std::vector<std::string> known;
    for (const auto& [peer, _] : context.peers) known.push_back(peer);
    complain(fmt::format("no earlier step makes a peer '{}'{}", shortened(root), base::suggestion(shortened(root), known)));
    return name;
  }
  const bool is_connection = name != root;
  if (is_connection &&
      (found->second != PeerKind::server || !is_number_of_connection(std::string_view(name).substr(root.size())))) {
    complain(fmt::format("'{}' names no peer: only a server has connections, '{}/1' for its first", shortened(name), root));
    return name;
  }
  const PeerKind kind = is_connection ? PeerKind::connection : found->second;
  const auto* ability = std::find_if(abilities.begin(), abilities.end(), [&](const Ability& a) { return a.use == use; });
  if (!can(*ability, kind)) complain(fmt::format("'{}' {}: {}", name, ability->words, kind_words(name, kind)));
  return name;
}

model::PeerMatch read_peer_match(const Fields& fields, const Node& peer, Context& context) {
  model::PeerMatch match;
  match.peer = read_peer(peer, use_of(fields), context);
  if (const Node* received = fields.node("received")) match.received = read_output_match(*received, "'received'", context);
  match.closed = read_closed(fields);
  match.datagrams = read_datagrams(fields, context);
  if (fields.node("connections") != nullptr)
    match.connections = static_cast<std::uint32_t>(fields.whole("connections", {0, most_connections}, 0));
  complain_of_contradictions(fields, context);
  return match;
}

}  // namespace ipcgrade::scenario
