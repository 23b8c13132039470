// The harness's own ends of the network in a scenario: the verbs that make them and tell them what to do, and what a condition
// asks of them.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/peer.hpp"
#include "scenario/context.hpp"
#include "scenario/verbs.hpp"

namespace ipcgrade::scenario {

[[nodiscard]] std::vector<Verb> peer_verbs();
[[nodiscard]] const std::vector<std::string>& family_names();

// A way to end, as a condition says it.
struct Closed {
  std::string_view name;
  model::ClosedRule rule;
  std::string_view summary;
};
[[nodiscard]] const std::vector<Closed>& closed_rules();

// What a step does to a peer that an earlier one has made; a complaint where that kind of peer cannot do it.
enum class Use : std::uint8_t { sends, shuts, closes, resets, reads, receives, is_closed, counts_datagrams, accepts, answers };
// Its name; a complaint and the name as it stands where no earlier step has made it.
[[nodiscard]] std::string read_peer(const Node& node, Use use, Context& context);

// The keys of a condition that is about a peer. `peer` is the value of its key of that name.
[[nodiscard]] model::PeerMatch read_peer_match(const Fields& fields, const Node& peer, Context& context);
[[nodiscard]] Schema keys_of_peer_conditions();

// send = { peer = … }
[[nodiscard]] model::SendToPeer read_send_to_peer(const Fields& fields, const Node& peer, Context& context);

}  // namespace ipcgrade::scenario
