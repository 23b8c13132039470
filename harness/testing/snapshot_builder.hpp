// Literal snapshots for tests: who sleeps in what, who holds which descriptor. Words that modify a thread mean the last one
// that was added. Threads count from 0 in the order they are added, unless a test says otherwise.
#pragma once

#include <string>
#include <vector>

#include "model/trace.hpp"

namespace ipcgrade::testing {

[[nodiscard]] model::Object an_object(model::ObjectKind kind, std::uint64_t inode);
[[nodiscard]] model::Object a_pipe(std::uint64_t inode);
[[nodiscard]] model::Object a_child(model::ProcessIndex child);
[[nodiscard]] model::Object any_child();

using Wakers = std::vector<model::ProcessIndex>;

[[nodiscard]] model::Wait waits_for(model::WaitFor what, model::Object object, Wakers wakers = {}, int fd = -1);
[[nodiscard]] model::Wait reads(model::Object object, Wakers wakers, int fd = -1);
[[nodiscard]] model::Wait writes(model::Object object, Wakers wakers, int fd = -1);
[[nodiscard]] model::Wait reaps(model::ProcessIndex child);
[[nodiscard]] model::Wait reads_input(int fd = 0);          // the harness holds the other end
[[nodiscard]] model::Wait unseen_wakers(model::Wait wait);  // somebody else could end it too
[[nodiscard]] model::Wait harness_wakes(model::Wait wait);

class SnapshotBuilder {
 public:
  SnapshotBuilder() { snapshot_.quiescent = true; }

  SnapshotBuilder& thread(model::ProcessIndex process, model::RunState state, model::ThreadIndex index = model::nobody);
  SnapshotBuilder& blocked(model::ProcessIndex process, std::string call, std::vector<model::Wait> waits);
  SnapshotBuilder& at(std::string file, int line, std::string function = "main");
  SnapshotBuilder& timed();
  SnapshotBuilder& runtime();
  SnapshotBuilder& index(model::ThreadIndex thread);

  SnapshotBuilder& holds(model::ProcessIndex process, int fd, model::Object object, model::Access access,
                         std::string made_by = "", model::Site made = {});
  SnapshotBuilder& path(std::string path);  // of the last descriptor
  SnapshotBuilder& zombie(model::ProcessIndex process);
  SnapshotBuilder& not_quiescent();
  SnapshotBuilder& after(std::uint32_t event);

  operator model::Snapshot() const { return snapshot_; }  // NOLINT(google-explicit-constructor): reads as a literal

 private:
  model::ProcessState& process(model::ProcessIndex index);

  model::Snapshot snapshot_;
  model::ProcessIndex last_holder_ = model::nobody;
};

}  // namespace ipcgrade::testing
