// Histories held against the model of the mailbox, and what is wrong with those that do not fit it.
#pragma once

#include <cstdint>
#include <vector>

#include "linear/history.hpp"
#include "linear/search.hpp"

namespace ipcgrade::linear {

inline constexpr std::uint64_t most_steps = 2'000'000;

[[nodiscard]] Found check(const History& history, std::uint64_t steps = most_steps);

// What it is that no order of the calls explains.
enum class Fault : std::uint8_t {
  other,
  foreign,        // received, though nobody had sent it
  doubled,        // received twice
  overtaken,      // received before one that had been sent before it
  lost,           // a receive found nothing, though there was a message
  kept_out,       // a send found no room, though there was some
  over_capacity,  // more sends had returned than there was room for
  not_met,        // a rendezvous' send returned before its message was received
  after_end,      // went on, though the mailbox was gone, or was gone, though it was there
};

struct Finding {
  Fault fault = Fault::other;
  std::size_t deciding = 0;  // the operation that was the first not to fit: up to its return the history is a shortest one
  std::vector<std::size_t> involved;  // with the deciding one: in the order of their calls
};

// Of a history that is not linearizable.
[[nodiscard]] Finding explain(const History& history);

}  // namespace ipcgrade::linear
