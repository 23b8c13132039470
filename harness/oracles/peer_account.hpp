// What a peer had seen up to an event: the record of a trace knows the whole, its events know when.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "model/plan.hpp"
#include "model/trace.hpp"
#include "oracles/account.hpp"

namespace ipcgrade::oracles {

struct SeenByPeer {
  const model::PeerRecord* record = nullptr;  // nullptr: there is no such peer
  model::PeerEnd end = model::PeerEnd::none;
  std::uint64_t size = 0;  // of the stream that it had received
  std::string_view bytes;  // what is kept of it, from `record->from` on
  std::vector<std::string> datagrams;
  std::uint32_t connections = 0;

  // A very long stream is kept in part only.
  [[nodiscard]] bool is_whole() const { return record != nullptr && record->from == 0 && bytes.size() == size; }
};
[[nodiscard]] SeenByPeer seen_by(const model::Trace& trace, std::string_view peer, std::size_t before = the_end);

// The same question that the live step was asked.
[[nodiscard]] bool received_holds(const model::OutputMatch& match, const SeenByPeer& seen);

// "receive "abc" and see the end of its connection": what follows "c1 must".
[[nodiscard]] std::string words_for(const model::PeerMatch& match);
// "what c1 received differs at byte 3 …", where it does.
[[nodiscard]] std::string complaint_about(const model::PeerMatch& match, const SeenByPeer& seen);

}  // namespace ipcgrade::oracles
