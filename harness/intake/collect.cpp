#include "intake/collect.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <set>
#include <sstream>
#include <tuple>
#include <utility>

#include "base/error.hpp"
#include "intake/gradescope.hpp"

namespace ipcgrade::intake {
namespace {

namespace fs = std::filesystem;
using model::Platform;

constexpr const char* gradescope_metadata = "submission_metadata.yml";

// Files that come one by one, with the student's name before each.
bool comes_in_pieces(const Naming& naming) { return !naming.file.empty(); }

// A file that is no archive and says no more than its own name is nobody's submission.
bool is_submission(const Naming& naming, const Listed& listed) {
  return listed.entry == Entry::folder || is_archive(listed.name) || comes_in_pieces(naming);
}

std::string report_name(const Naming& naming, const Listed& listed) {
  if (naming.platform != Platform::none && naming.platform != Platform::blackboard) return naming.stated;
  if (comes_in_pieces(naming)) return listed.name.substr(0, listed.name.size() - naming.file.size() - 1);
  return listed.entry == Entry::folder ? listed.name : without_ending(listed.name);
}

void add(const std::string& folder, const Listed& listed, Naming naming, std::map<std::string, HandIn>& pieces,
         std::vector<HandIn>& whole) {
  const std::string path = folder + "/" + listed.name;
  const std::string name = report_name(naming, listed);
  const HandedInFile file{path, naming.file.empty() ? listed.name : naming.file};
  if (listed.entry == Entry::folder) {
    whole.push_back({std::move(naming), name, path, {}});
  } else if (!comes_in_pieces(naming)) {
    whole.push_back({std::move(naming), name, "", {file}});
  } else {
    HandIn& one = pieces.try_emplace(name, HandIn{std::move(naming), name, "", {}}).first->second;
    one.files.push_back(file);
  }
}

// Two of one name: both get the whole name of their file or folder, and if need be a number.
void make_names_unique(std::vector<HandIn>& all) {
  std::map<std::string, int> times;
  for (const HandIn& one : all) ++times[one.name];
  std::set<std::string> taken;
  for (HandIn& one : all) {
    if (times[one.name] > 1) one.name = fs::path(one.folder.empty() ? one.files.front().path : one.folder).filename().string();
    const std::string name = one.name;
    for (int number = 2; !taken.insert(one.name).second; ++number) one.name = name + " (" + std::to_string(number) + ")";
  }
}

}  // namespace

Collected grouped(const std::string& folder, const std::vector<Listed>& listed) {
  Collected all;
  std::map<std::string, HandIn> pieces;
  for (const Listed& one : listed) {
    Naming naming = read_name(one.name, one.entry);
    if (is_submission(naming, one)) {
      add(folder, one, std::move(naming), pieces, all.submissions);
    } else if (one.name != gradescope_metadata) {
      all.ignored.push_back(one.name);
    }
  }
  for (auto& [name, one] : pieces) all.submissions.push_back(std::move(one));
  make_names_unique(all.submissions);
  std::sort(all.submissions.begin(), all.submissions.end(), [](const HandIn& a, const HandIn& b) { return a.name < b.name; });
  return all;
}

Collected collect(const std::string& folder, const std::string& except) {
  std::vector<Listed> listed;
  std::error_code error;
  for (fs::directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error)) {
    std::error_code unreadable;
    const std::string name = entry->path().filename().string();
    if (name[0] == '.' || name == "__MACOSX" || fs::equivalent(entry->path(), except, unreadable)) continue;
    if (entry->is_directory(unreadable)) {
      listed.push_back({name, Entry::folder});
    } else if (entry->is_regular_file(unreadable)) {
      listed.push_back({name, Entry::file});
    }
  }
  if (error) throw base::SystemError(error.value(), "reading " + folder);
  std::sort(listed.begin(), listed.end(), [](const Listed& a, const Listed& b) { return a.name < b.name; });
  Collected all = grouped(folder, listed);
  if (std::ifstream metadata(folder + "/" + gradescope_metadata, std::ios::binary); metadata) {
    const std::string text{std::istreambuf_iterator<char>(metadata), {}};
    apply_gradescope(text, all.submissions);
  }
  return all;
}

}  // namespace ipcgrade::intake
