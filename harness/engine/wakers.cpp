#include "engine/wakers.hpp"

#include <algorithm>

namespace ipcgrade::engine {
namespace {

using model::Access;
using model::ObjectKind;

// A lock is on what a descriptor names; anonymous descriptors of different kinds share one inode.
bool same_inode(const model::Object& a, const model::Object& b) {
  const bool kinds = a.kind == b.kind || a.kind == ObjectKind::lock || b.kind == ObjectKind::lock;
  return kinds && a.device == b.device && a.inode == b.inode;
}

}  // namespace

Wakers::Wakers(World& world, const HarnessSide& harness, const std::vector<model::ProcessState>& processes)
    : world_(world), harness_(harness), processes_(processes), sockets_(world, processes) {}

void Wakers::fill(model::Wait& wait, model::ProcessIndex waiter) const {
  switch (wait.object.kind) {
    case ObjectKind::pipe:
      return ends_of_pipe(wait);
    case ObjectKind::fifo:
      ends_of_pipe(wait);
      wait.wakers_known = false;  // whoever knows the name may open it
      wait.harness = harness_.ahead == Ahead::more_programs;
      return;
    case ObjectKind::input:
      ends_of_pipe(wait);  // a child that inherited it cannot write to it, but a program may open /proc/self/fd/0
      wait.harness = harness_.roles.input_open(wait.object);
      return;
    case ObjectKind::output:
      wait.harness = true;
      return;
    case ObjectKind::child:
      return children(wait, waiter);
    case ObjectKind::lock:
      return lock_holders(wait);
    case ObjectKind::shared:
      mappers(wait);
      wait.harness = harness_.ahead == Ahead::more_programs;
      return;
    case ObjectKind::private_futex:
      wait.wakers = {waiter};
      wait.wakers_known = world_.process(waiter).runtime.value_or(Runtime::none) == Runtime::none;
      return;
    case ObjectKind::signal:
      wait.harness = true;
      return;
    case ObjectKind::timer:
      if (wait.fd >= 0) wait.wakers = holders(wait.object, Access::both);  // a timerfd: whoever has one could set it
      return;
    case ObjectKind::tcp:
    case ObjectKind::udp:
    case ObjectKind::unix_socket:
      return ends_of_socket(wait, waiter);
    case ObjectKind::queue:
    case ObjectKind::semaphore:
      return users_of_queue(wait, waiter);
    case ObjectKind::event:
      wait.wakers = holders(wait.object, Access::both);
      return;
    default:
      wait.wakers_known = false;
      return;
  }
}

std::vector<model::ProcessIndex> Wakers::holders(const model::Object& object, Access end) const {
  std::vector<model::ProcessIndex> out;
  for (const model::ProcessState& process : processes_) {
    const bool holds = std::any_of(process.descriptors.begin(), process.descriptors.end(), [&](const model::Descriptor& d) {
      return same_inode(d.object, object) && (d.access == end || d.access == Access::both);
    });
    if (holds) out.push_back(process.process);
  }
  return out;
}

void Wakers::ends_of_pipe(model::Wait& wait) const {
  wait.wakers = holders(wait.object, wait.what == model::WaitFor::room ? Access::read : Access::write);
}

void Wakers::children(model::Wait& wait, model::ProcessIndex waiter) const {
  const auto which = static_cast<model::ProcessIndex>(wait.object.inode);
  if (which != 0) {
    wait.wakers = {which};
    return;
  }
  for (const model::ProcessIndex child : world_.process(waiter).children)
    if (!world_.process(child).ended) wait.wakers.push_back(child);
}

// A flock belongs to an open file, which forks inherit: whoever has it open keeps the lock.
void Wakers::lock_holders(model::Wait& wait) const {
  for (const model::ProcessState& process : processes_) {
    const pid_t pid = world_.process(process.process).pid;
    const bool holds = std::any_of(process.descriptors.begin(), process.descriptors.end(), [&](const model::Descriptor& d) {
      return same_inode(d.object, wait.object) && probe::holds_lock(pid, d.fd);
    });
    if (holds) wait.wakers.push_back(process.process);
  }
  if (wait.wakers.empty()) mappers(wait);  // a mapping keeps the open file, and with it the lock, when the descriptor is closed
}

void Wakers::mappers(model::Wait& wait) const {
  for (const model::ProcessState& process : processes_) {
    if (!process.alive) continue;
    const auto maps = probe::mappings(world_.process(process.process).pid);
    const bool maps_it = std::any_of(maps.begin(), maps.end(), [&](const probe::Mapping& m) {
      return m.shared && m.device == wait.object.device && m.inode == wait.object.inode;
    });
    if (maps_it) wait.wakers.push_back(process.process);
  }
}

// A thread cannot end its own wait; another thread of its process could.
void Wakers::add_others(model::Wait& wait, const std::vector<model::ProcessIndex>& holders, model::ProcessIndex waiter) const {
  for (const model::ProcessIndex holder : holders) {
    const bool alone = holder == waiter && world_.live_threads(waiter).size() == 1;
    if (!alone && std::find(wait.wakers.begin(), wait.wakers.end(), holder) == wait.wakers.end()) wait.wakers.push_back(holder);
  }
}

// Whether the other side of the network may be one of the harness's own sockets.
bool Wakers::harness_is_there(const model::Wait& wait) const {
  if (wait.object.kind == ObjectKind::tcp) return !harness_.peers.empty();
  if (wait.object.kind != ObjectKind::udp) return false;
  const auto [local, remote] = sockets_.ports_of(wait.object);
  return harness_.peers.could_end(peers::Protocol::udp, local, remote, wait.what);
}

// Who holds the other end of a connection could send or close, and who holds this one could shut it down.
void Wakers::ends_of_socket(model::Wait& wait, model::ProcessIndex waiter) const {
  const SocketEnds::Other other = sockets_.other_end(wait);
  wait.what = other.what;
  wait.other_end = other.object;
  wait.wakers = other.holders;
  wait.wakers_known = other.certain;
  const bool more_to_come = harness_.ahead == Ahead::more_programs;
  wait.harness = !other.certain && (more_to_come || harness_is_there(wait));
  add_others(wait, sockets_.holders(wait.object), waiter);
}

// Whoever knows a queue's name or key could open it.
void Wakers::users_of_queue(model::Wait& wait, model::ProcessIndex waiter) const {
  std::vector<model::ProcessIndex> users = holders(wait.object, Access::both);
  if (wait.object.device == 0)
    if (const auto found = world_.users.find(wait.object); found != world_.users.end())
      for (const model::ProcessIndex user : found->second)
        if (!world_.process(user).ended) users.push_back(user);
  add_others(wait, users, waiter);
  wait.wakers_known = false;
  wait.harness = harness_.ahead == Ahead::more_programs;
}

}  // namespace ipcgrade::engine
