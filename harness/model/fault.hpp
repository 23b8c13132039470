// Faults: at an exact call of one process, something other than what the program hoped for. Vocabulary and counting are those
// of strace's `inject=` where it has a word (strace(1)): error, retval, signal, when=FIRST+STEP. Ours beyond it: short reads and
// writes that really move fewer bytes, and delays counted in events instead of seconds.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/error.hpp"
#include "model/object.hpp"

namespace ipcgrade::model {

// The call is not made; the program sees -1 and this errno.
struct FailWith {
  int error = 0;
  bool operator==(const FailWith&) const = default;
};
// The call is not made; the program sees this result.
struct Return {
  std::int64_t value = 0;
  bool operator==(const Return&) const = default;
};
// The call is made with at most so many bytes to move.
struct Shorten {
  std::uint64_t bytes = 1;
  bool operator==(const Shorten&) const = default;
};
// The signal is pending when the call begins: it cuts a wait short, as a real one does. SIGKILL and SIGSTOP end and stop the
// process there.
struct Raise {
  int signal = 0;
  bool operator==(const Raise&) const = default;
};
// The thread stands still until so many further events have happened, or until nobody else can do anything.
struct Delay {
  std::uint32_t events = 1;
  bool operator==(const Delay&) const = default;
};

using FaultEffect = std::variant<FailWith, Return, Shorten, Raise, Delay>;

// Which of the calls that match: the first-th, and then every step-th (0: no other).
struct Which {
  std::uint32_t first = 1;
  std::uint32_t step = 0;

  [[nodiscard]] bool includes(std::uint32_t nth) const {
    return nth == first || (step != 0 && nth > first && (nth - first) % step == 0);
  }
  bool operator==(const Which&) const = default;
};

struct Fault {
  std::string process;           // a label; with "/*" behind it: it and all its descendants
  std::string call;              // of the system, or a name that a program would use: open, wait, mq_send
  std::optional<ObjectKind> on;  // only calls on such an object
  Which when;
  FaultEffect effect;

  bool operator==(const Fault&) const = default;
};

// The calls of the system that a program's name for a call may become, that name included where it is one. Empty: no such call.
[[nodiscard]] std::vector<std::string_view> calls_named(std::string_view name);
[[nodiscard]] const std::vector<std::string>& fault_call_names();

[[nodiscard]] bool is_process(std::string_view pattern, std::string_view label);

// "EINTR" and its number; 0 and "" where there is none.
[[nodiscard]] int error_number(std::string_view name);
[[nodiscard]] std::string_view error_name(int error);
[[nodiscard]] const std::vector<std::string>& error_names();

// Every call of the system that is in the table of errors.
[[nodiscard]] std::vector<std::string_view> calls_that_fail();

// The errors that a call can give, by its manual page; what is not among them would be an impossible fault.
[[nodiscard]] const std::vector<int>& errors_of(std::string_view call);
// What the second argument of a call that moves bytes points to, and what its third counts.
enum class Extent : std::uint8_t {
  bytes,     // a buffer; its size
  buffers,   // an array of iovec; its length
  message,   // a msghdr; nothing
  messages,  // an array of mmsghdr; its length
};
// Whether a call moves bytes, and lets its caller say how many; then how.
[[nodiscard]] std::optional<Extent> extent_of(std::string_view call);

// Whether so many bytes can be cut short on such an object. Up to PIPE_BUF bytes go into a pipe or FIFO whole or not at all
// (pipe(7)), a datagram or message is no stream, and what tells a number (eventfd(2)) tells all of it. Of AF_UNIX sockets only
// SOCK_STREAM is one: that is for whoever knows the socket to say.
[[nodiscard]] bool can_be_short(std::string_view call, ObjectKind on, std::uint64_t size);

// "the 2nd write fails with EINTR": for reports.
[[nodiscard]] std::string describe(const Fault& fault);
[[nodiscard]] std::string effect_words(const Fault& fault);                                  // "fails with EINTR"
[[nodiscard]] std::string on_words(const Fault& fault);                                      // " on a pipe", or nothing
[[nodiscard]] std::string call_on(std::string_view call, std::optional<ObjectKind> object);  // "write (pipe)", or "write" alone
[[nodiscard]] std::string ordinal(std::uint32_t n);                                          // "2nd"

}  // namespace ipcgrade::model
