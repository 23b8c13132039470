#include "engine/socket_ends.hpp"

#include <sched.h>

#include <algorithm>

namespace ipcgrade::engine {

using model::ObjectKind;
using model::WaitFor;

const std::map<std::uint64_t, SocketEnds::Known>& SocketEnds::all() const {
  if (std::exchange(looked_, true)) return known_;
  for (const model::ProcessState& process : processes_)
    for (const model::Descriptor& descriptor : process.descriptors) {
      if (!probe::is_socket(descriptor.object.kind)) continue;
      const auto [found, fresh] = known_.try_emplace(descriptor.object.inode);
      Known& known = found->second;
      if (fresh) {
        known.object = descriptor.object;
        known.state = probe::socket_of(world_.process(process.process).pid, descriptor.fd).value_or(probe::Socket{});
      }
      if (known.holders.empty() || known.holders.back() != process.process) known.holders.push_back(process.process);
    }
  return known_;
}

std::vector<model::ProcessIndex> SocketEnds::holders(const model::Object& socket) const {
  const auto found = all().find(socket.inode);
  return found == all().end() ? std::vector<model::ProcessIndex>{} : found->second.holders;
}

SocketEnds::Ports SocketEnds::ports_of(const model::Object& socket) const {
  const auto found = all().find(socket.inode);
  if (found == all().end()) return {};
  return {found->second.state.local_port, found->second.state.remote_port};
}

SocketEnds::Other SocketEnds::behind(const Known* socket, WaitFor what) const {
  if (socket == nullptr) return {what, {}, {}, false};
  return {what, socket->object, socket->holders, true};
}

SocketEnds::Other SocketEnds::other_end(const model::Wait& wait) const {
  const auto found = all().find(wait.object.inode);
  if (found == all().end()) return {wait.what, {}, {}, false};
  Other other = other_end(found->second, wait);
  other.local_port = found->second.state.local_port;
  other.remote_port = found->second.state.remote_port;
  return other;
}

// Datagrams may come from anybody, and clients, too.
SocketEnds::Other SocketEnds::other_end(const Known& own, const model::Wait& wait) const {
  if (own.state.listening) return {WaitFor::connection, {}, {}, false};
  if (wait.object.kind == ObjectKind::udp) return {wait.what, {}, {}, false};
  if (own.state.connecting || wait.what == WaitFor::peer) return behind(listener_for(own), WaitFor::peer);
  if (wait.object.kind == ObjectKind::unix_socket) {
    const bool anybody = !own.state.stream && !own.state.local.empty();
    return anybody ? Other{wait.what, {}, {}, false} : behind(unix_peer(own), wait.what);
  }
  return behind(tcp_peer(own), wait.what);
}

// nullptr: the harness holds the other end, or nobody, or it is on its way from one process to another.
const SocketEnds::Known* SocketEnds::tcp_peer(const Known& socket) const {
  for (const auto& [inode, other] : all())
    if (!socket.state.remote.empty() && other.state.local == socket.state.remote && other.state.remote == socket.state.local)
      return &other;
  return listener_for(socket);
}

const SocketEnds::Known* SocketEnds::unix_peer(const Known& socket) const {
  const auto inode = probe::unix_peer(socket.object.inode);
  if (!inode) return nullptr;
  if (*inode == 0) return listener_for(socket);
  const auto found = all().find(*inode);
  return found == all().end() ? nullptr : &found->second;
}

// The one that would accept the connection.
const SocketEnds::Known* SocketEnds::listener_for(const Known& socket) const {
  const bool local = socket.object.kind == ObjectKind::unix_socket;
  for (const auto& [inode, other] : all()) {
    if (!other.state.listening || other.object.kind != socket.object.kind) continue;
    const bool same = local ? other.state.local == socket.state.remote || socket.state.remote.empty()
                            : other.state.local_port == socket.state.remote_port;
    if (same) return &other;
  }
  return nullptr;
}

bool data_in_flight(const World& world) {
  if (probe::packets_under_way(sched_getcpu())) return true;
  return std::any_of(world.processes().begin(), world.processes().end(), [](const auto& process) {
    if (process->ended) return false;
    const std::vector<int> sockets = probe::open_sockets(process->pid);
    return std::any_of(sockets.begin(), sockets.end(), [&](int fd) {
      const auto socket = probe::socket_of(process->pid, fd);
      return socket && socket->in_flight;
    });
  });
}

}  // namespace ipcgrade::engine
