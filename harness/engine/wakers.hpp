// Who could end a wait: ends of pipes and sockets from the descriptors all processes hold, children, holders of locks, mappers
// of memory, users of queues.
#pragma once

#include <vector>

#include "engine/peers/peers.hpp"
#include "engine/roles.hpp"
#include "engine/snapshot.hpp"
#include "engine/socket_ends.hpp"
#include "engine/world.hpp"
#include "model/trace.hpp"

namespace ipcgrade::engine {

class Wakers {
 public:
  // All must outlive this.
  Wakers(World& world, const HarnessSide& harness, const std::vector<model::ProcessState>& processes);
  void fill(model::Wait& wait, model::ProcessIndex waiter) const;

 private:
  void ends_of_pipe(model::Wait& wait) const;
  void children(model::Wait& wait, model::ProcessIndex waiter) const;
  void lock_holders(model::Wait& wait) const;
  void mappers(model::Wait& wait) const;
  [[nodiscard]] bool harness_is_there(const model::Wait& wait) const;
  void ends_of_socket(model::Wait& wait, model::ProcessIndex waiter) const;
  void users_of_queue(model::Wait& wait, model::ProcessIndex waiter) const;
  void add_others(model::Wait& wait, const std::vector<model::ProcessIndex>& holders, model::ProcessIndex waiter) const;
  [[nodiscard]] std::vector<model::ProcessIndex> holders(const model::Object& object, model::Access end) const;

  World& world_;
  const HarnessSide& harness_;
  const std::vector<model::ProcessState>& processes_;
  SocketEnds sockets_;
};

}  // namespace ipcgrade::engine
