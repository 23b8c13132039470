#include "intake/naming.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <regex>

#include "intake/instant.hpp"

namespace ipcgrade::intake {
namespace {

using model::Platform;
using model::SaysLate;

constexpr std::array<std::string_view, 8> endings = {".zip", ".tar.gz", ".tgz", ".tar", ".tar.xz", ".txz", ".tar.bz2", ".tbz2"};

std::string_view ending_of(const std::string& name) {
  for (const std::string_view ending : endings) {
    if (name.size() <= ending.size()) continue;
    const bool same = std::equal(ending.begin(), ending.end(), name.end() - static_cast<std::ptrdiff_t>(ending.size()),
                                 [](char a, char b) { return a == std::tolower(static_cast<unsigned char>(b)); });
    if (same) return ending;
  }
  return "";
}

int small_number(const std::string& digits) {
  constexpr std::size_t longest = 6;
  return digits.size() > longest ? 0 : std::stoi(digits);
}

// The forms, one row a platform; `.` would not match a newline, and names may hold any byte.
struct Form {
  std::regex pattern;
  Naming (*read)(const std::smatch& match);
};

Naming anonymous_canvas(const std::smatch& m) {
  return {Platform::canvas, "anon_" + m[2].str(), {}, 0, {}, m[1].matched ? SaysLate::late : SaysLate::nothing, m[3].str()};
}
Naming canvas(const std::smatch& m) {
  return {Platform::canvas,
          m[1].str() + "_" + m[3].str(),
          {{m[3].str(), "", "", "", m[1].str()}},
          0,
          {},
          m[2].matched ? SaysLate::late : SaysLate::nothing,
          m[4].str()};
}
Naming moodle(const std::smatch& m) {
  return {Platform::moodle, m[1].str() + "_" + m[2].str(), {{m[2].str(), "", "", "", m[1].str()}}, 0, {}, SaysLate::nothing,
          m[3].str()};
}
Naming gradescope(const std::smatch& m) { return {Platform::gradescope, m[0].str(), {}, 0, {}, SaysLate::nothing, ""}; }
Naming blackboard(const std::smatch& m) {
  const auto at = parse_instant(fmt::format("{} {}:{}:{}", m[2].str(), m[3].str(), m[4].str(), m[5].str()));
  return {Platform::blackboard, m[1].str(), {{"", "", m[1].str(), "", ""}}, 0, at, SaysLate::nothing, m[6].str()};
}
Naming attempt(const std::smatch& m) {
  return {Platform::none, m[1].str(), {}, small_number(m[2].str()), {}, SaysLate::nothing, ""};
}

const std::vector<Form>& forms() {
  static const std::vector<Form> table = [] {
    const auto form = [](const char* pattern) { return std::regex(pattern, std::regex::optimize); };
    return std::vector<Form>{
        {form(R"((LATE_)?anon_([A-Za-z0-9]+)_\d+_([\s\S]+))"), anonymous_canvas},
        {form(R"(([\s\S]+)_(\d+)_assignsubmission_file_?([\s\S]*))"), moodle},
        {form(R"([\s\S]+_([^_]+)_attempt_(\d{4}-\d\d-\d\d)-(\d\d)-(\d\d)-(\d\d)(?:_([\s\S]+))?)"), blackboard},
        {form(R"(([\s\S]*?)_(LATE_)?(\d+)_\d+_([\s\S]+))"), canvas},
        {form(R"(submission_\d+)"), gradescope},
        {form(R"(([\s\S]+?)[-_ ]attempt[-_ ]?(\d+))"), attempt},
    };
  }();
  return table;
}

}  // namespace

std::string without_ending(const std::string& name) { return name.substr(0, name.size() - ending_of(name).size()); }
bool is_archive(const std::string& name) { return !ending_of(name).empty(); }

Naming read_name(const std::string& name, Entry entry) {
  const std::string stem = entry == Entry::file ? without_ending(name) : name;
  std::smatch match;
  for (const Form& form : forms()) {
    if (!std::regex_match(stem, match, form.pattern)) continue;
    Naming naming = form.read(match);
    // The ending belongs to the file's own name.
    if (!naming.file.empty()) naming.file += name.substr(stem.size());
    return naming;
  }
  return {Platform::none, stem, {}, 0, {}, SaysLate::nothing, ""};
}

std::string original_name(const std::string& file, const std::vector<std::string>& wanted) {
  const auto is_wanted = [&](const std::string& name) { return std::find(wanted.begin(), wanted.end(), name) != wanted.end(); };
  static const std::regex numbered(R"(([\s\S]+)-\d+(\.[^.]*)?)");
  std::smatch match;
  if (is_wanted(file) || !std::regex_match(file, match, numbered)) return file;
  const std::string original = match[1].str() + match[2].str();
  return is_wanted(original) ? original : file;
}

}  // namespace ipcgrade::intake
