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
  // The messages that wait, with a fingerprint that is kept up to date: an unbounded mailbox holds hundreds, and every
  // configuration that the search looks at needs one. A polynomial in two odd bases modulo 2^64 (Karp and Rabin 1987), of mixed
  // messages.
  class Queue {
   public:
    [[nodiscard]] std::size_t size() const { return messages_.size(); }
    [[nodiscard]] const std::vector<Message>& all() const { return messages_; }
    void push_back(const Message& message);
    void take(std::size_t at);
    void clear() { *this = {}; }
    [[nodiscard]] const std::array<std::uint64_t, 2>& prints() const { return prints_; }

    bool operator==(const Queue& other) const { return messages_ == other.messages_; }

   private:
    void print_anew();

    std::vector<Message> messages_;
    std::array<std::uint64_t, 2> prints_{};
    std::array<std::uint64_t, 2> highest_{};  // the power that belongs to the first message; 0: there is none
  };

  // Mailboxes of the name are counted: `number` is the latest one's, 0: there was none yet.
  struct State {
    int number = 0;
    bool exists = false;
    bool handing = false;  // a rendezvous' send has begun, and its receive has to be the next to take effect
    Kind kind = Kind::bounded;
    std::uint32_t capacity = 0;
    int owner = -1;  // -1: the system
    Queue messages{};
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
