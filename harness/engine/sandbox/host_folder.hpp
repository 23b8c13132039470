// What a trial has instead of a view of its own on a rung without mount namespace: a folder on the host, gone with it.
#pragma once

#include <optional>
#include <string>

namespace ipcgrade::engine::sandbox {

// $TMPDIR/ipcgrade-PID-XXXXXX with a folder each for the working copy and for programs of ours, which belong to `owner`; that one
// may only pass through the outer one. SystemError.
class HostFolder {
 public:
  explicit HostFolder(std::optional<unsigned> owner);
  ~HostFolder();
  HostFolder(const HostFolder&) = delete;
  HostFolder& operator=(const HostFolder&) = delete;

  [[nodiscard]] std::string work() const { return outer_ + "/work"; }
  [[nodiscard]] std::string own_programs() const { return outer_ + "/peer"; }

 private:
  std::string outer_;
};

}  // namespace ipcgrade::engine::sandbox
