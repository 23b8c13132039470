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

// The folder's path, absolute. InputError where it is missing, is no folder or cannot be read.
[[nodiscard]] std::string submissions_folder(const std::string& folder);
// InputError that says what a submission would be.
[[noreturn]] void refuse_without_submission(const std::string& folder, const model::Assignment& assignment);

}  // namespace ipcgrade::cli
