// Trials run together; one that the machine disturbed is tried again alone, and alone means without any other trial or build
// of this campaign. Who wants to be alone goes before those who come after.
#pragma once

#include <condition_variable>
#include <memory>
#include <mutex>

namespace ipcgrade::campaign {

class Quiet {
 public:
  // Held for the time of a build or a trial; dropping it lets others in.
  using Pass = std::unique_ptr<Quiet, void (*)(Quiet*)>;

  [[nodiscard]] Pass together();
  [[nodiscard]] Pass alone();

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  int inside_ = 0;         // that run together
  int want_quiet_ = 0;     // that wait to be alone
  bool occupied_ = false;  // somebody is alone
};

}  // namespace ipcgrade::campaign
