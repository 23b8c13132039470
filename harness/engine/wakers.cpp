#include "engine/wakers.hpp"

#include <algorithm>

namespace ipcgrade::engine {
namespace {

using model::Access;
using model::ObjectKind;

bool same_inode(const model::Object& a, const model::Object& b) { return a.device == b.device && a.inode == b.inode; }

}  // namespace

Wakers::Wakers(World& world, const Roles& roles, Ahead ahead, const std::vector<model::ProcessState>& processes)
    : world_(world), roles_(roles), ahead_(ahead), processes_(processes) {}

void Wakers::fill(model::Wait& wait, model::ProcessIndex waiter) const {
  switch (wait.object.kind) {
    case ObjectKind::pipe:
      return ends_of_pipe(wait);
    case ObjectKind::fifo:
      ends_of_pipe(wait);
      wait.wakers_known = false;  // whoever knows the name may open it
      wait.harness = ahead_ == Ahead::more_programs;
      return;
    case ObjectKind::input:
      ends_of_pipe(wait);  // a child that inherited it cannot write to it, but a program may open /proc/self/fd/0
      wait.harness = roles_.input_open(wait.object);
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
      wait.harness = ahead_ == Ahead::more_programs;
      return;
    case ObjectKind::private_futex:
      wait.wakers = {waiter};
      return;
    case ObjectKind::signal:
      wait.harness = true;
      return;
    case ObjectKind::timer:
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

}  // namespace ipcgrade::engine
