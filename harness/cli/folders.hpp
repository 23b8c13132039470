// The folders in a folder: tasks, submissions, reference programs.
#pragma once

#include <string>
#include <vector>

namespace ipcgrade::cli {

// Their names, sorted, without hidden ones. SystemError where it cannot be read.
[[nodiscard]] std::vector<std::string> folders_in(const std::string& folder);

}  // namespace ipcgrade::cli
