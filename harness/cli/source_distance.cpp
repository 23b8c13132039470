#include "cli/source_distance.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "base/error.hpp"

namespace ipcgrade::cli {
namespace {

namespace fs = std::filesystem;
using Lines = std::vector<std::string>;

Lines lines_of(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  Lines lines;
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  if (!in.is_open() || in.bad()) throw base::SystemError(errno, "reading " + file.string());
  return lines;
}

// Where both texts agree and stop agreeing, as a table of lengths: the longest common subsequence of a[i…] and b[j…].
class Common {
 public:
  Common(const Lines& a, const Lines& b) : width_(b.size() + 1), length_((a.size() + 1) * width_, 0) {
    for (std::size_t i = a.size(); i-- > 0;)
      for (std::size_t j = b.size(); j-- > 0;)
        length_[i * width_ + j] = a[i] == b[j] ? at(i + 1, j + 1) + 1 : std::max(at(i + 1, j), at(i, j + 1));
  }
  [[nodiscard]] std::size_t at(std::size_t i, std::size_t j) const { return length_[i * width_ + j]; }

 private:
  std::size_t width_;
  std::vector<std::size_t> length_;
};

void cut_common_ends(Lines& a, Lines& b) {
  const auto [a_front, b_front] = std::mismatch(a.begin(), a.end(), b.begin(), b.end());
  a.erase(a.begin(), a_front);
  b.erase(b.begin(), b_front);
  const auto [a_back, b_back] = std::mismatch(a.rbegin(), a.rend(), b.rbegin(), b.rend());
  a.erase(a_back.base(), a.end());
  b.erase(b_back.base(), b.end());
}

std::size_t changed(Lines a, Lines b) {
  cut_common_ends(a, b);
  const Common common(a, b);
  std::size_t total = 0;
  std::size_t removed = 0;
  std::size_t added = 0;
  std::size_t i = 0;
  std::size_t j = 0;
  while (i < a.size() || j < b.size()) {
    if (i < a.size() && j < b.size() && a[i] == b[j]) {
      total += std::max(removed, added);
      removed = added = 0;
      ++i, ++j;
    } else if (j == b.size() || (i < a.size() && common.at(i + 1, j) >= common.at(i, j + 1))) {
      ++removed, ++i;
    } else {
      ++added, ++j;
    }
  }
  return total + std::max(removed, added);
}

bool is_source(std::string_view name) { return name != "expect.toml" && name != "submission.toml"; }

const Lines& file_in(const Sources& sources, const std::string& name) {
  static const Lines none;
  const auto found = sources.find(name);
  return found == sources.end() ? none : found->second;
}

}  // namespace

Sources read_sources(const std::string& folder) {
  Sources sources;
  std::error_code error;
  for (fs::recursive_directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error))
    if (const fs::path name = entry->path().lexically_relative(folder); entry->is_regular_file() && is_source(name.string()))
      sources[name.string()] = lines_of(entry->path());
  if (error) throw base::SystemError(error.value(), "reading " + folder);
  return sources;
}

std::size_t changed_lines(const Sources& parent, const Sources& mutant) {
  std::size_t total = 0;
  for (const auto& [name, lines] : mutant) total += changed(file_in(parent, name), lines);
  return total;
}

}  // namespace ipcgrade::cli
