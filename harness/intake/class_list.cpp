#include "intake/class_list.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <utility>

#include "intake/match.hpp"

namespace ipcgrade::intake {
namespace {

model::Attempt attempt_of(const HandIn& one) {
  model::Attempt attempt;
  attempt.submission = one.name;
  attempt.stated = one.naming.stated;
  if (!one.folder.empty()) attempt.source.push_back(std::filesystem::path(one.folder).filename().string());
  for (const HandedInFile& file : one.files) attempt.source.push_back(std::filesystem::path(file.path).filename().string());
  attempt.platform = one.naming.platform;
  attempt.number = one.naming.number;
  attempt.handed_in = one.naming.handed_in;
  attempt.says_late = one.naming.says_late;
  return attempt;
}

// Who hand in together are a group, named by its members: the next submission of the same people has another number.
void share(const std::vector<std::size_t>& members, std::vector<model::Person>& people) {
  std::vector<std::string> names;
  for (const std::size_t member : members) names.push_back(owner_of(people[member]).substr(std::string_view("person:").size()));
  std::sort(names.begin(), names.end());
  for (const std::size_t member : members)
    if (people[member].group.empty()) people[member].group = fmt::format("{}", fmt::join(names, " + "));
}

}  // namespace

ClassList class_list(const std::vector<HandIn>& submissions, std::vector<model::Person> people) {
  ClassList list{std::move(people), {}};
  for (const HandIn& one : submissions) {
    model::GradedSubmission& graded = list.submissions.emplace_back();
    graded.attempt = attempt_of(one);
    graded.graded = false;
    graded.result.submission = one.name;
    if (list.people.empty()) continue;
    Match whose = match(one.naming, list.people);
    graded.people = std::move(whose.people);
    graded.unmatched = std::move(whose.unmatched);
    if (graded.people.size() < 2) continue;
    share(graded.people, list.people);
  }
  return list;
}

}  // namespace ipcgrade::intake
