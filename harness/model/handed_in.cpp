#include "model/handed_in.hpp"

#include <algorithm>
#include <filesystem>

namespace ipcgrade::model {

bool is_provided(const std::string& file, const Assignment& assignment) {
  return std::any_of(assignment.provides.begin(), assignment.provides.end(),
                     [&](const std::string& path) { return std::filesystem::path(path).filename() == file; });
}

}  // namespace ipcgrade::model
