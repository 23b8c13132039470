// A submission's copy, built: what came of each command, and which roles cannot be started.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "campaign/campaign.hpp"

namespace ipcgrade::campaign {

struct Built {
  std::vector<model::BuildResult> results;
  std::map<std::string, model::Verdict> troubles;  // by role: the verdict of every scenario that starts it
};

// `folder` is the copy. Where the machine lacks what the submission requires, nothing is built, and no role can be started.
[[nodiscard]] Built build(const model::Suite& suite, const model::Submission& submission, const std::string& folder,
                          const CampaignOptions& options);

// "go and rustc": those of these programs that the machine lacks; empty: none.
[[nodiscard]] std::string missing_tools(const std::vector<std::string>& programs,
                                        const std::function<bool(const std::string& program)>& installed);

}  // namespace ipcgrade::campaign
