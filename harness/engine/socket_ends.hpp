// Which sockets of a trial are connected to each other, and by whom they are held: looked up when somebody asks, in a world that
// stands still.
#pragma once

#include <map>
#include <vector>

#include "engine/probe/sockets.hpp"
#include "engine/world.hpp"
#include "model/trace.hpp"

namespace ipcgrade::engine {

class SocketEnds {
 public:
  // `processes` with their descriptors; they and the world must outlive this.
  SocketEnds(World& world, const std::vector<model::ProcessState>& processes) : world_(world), processes_(processes) {}

  struct Other {
    model::WaitFor what = model::WaitFor::data;  // now that the state of the socket is known
    model::Object object{};                      // the socket at the other end, or the one that would accept the connection
    std::vector<model::ProcessIndex> holders{};  // of that
    bool certain = false;                        // nobody else could end the wait from there
    std::uint16_t local_port = 0;                // of the socket itself
    std::uint16_t remote_port = 0;
  };
  [[nodiscard]] Other other_end(const model::Wait& wait) const;
  [[nodiscard]] std::vector<model::ProcessIndex> holders(const model::Object& socket) const;
  struct Ports {
    std::uint16_t local = 0;
    std::uint16_t remote = 0;  // 0: not connected
  };
  [[nodiscard]] Ports ports_of(const model::Object& socket) const;

 private:
  struct Known {
    model::Object object;
    probe::Socket state;
    std::vector<model::ProcessIndex> holders;
  };
  [[nodiscard]] const std::map<std::uint64_t, Known>& all() const;  // by inode
  [[nodiscard]] Other other_end(const Known& own, const model::Wait& wait) const;
  [[nodiscard]] Other behind(const Known* socket, model::WaitFor what) const;
  [[nodiscard]] const Known* tcp_peer(const Known& socket) const;
  [[nodiscard]] const Known* unix_peer(const Known& socket) const;
  [[nodiscard]] const Known* listener_for(const Known& socket) const;

  World& world_;
  const std::vector<model::ProcessState>& processes_;
  mutable std::map<std::uint64_t, Known> known_;
  mutable bool looked_ = false;
};

// Whether the network still owes somebody something: bytes sent and not acknowledged, packets sent and not delivered. A writer
// that the receiver's full window keeps waiting has sent nothing that is not acknowledged, only probes.
[[nodiscard]] bool data_in_flight(const World& world);

}  // namespace ipcgrade::engine
