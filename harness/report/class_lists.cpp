#include "report/class_lists.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>
#include <vector>

#include "report/lateness.hpp"
#include "report/printable.hpp"

namespace ipcgrade::report {
namespace {

using Findings = std::vector<std::pair<std::string, std::string>>;  // who, and what about it

std::string person_text(const model::Person& person) {
  const std::string& key = !person.login.empty() ? person.login : !person.sis_id.empty() ? person.sis_id : person.email;
  if (person.name.empty()) return key.empty() ? person.id : key;
  return key.empty() ? person.name : fmt::format("{} ({})", person.name, key);
}

std::string people_text(const model::Gradebook& book, const std::vector<std::size_t>& people) {
  std::string text;
  for (const std::size_t person : people) text += (text.empty() ? "" : " and ") + person_text(book.people[person]);
  return text;
}

Findings missing(const model::Gradebook& book) {
  Findings lines;
  for (const std::size_t person : book.missing) lines.emplace_back(person_text(book.people[person]), "");
  return lines;
}

Findings unmatched(const model::Gradebook& book) {
  Findings lines;
  for (const std::size_t one : book.unmatched)
    lines.emplace_back(book.submissions[one].attempt.submission, book.submissions[one].unmatched);
  return lines;
}

Findings duplicates(const model::Gradebook& book) {
  Findings lines;
  for (const model::Duplicates& several : book.duplicates) {
    std::string names;
    for (const std::size_t one : several.submissions)
      names += (names.empty() ? "" : ", ") + book.submissions[one].attempt.submission;
    const std::string who =
        several.people.empty() ? book.submissions[several.submissions.front()].attempt.stated : people_text(book, several.people);
    const std::string which = several.chosen ? ": " + book.submissions[*several.chosen].attempt.submission : "";
    lines.emplace_back(who, fmt::format("{}: {}{}", names, several.why, which));
  }
  return lines;
}

Findings late(const model::Gradebook& book) {
  Findings lines;
  for (const model::GradedSubmission& one : book.submissions)
    if (one.result.late) lines.emplace_back(one.attempt.submission, lateness_text(*one.result.late));
  return lines;
}

Findings open(const model::Gradebook& book) {
  Findings lines;
  for (const model::GradedSubmission& one : book.submissions)
    if (one.graded && one.result.blank) lines.emplace_back(one.attempt.submission, one.result.trouble);
  return lines;
}

// Only where it could matter: there is a due date and a rule.
Findings without_time(const model::Gradebook& book) {
  Findings lines;
  if (!book.due || !book.assignment.late) return lines;
  for (const model::GradedSubmission& one : book.submissions)
    if (one.graded && !one.attempt.handed_in && one.attempt.says_late == model::SaysLate::nothing)
      lines.emplace_back(one.attempt.submission, "");
  return lines;
}

struct List {
  std::string_view one, several;  // after the number
  Findings (*lines)(const model::Gradebook&);
};
constexpr List lists[] = {
    {"submission has no mark", "submissions have no mark", open},
    {"submission is nobody's in the roster", "submissions are nobody's in the roster", unmatched},
    {"person handed in nothing", "people handed in nothing", missing},
    {"person or group handed in more than once", "people or groups handed in more than once", duplicates},
    {"submission is late", "submissions are late", late},
    {"submission does not say when it was handed in: nothing was taken off",
     "submissions do not say when they were handed in: nothing was taken off", without_time},
};

}  // namespace

std::string render_class_lists(const model::Gradebook& book, const ConsoleOptions& options) {
  const Paint paint(options.colour);
  std::string out;
  for (const List& list : lists) {
    const Findings lines = list.lines(book);
    if (lines.empty()) continue;
    out += paint(Style::unsure, fmt::format("{} {}", lines.size(), lines.size() == 1 ? list.one : list.several)) + "\n";
    for (std::size_t i = 0; i < std::min(lines.size(), most_listed); ++i) {
      const auto& [who, what] = lines[i];
      out += "  " + printable(who) + (what.empty() ? "" : "  " + paint(Style::dim, printable(what))) + "\n";
    }
    if (lines.size() > most_listed) out += fmt::format("  and {} more, in marks.csv\n", lines.size() - most_listed);
  }
  return out;
}

}  // namespace ipcgrade::report
