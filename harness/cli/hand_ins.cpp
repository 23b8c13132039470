#include "cli/hand_ins.hpp"

#include <algorithm>
#include <filesystem>
#include <system_error>

#include "base/error.hpp"
#include "cli/submissions.hpp"
#include "engine/process/private_folder.hpp"
#include "intake/archive.hpp"
#include "model/handed_in.hpp"
#include "report/file_name.hpp"

namespace ipcgrade::cli {
namespace {

namespace fs = std::filesystem;

// How many folders with nothing but a folder, or an archive, in them are gone through.
constexpr int most_wrappings = 4;

// An export of a whole class.
constexpr intake::UnpackLimits class_limits{std::uint64_t{8} << 30, 1'000'000, 64};

std::vector<fs::path> visible_entries(const fs::path& folder) {
  std::vector<fs::path> entries;
  std::error_code error;
  for (fs::directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error)) {
    const std::string name = entry->path().filename().string();
    if (name[0] != '.' && name != "__MACOSX") entries.push_back(entry->path());
  }
  return entries;
}

void make_folder(const fs::path& folder) {
  std::error_code error;
  fs::create_directories(folder, error);
  if (error) throw base::SystemError(error.value(), "making the folder " + folder.string());
}

// Where one submission's files may be put: empty, and made anew each time.
fs::path fresh_folder(const fs::path& folder) {
  std::error_code error;
  fs::remove_all(folder, error);
  make_folder(folder);
  return folder;
}

std::vector<std::string> wanted_names(const model::Assignment& assignment) {
  std::vector<std::string> names(model::makefile_names.begin(), model::makefile_names.end());
  names.emplace_back("submission.toml");
  for (const model::Role& role : assignment.roles) names.insert(names.end(), role.files.begin(), role.files.end());
  return names;
}

// Canvas and the like hand out a student's files one by one.
void put_together(const intake::HandIn& submission, const model::Assignment& assignment, const fs::path& into) {
  for (const intake::HandedInFile& file : submission.files) {
    const fs::path name = fs::path(intake::original_name(file.name, wanted_names(assignment))).filename();
    std::error_code error;
    if (name.empty() || name == ".." || fs::exists(into / name))
      throw base::InputError({file.path, 0, 0}, "two files of this submission have the name '" + name.string() + "'");
    fs::copy_file(file.path, into / name, error);
    if (error) throw base::SystemError(error.value(), "copying " + file.path);
  }
}

// Goes through folders that only wrap something.
std::string unwrapped(fs::path folder, const model::Assignment& assignment, const fs::path& unpacked) {
  for (int wrapping = 0; wrapping < most_wrappings && !holds_submission(folder.string(), assignment); ++wrapping) {
    const std::vector<fs::path> entries = visible_entries(folder);
    std::error_code error;
    if (entries.size() != 1) break;
    const fs::file_status status = fs::symlink_status(entries.front(), error);
    if (fs::is_directory(status)) {
      folder = entries.front();
    } else if (fs::is_regular_file(status) && intake::is_archive(entries.front().filename().string())) {
      const fs::path into = fresh_folder(unpacked / ("inner-" + std::to_string(wrapping)));
      intake::unpack(entries.front().string(), into.string());
      folder = into;
    } else {
      break;
    }
  }
  return folder.string();
}

std::string canonical(const std::string& path) {
  std::error_code error;
  const fs::path found = fs::canonical(path, error);
  return error ? path : found.string();
}

// One submission under its own name.
intake::Collected alone(const std::string& path, intake::Entry entry) {
  intake::HandIn one;
  one.name = one.naming.stated = intake::without_ending(fs::path(path).filename().string());
  if (entry == intake::Entry::folder) {
    one.name = one.naming.stated = fs::path(path).filename().string();
    one.folder = path;
  } else {
    one.files = {{path, fs::path(path).filename().string()}};
  }
  return {{one}, {}};
}

// An archive: of one submission, or of a class.
HandedIn from_archive(const std::string& archive, const model::Assignment& assignment) {
  const auto copy = std::make_shared<engine::process::PrivateFolder>();
  const fs::path files = fresh_folder(fs::path(copy->path()) / "files");
  intake::unpack(archive, files.string(), class_limits);
  const fs::path folder = unwrapped(files, assignment, copy->path());
  if (holds_submission(folder.string(), assignment)) return {alone(archive, intake::Entry::file), nullptr};
  return {intake::collect(folder.string(), ""), copy};
}

}  // namespace

HandedIn handed_in(const std::string& folder, const model::Assignment& assignment, const std::string& except) {
  std::error_code error;
  if (fs::is_regular_file(folder, error) && intake::is_archive(folder)) {
    HandedIn unpacked = from_archive(canonical(folder), assignment);
    if (unpacked.all.submissions.empty()) throw base::InputError({folder, 0, 0}, "this archive holds no submission");
    return unpacked;
  }
  const std::string path = submissions_folder(folder);
  if (holds_submission(path, assignment)) return {alone(path, intake::Entry::folder), nullptr};
  HandedIn found{intake::collect(path, except), nullptr};
  if (found.all.submissions.empty()) refuse_without_submission(folder, assignment);
  return found;
}

std::string ready_folder(const intake::HandIn& submission, const model::Assignment& assignment, const std::string& unpacked) {
  const fs::path place = fs::path(unpacked) / report::safe_file_name(submission.name);
  if (!submission.folder.empty()) return unwrapped(submission.folder, assignment, place);
  const fs::path files = fresh_folder(place) / "files";
  make_folder(files);
  if (submission.files.size() == 1 && intake::is_archive(submission.files.front().name)) {
    intake::unpack(submission.files.front().path, files.string());
  } else {
    put_together(submission, assignment, files);
  }
  return unwrapped(files, assignment, place);
}

}  // namespace ipcgrade::cli
