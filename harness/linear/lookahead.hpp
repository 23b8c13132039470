// What later receives say about the order of sends: of two messages that are all different and leave a mailbox in the order in
// which they came, the one whose receive had returned before the other's began was sent first. So many wrong orders are never
// tried.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "linear/history.hpp"

namespace ipcgrade::linear {

class Lookahead {
 public:
  Lookahead() = default;  // forbids nothing
  explicit Lookahead(const History& history);

  // Would the operation, if it took effect behind those `done` of each process, come before one that has to come first?
  [[nodiscard]] bool forbids(std::size_t operation, const std::vector<std::uint32_t>& done) const;

 private:
  std::vector<Time> receive_called_;  // by operation: of a send, when the receive of its message began; else 0
  std::vector<std::vector<Time>>
      received_from_;  // by process and operation: the earliest return of a receive of what is sent from there on
};

}  // namespace ipcgrade::linear
