#include "intake/class_list.hpp"

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
    for (const std::size_t person : graded.people)
      if (list.people[person].group.empty()) list.people[person].group = one.naming.stated;
  }
  return list;
}

}  // namespace ipcgrade::intake
