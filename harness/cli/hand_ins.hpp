// From what was handed in to a folder that can be built: archives are unpacked, files that came one by one are put together, and
// folders in folders are gone through. Nothing that was handed in is changed.
#pragma once

#include <memory>
#include <string>

#include "intake/collect.hpp"
#include "model/assignment.hpp"

namespace ipcgrade::cli {

// What FOLDER of grade names: a folder of submissions, one submission, or an archive of either. `keep` holds what was unpacked
// for that.
struct HandedIn {
  intake::Collected all;
  std::shared_ptr<void> keep;
};
// InputError where there is none. `except` is the results' folder, which may lie there.
[[nodiscard]] HandedIn handed_in(const std::string& folder, const model::Assignment& assignment, const std::string& except);

// The folder to be built, absolute. What has to be unpacked or put together goes, anew, to UNPACKED/NAME. InputError for a
// submission that cannot be: its own trouble.
[[nodiscard]] std::string ready_folder(const intake::HandIn& submission, const model::Assignment& assignment,
                                       const std::string& unpacked);

}  // namespace ipcgrade::cli
