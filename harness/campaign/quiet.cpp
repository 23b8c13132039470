#include "campaign/quiet.hpp"

namespace ipcgrade::campaign {

Quiet::Pass Quiet::together() {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [&] { return !occupied_ && want_quiet_ == 0; });
  ++inside_;
  return {this, [](Quiet* quiet) {
            const std::lock_guard guard(quiet->mutex_);
            --quiet->inside_;
            quiet->changed_.notify_all();
          }};
}

Quiet::Pass Quiet::alone() {
  std::unique_lock lock(mutex_);
  ++want_quiet_;
  changed_.wait(lock, [&] { return !occupied_ && inside_ == 0; });
  --want_quiet_;
  occupied_ = true;
  return {this, [](Quiet* quiet) {
            const std::lock_guard guard(quiet->mutex_);
            quiet->occupied_ = false;
            quiet->changed_.notify_all();
          }};
}

}  // namespace ipcgrade::campaign
