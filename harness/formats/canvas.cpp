// Canvas's gradebook import (instructure/canvas-lms, lib/gradebook_importer.rb). The assignment's column must bear its number in
// brackets, or Canvas makes a new assignment. Any row whose first cell has "Points Possible" in it is taken for the row of
// points: no student may be called so. An empty cell takes away the grade that is there: a mark that is open has no row.
#include "formats/csv_text.hpp"
#include "formats/renderers.hpp"
#include "report/score.hpp"

namespace ipcgrade::formats {
namespace {

std::string student_name(const std::string& name) {
  std::string cell = csv_words(name);
  static constexpr std::string_view points = "Points Possible";
  for (std::size_t at = cell.find(points); at != std::string::npos; at = cell.find(points)) cell[at] = 'p';
  return cell;
}

std::vector<std::string> person_cells(const model::Person& person) {
  return {student_name(person.name), csv_words(person.id), csv_words(person.sis_id), csv_words(person.login),
          csv_words(person.section)};
}

}  // namespace

std::string canvas(const model::Gradebook& gradebook, const Setting& setting) {
  const model::Assignment& assignment = gradebook.assignment;
  const std::string own = assignment.title.empty() ? assignment.name : assignment.title;
  const std::string column = csv_words(setting.column.empty() ? own : setting.column);
  std::string out = csv_row({"Student", "ID", "SIS User ID", "SIS Login ID", "Section", column});
  out += csv_row({"    Points Possible", "", "", "", "", "100"});
  for (const model::GradebookRow& row : gradebook.rows) {
    if (!row.mark) continue;
    std::vector<std::string> cells;
    if (row.person) {
      cells = person_cells(gradebook.people[*row.person]);
    } else if (gradebook.people.empty() && row.submission) {  // without a roster the folder's name is all there is
      cells = {student_name(gradebook.submissions[*row.submission].attempt.submission), "", "", "", ""};
    } else {
      continue;  // nobody's: Canvas would make a student of it
    }
    cells.push_back(report::mark_text(*row.mark));
    out += csv_row(cells);
  }
  return out;
}

}  // namespace ipcgrade::formats
