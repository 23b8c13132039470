// Which folders are submissions, before anything is run.
#pragma once

#include <string>
#include <vector>

#include "campaign/campaign.hpp"
#include "model/assignment.hpp"

namespace ipcgrade::cli {

// Has it a build file, a submission.toml or the source of a role?
[[nodiscard]] bool holds_submission(const std::string& folder, const model::Assignment& assignment);

// The folder as an entry, its path absolute and its name the folder's own. InputError where it is missing, is no folder, cannot
// be read, or holds no submission.
[[nodiscard]] campaign::Entry one_submission(const std::string& folder, const model::Assignment& assignment);

// The folder itself where it is a submission; else each folder in it, except `results`, which may lie there. InputError where
// there is none.
[[nodiscard]] std::vector<campaign::Entry> submissions_in(const std::string& folder, const model::Assignment& assignment,
                                                          const std::string& results);

}  // namespace ipcgrade::cli
