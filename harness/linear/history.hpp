// A history: what several processes called on one object, and what they got. Times are positions in the trace: a call begins
// at `call` and has returned at `returned`; one that never did may or may not have taken effect.
#pragma once

#include <cstdint>
#include <limits>
#include <string>
#include <vector>

namespace ipcgrade::linear {

using Time = std::uint64_t;
inline constexpr Time never = std::numeric_limits<Time>::max();

enum class Call : std::uint8_t { create, open, close, remove, send, receive, give, allow, end };

enum class Reply : std::uint8_t {
  none,  // it has not returned: whatever it did is right
  ok,
  would_block,
  timed_out,
  too_big,
  exists,
  no_mailbox,
  not_owner,
  deleted,
  unsupported,
};

enum class Kind : std::uint8_t { bounded, rendezvous, unbounded };
enum class Owner : std::uint8_t { system, creator };

// Which message a receive takes: the first; the first of a type; of the types up to a number the first of the lowest.
enum class Choice : std::uint8_t { first, of_type, lowest_up_to };

// How a call finds the mailbox: by what its process has open, or by the name itself.
enum class Through : std::uint8_t { handle, name };

// A call of a process runs to its return before its next one begins. Members that a call has no use for keep their default.
struct Operation {
  int process = 0;
  Time call = 0;
  Time returned = never;
  Call what = Call::send;
  Reply reply = Reply::none;
  Kind kind = Kind::bounded;      // create
  Owner owner = Owner::system;    // create
  std::uint32_t capacity = 0;     // create, where bounded
  int whom = -1;                  // give and allow: a process; -1: not known
  int message = 0;                // send, and what a receive got: equal messages have equal numbers
  std::uint32_t size = 0;         // of the message that is sent
  std::int64_t type = 0;          // of the message that is sent, or that a receive asks for
  Choice choice = Choice::first;  // receive
  Through through = Through::handle;
  std::uint32_t room = std::numeric_limits<std::uint32_t>::max();  // of a receive's buffer
  std::string text{};                                              // the command, for people
  std::string answer{};                                            // the reply, for people
};

// The operations of each process in the order of their calls.
using History = std::vector<Operation>;

// One without a reply may have taken effect or not.
[[nodiscard]] inline bool must_happen(const Operation& operation) { return operation.reply != Reply::none; }
// What was known of it at that moment: what had not returned is open.
[[nodiscard]] History until(const History& history, Time moment);

}  // namespace ipcgrade::linear
