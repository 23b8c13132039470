// The table that the sentences about waits are made of: a row for each thing that can be awaited on each kind of object.
#pragma once

#include <string_view>

#include "model/trace.hpp"

namespace ipcgrade::oracles {

// {object} is the object with its path and descriptor, {children} the awaited ones, {call} the system call, {holders} those
// who could end the wait, {s} the ending of their verb, {end} what one of them has to do with a connection.
struct WaitRow {
  model::WaitFor what;
  model::ObjectKind kind;
  std::string_view waits;    // what follows "waits"
  std::string_view holders;  // what follows it where somebody alive could end the wait
  std::string_view nobody;   // and where nobody could
  std::string_view edge;     // what one of those who could does or has
};

[[nodiscard]] const WaitRow& row_of(const model::Wait& wait);
// What follows a wait on a connection that nobody has accepted.
inline constexpr std::string_view holders_unaccepted = ", which was not accepted yet: only {holders} could do that";

// "pipe", "TCP connection", "message queue".
[[nodiscard]] std::string_view noun_of(const model::Wait& wait);
[[nodiscard]] bool is_socket(model::ObjectKind kind);
// What the link of its descriptor says is for the kernel only.
[[nodiscard]] bool is_nameless(model::ObjectKind kind);

}  // namespace ipcgrade::oracles
