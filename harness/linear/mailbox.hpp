// What a mailbox may do: the sequential model that histories are held against. One object is one name with all the mailboxes
// that bear it one after the other.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "linear/history.hpp"

namespace ipcgrade::linear {

inline constexpr std::uint32_t longest_message = 4096;

class Mailbox {
 public:
  struct Message {
    int message = 0;
    std::uint32_t size = 0;
    std::int64_t type = 0;

    bool operator==(const Message&) const = default;
  };
  // Mailboxes of the name are counted: `number` is the latest one's, 0: there was none yet.
  struct State {
    int number = 0;
    bool exists = false;
    bool handing = false;  // a rendezvous' send has begun, and its receive has to be the next to take effect
    Kind kind = Kind::bounded;
    std::uint32_t capacity = 0;
    int owner = -1;  // -1: the system
    std::vector<Message> messages{};
    std::vector<int> open{};     // by process: the number of the mailbox that it has open, 0: none
    std::vector<int> allowed{};  // processes that may receive beside the owner

    bool operator==(const State&) const = default;
  };

  explicit Mailbox(int processes) : processes_(processes) {}

  [[nodiscard]] State initial() const;
  // May the operation take effect now, with the reply that it got? Then the state is the one after it.
  [[nodiscard]] bool apply(State& state, const Operation& operation) const;
  // Between the two halves of what two operations do in one instant.
  [[nodiscard]] static bool is_halfway(const State& state) { return state.handing; }
  // Appends all that tells states apart.
  static void append_key(const State& state, std::vector<std::uint64_t>& key);

 private:
  int processes_;
};

}  // namespace ipcgrade::linear
