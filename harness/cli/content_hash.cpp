#include "cli/content_hash.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <set>

#include "base/error.hpp"
#include "base/fd.hpp"
#include "base/hash.hpp"
#include "campaign/tools.hpp"

namespace ipcgrade::cli {
namespace {

namespace fs = std::filesystem;

// As much as a submission may hold (engine/process/private_folder.hpp): beyond that it is refused anyhow, and not read to the
// end.
constexpr std::size_t most_files = 50'000;
constexpr std::uint64_t most_bytes = std::uint64_t{1} << 30;

// A hash of a list of texts: each goes in with its length, so that no two lists run into one another.
class Fingerprint {
 public:
  void add(std::string_view text) {
    const std::uint64_t size = text.size();
    mix({reinterpret_cast<const char*>(&size), sizeof size});
    mix(text);
  }
  // SystemError. A FIFO does not keep anybody waiting: only regular files are opened.
  void add_file(const std::string& path) {
    const std::string doing = "reading " + path;
    const base::Fd fd(base::check(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK), doing.c_str()));
    std::array<char, 64 * 1024> buffer{};
    while (const auto size = static_cast<std::size_t>(base::check(::read(fd.get(), buffer.data(), buffer.size()), doing.c_str())))
      mix({buffer.data(), size});
    add("");
  }
  [[nodiscard]] std::string text() const { return fmt::format("{:016x}", hash_); }

 private:
  void mix(std::string_view bytes) { hash_ = base::fnv1a(bytes, hash_); }
  std::uint64_t hash_ = base::fnv1a("");
};

// How much of one submission, or of a task, is looked at already.
struct Read {
  std::uint64_t bytes = 0;
};

void add_entry(const fs::path& path, const std::string& name, Fingerprint& hash, Read& read) {
  struct stat status {};
  if (::lstat(path.c_str(), &status) != 0) throw base::SystemError(errno, "looking at " + path.string());
  hash.add(name);
  // Only what a copy keeps of the mode.
  hash.add(fmt::format("{:o} {}", status.st_mode & (S_IFMT | S_IXUSR), S_ISREG(status.st_mode) ? status.st_size : 0));
  if (S_ISREG(status.st_mode)) {
    read.bytes += static_cast<std::uint64_t>(status.st_size);
    if (read.bytes <= most_bytes) hash.add_file(path.string());
  }
  if (S_ISLNK(status.st_mode)) hash.add(fs::read_symlink(path).string());
}

// In the order of the names; a folder that is missing counts as an empty one.
void add_folder(const fs::path& folder, Fingerprint& hash) {
  Read read;
  std::vector<fs::path> entries;
  std::error_code error;
  if (fs::symlink_status(folder, error).type() == fs::file_type::not_found) return;
  for (fs::recursive_directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error)) {
    if (entry->path().filename() == ".git") entry.disable_recursion_pending();
    entries.push_back(entry->path());
    if (entries.size() > most_files) throw base::InputError({folder.string(), 0, 0}, "too many files for a submission");
  }
  if (error) throw base::SystemError(error.value(), "reading " + folder.string());
  std::sort(entries.begin(), entries.end());
  for (const fs::path& path : entries) add_entry(path, path.lexically_relative(folder).string(), hash, read);
}

// Programs that scenarios need on this machine: where one is missing they are not applicable, until it is installed.
std::set<std::string> tools_of(const model::Suite& suite) {
  std::set<std::string> tools;
  for (const model::Role& role : suite.assignment.roles) tools.insert(role.tools.begin(), role.tools.end());
  if (!suite.own_programs) return tools;
  tools.insert(suite.own_programs->tools.begin(), suite.own_programs->tools.end());
  for (const model::Role& role : suite.own_programs->roles) tools.insert(role.tools.begin(), role.tools.end());
  return tools;
}

}  // namespace

std::string content_of(const intake::HandIn& submission) {
  Fingerprint hash;
  if (!submission.folder.empty()) add_folder(submission.folder, hash);
  Read read;
  for (const intake::HandedInFile& file : submission.files) add_entry(file.path, file.name, hash, read);
  return hash.text();
}

std::string conditions_of(const std::string& root, const model::Suite& suite, std::uint64_t seed) {
  Fingerprint hash;
  const std::string& task = suite.assignment.name;
  for (const std::string& folder : {"/suites/" + task, "/reference/" + task + "/peer"}) {
    hash.add(folder);
    add_folder(root + folder, hash);
  }
  Read read;
  add_entry(root + "/assignments/" + task + "/assignment.toml", "assignment.toml", hash, read);
  for (const std::string& file : suite.assignment.provides) add_entry(file, fs::path(file).filename().string(), hash, read);
  for (const std::string& tool : tools_of(suite)) hash.add(tool + (campaign::is_installed(tool) ? " is here" : " is missing"));
  // The number of the version alone says too little: this may be a build between two.
  hash.add(IPCGRADE_VERSION);
  hash.add_file(fs::read_symlink("/proc/self/exe").string());
  hash.add(std::to_string(seed));
  return hash.text();
}

}  // namespace ipcgrade::cli
