// Our own programs in a task's roles (reference/TASK/peer): built once for all submissions of a run, and only if one of its
// scenarios starts one.
#pragma once

#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "campaign/tools.hpp"

namespace ipcgrade::campaign {

struct CampaignOptions;

class OwnPrograms {
 public:
  // The folder with the built programs. Called from several threads: the first one builds, the others wait. Where a role of
  // `needed` cannot be started it throws what is the harness's trouble, a std::runtime_error, and again each time.
  const std::string& folder(const model::Suite& suite, const std::vector<std::string>& needed, const CampaignOptions& options);

 private:
  struct Ready {
    Copy copy;
    std::map<std::string, std::string> troubles;  // by role: why it cannot be started
  };
  static Ready build_all(const model::Suite& suite, const CampaignOptions& options);

  std::mutex mutex_;
  std::optional<Ready> ready_;
};

// The roles that a scenario has us play.
[[nodiscard]] std::vector<std::string> roles_of_ours(const model::Scenario& scenario);

}  // namespace ipcgrade::campaign
