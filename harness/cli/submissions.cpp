#include "cli/submissions.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>

#include "base/error.hpp"
#include "model/handed_in.hpp"

namespace ipcgrade::cli {
namespace {

namespace fs = std::filesystem;

std::string readable_folder(const std::string& folder) {
  std::error_code error;
  const fs::file_status status = fs::status(folder, error);
  const auto refuse = [&](const std::string& why) { throw base::InputError({}, "'" + folder + "' " + why); };
  if (status.type() == fs::file_type::not_found) refuse("does not exist");
  if (error) refuse("cannot be looked at: " + error.message());
  if (!fs::is_directory(status)) refuse("is a file: a submission is a folder");
  if (::access(folder.c_str(), R_OK | X_OK) != 0) refuse("may not be read");
  return fs::canonical(folder).string();
}

std::vector<std::string> role_files(const model::Assignment& assignment) {
  std::vector<std::string> files;
  for (const model::Role& role : assignment.roles)
    for (const std::string& file : role.by == model::By::submission ? role.files : std::vector<std::string>())
      if (std::find(files.begin(), files.end(), file) == files.end() && !model::is_provided(file, assignment))
        files.push_back(file);
  return files;
}

campaign::Entry entry(const std::string& path) { return {fs::path(path).filename().string(), path}; }

}  // namespace

bool holds_submission(const std::string& folder, const model::Assignment& assignment) {
  std::vector<std::string> telling = role_files(assignment);
  telling.insert(telling.end(), model::makefile_names.begin(), model::makefile_names.end());
  telling.emplace_back("submission.toml");
  return std::any_of(telling.begin(), telling.end(), [&](const std::string& name) {
    std::error_code error;
    return fs::exists(fs::path(folder) / name, error);
  });
}

void refuse_without_submission(const std::string& folder, const model::Assignment& assignment) {
  throw base::InputError(
      {}, fmt::format("'{}' {}: expected a Makefile, a submission.toml, or {}", folder,
                      fs::is_empty(folder) ? "is empty" : "holds no submission", fmt::join(role_files(assignment), ", ")));
}

campaign::Entry one_submission(const std::string& folder, const model::Assignment& assignment) {
  const std::string path = readable_folder(folder);
  if (!holds_submission(path, assignment)) refuse_without_submission(folder, assignment);
  return entry(path);
}

std::string submissions_folder(const std::string& folder) { return readable_folder(folder); }

}  // namespace ipcgrade::cli
