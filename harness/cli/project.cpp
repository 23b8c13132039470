#include "cli/project.hpp"

#include <algorithm>
#include <cstdlib>
#include <filesystem>

#include "base/error.hpp"
#include "base/spelling.hpp"
#include "cli/folders.hpp"
#include "scenario/load.hpp"

namespace ipcgrade::cli {
namespace {

namespace fs = std::filesystem;

bool is_root(const fs::path& folder) {
  std::error_code error;
  return fs::is_directory(folder / "assignments", error) && fs::is_directory(folder / "suites", error);
}

// A tree of ours has them in itself; what is installed (/usr/bin/ipcgrade), unpacked or a kit, in share/ipcgrade beside bin/.
std::string above(fs::path folder) {
  while (!folder.empty()) {
    for (const fs::path& root : {folder, folder / "share" / "ipcgrade"})
      if (is_root(root)) return root.string();
    if (folder == folder.root_path()) break;
    folder = folder.parent_path();
  }
  return "";
}

std::string stated(const std::string& root, const std::string& by) {
  if (!is_root(root)) throw base::InputError({}, by + " '" + root + "' has no assignments/ and suites/");
  return fs::absolute(root).lexically_normal().string();
}

}  // namespace

Project Project::find(const std::string& given) {
  if (!given.empty()) return Project(stated(given, "--root"));
  if (const char* variable = std::getenv("IPCGRADE_ROOT"); variable != nullptr && *variable != '\0')
    return Project(stated(variable, "IPCGRADE_ROOT"));
  std::error_code error;
  for (const fs::path& start : {fs::current_path(error), fs::read_symlink("/proc/self/exe", error).parent_path()})
    if (const std::string root = above(start); !root.empty()) return Project(root);
  throw base::InputError({},
                         "no folder above this one, or above the program, has assignments/ and suites/: name one with --root");
}

std::vector<std::string> Project::tasks() const {
  std::vector<std::string> names;
  for (const std::string& name : folders_in(root_ + "/assignments"))
    if (fs::exists(root_ + "/assignments/" + name + "/assignment.toml")) names.push_back(name);
  return names;
}

void Project::must_know(const std::string& task) const {
  const std::vector<std::string> known = tasks();
  if (std::find(known.begin(), known.end(), task) != known.end()) return;
  throw base::InputError({}, "there is no task '" + task + "'" + base::suggestion(task, known));
}

model::Assignment Project::assignment(const std::string& task) const {
  must_know(task);
  return scenario::load_assignment(root_, task);
}

model::Suite Project::suite(const std::string& task) const {
  must_know(task);
  return scenario::load_suite(root_, task);
}

model::TextsByLanguage texts_of(const std::string& task, const std::string& given_root) {
  try {
    return Project::find(given_root).suite(task).assignment.texts;
  } catch (const base::InputError&) {
    return {};
  }
}

}  // namespace ipcgrade::cli
