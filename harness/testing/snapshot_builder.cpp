#include "testing/snapshot_builder.hpp"

#include <algorithm>

namespace ipcgrade::testing {

using namespace model;

Object an_object(ObjectKind kind, std::uint64_t inode) { return {kind, 12, inode, 0}; }
Object a_pipe(std::uint64_t inode) { return an_object(ObjectKind::pipe, inode); }
Object a_child(ProcessIndex child) { return {ObjectKind::child, 0, static_cast<std::uint64_t>(child), 0}; }
Object any_child() { return {ObjectKind::child, 0, 0, 0}; }

Wait waits_for(WaitFor what, Object object, Wakers wakers, int fd) { return {object, what, fd, std::move(wakers), false, true}; }
Wait reads(Object object, Wakers wakers, int fd) { return waits_for(WaitFor::data, object, std::move(wakers), fd); }
Wait writes(Object object, Wakers wakers, int fd) { return waits_for(WaitFor::room, object, std::move(wakers), fd); }
Wait reaps(ProcessIndex child) { return waits_for(WaitFor::child, a_child(child), {child}); }
Wait reads_input(int fd) { return harness_wakes(reads(an_object(ObjectKind::input, 1), {}, fd)); }
Wait unseen_wakers(Wait wait) {
  wait.wakers_known = false;
  return wait;
}
Wait harness_wakes(Wait wait) {
  wait.harness = true;
  return wait;
}

SnapshotBuilder& SnapshotBuilder::thread(ProcessIndex process, RunState state, ThreadIndex index) {
  ThreadState added;
  added.thread = index == nobody ? static_cast<ThreadIndex>(snapshot_.threads.size()) : index;
  added.process = process;
  added.state = state;
  snapshot_.threads.push_back(std::move(added));
  this->process(process);
  return *this;
}

SnapshotBuilder& SnapshotBuilder::blocked(ProcessIndex process, std::string call, std::vector<Wait> waits) {
  thread(process, RunState::blocked);
  snapshot_.threads.back().call = std::move(call);
  snapshot_.threads.back().waits = std::move(waits);
  return *this;
}

SnapshotBuilder& SnapshotBuilder::at(std::string file, int line, std::string function) {
  snapshot_.threads.back().site = {std::move(function), std::move(file), line};
  return *this;
}

SnapshotBuilder& SnapshotBuilder::timed() {
  snapshot_.threads.back().timed = true;
  return *this;
}

SnapshotBuilder& SnapshotBuilder::runtime() {
  snapshot_.threads.back().runtime = true;
  return *this;
}

SnapshotBuilder& SnapshotBuilder::index(ThreadIndex thread) {
  snapshot_.threads.back().thread = thread;
  return *this;
}

SnapshotBuilder& SnapshotBuilder::holds(ProcessIndex process, int fd, Object object, Access access, std::string made_by,
                                        Site made) {
  this->process(process).descriptors.push_back({fd, object, access, false, "", std::move(made), std::move(made_by)});
  last_holder_ = process;
  return *this;
}

SnapshotBuilder& SnapshotBuilder::path(std::string path) {
  process(last_holder_).descriptors.back().path = std::move(path);
  return *this;
}

SnapshotBuilder& SnapshotBuilder::zombie(ProcessIndex process) {
  this->process(process).alive = false;
  this->process(process).zombie = true;
  return *this;
}

SnapshotBuilder& SnapshotBuilder::not_quiescent() {
  snapshot_.quiescent = false;
  return *this;
}

SnapshotBuilder& SnapshotBuilder::after(std::uint32_t event) {
  snapshot_.after_event = event;
  return *this;
}

ProcessState& SnapshotBuilder::process(ProcessIndex index) {
  auto& all = snapshot_.processes;
  const auto found = std::find_if(all.begin(), all.end(), [&](const ProcessState& p) { return p.process == index; });
  if (found != all.end()) return *found;
  ProcessState added;
  added.process = index;
  all.push_back(std::move(added));
  return all.back();
}

}  // namespace ipcgrade::testing
