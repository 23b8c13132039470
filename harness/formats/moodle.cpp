// Moodle's grade import (docs.moodle.org, "Grade import"): its columns are mapped by hand, people are found by e-mail address (in
// exactly this spelling) or by ID number. A row without a grade would wipe out the grade that is there, and feedback alone does
// so too: a mark that is open has no row.
#include "formats/csv_text.hpp"
#include "formats/renderers.hpp"
#include "formats/standing.hpp"
#include "report/score.hpp"

namespace ipcgrade::formats {
std::string moodle(const model::Gradebook& gradebook, const Setting& setting) {
  const model::Assignment& assignment = gradebook.assignment;
  const std::string own = assignment.title.empty() ? assignment.name : assignment.title;
  const std::string column = csv_words(setting.column.empty() ? own : setting.column);
  std::string out = csv_row({"Full name", "Email address", "ID number", "Username", column, "Feedback comments"});
  for (const model::GradebookRow& row : gradebook.rows) {
    if (!row.mark || (!row.person && !gradebook.people.empty())) continue;
    model::Person person;
    if (row.person) {
      person = gradebook.people[*row.person];
    } else if (row.submission) {
      person.name = gradebook.submissions[*row.submission].attempt.submission;
    }
    out += csv_row({csv_words(person.name), csv_words(person.email), csv_words(person.sis_id), csv_words(person.login),
                    report::mark_text(*row.mark), csv_words(feedback_line(gradebook, row))});
  }
  return out;
}

}  // namespace ipcgrade::formats
