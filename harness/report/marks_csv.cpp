#include "report/marks_csv.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "report/lateness.hpp"
#include "report/printable.hpp"
#include "report/score.hpp"

namespace ipcgrade::report {
namespace {

// Spreadsheets compute what begins so; an apostrophe before it makes it text. (What we write ourselves never begins so.)
std::string cell(const std::string& text) {
  std::string clean = printable(text);
  if (!clean.empty() && std::string_view("=+-@").find(clean.front()) != std::string_view::npos) clean.insert(0, 1, '\'');
  if (clean.find_first_of(",\"\n") == std::string::npos) return clean;
  std::string quoted = "\"";
  for (const char c : clean) quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
  return quoted + "\"";
}

std::string line_of(const std::vector<std::string>& cells) {
  std::string line;
  for (std::size_t i = 0; i < cells.size(); ++i) line += (i == 0 ? "" : ",") + cell(cells[i]);
  return line;
}

std::string note_of(const model::Gradebook& book, const model::GradebookRow& row) {
  std::string note = row.open;
  const auto also = [&](const std::string& text) { note += (note.empty() ? "" : "; ") + text; };
  if (!row.submission) return note;
  const model::GradedSubmission& one = book.submissions[*row.submission];
  if (!row.person && !one.unmatched.empty()) also(one.unmatched);
  if (one.result.late) also(lateness_text(*one.result.late));
  const auto overridden = std::count_if(one.result.scenarios.begin(), one.result.scenarios.end(),
                                        [](const auto& s) { return s.overridden.has_value(); });
  if (overridden > 0) also(fmt::format("{} scenario{} decided by hand", overridden, overridden == 1 ? "" : "s"));
  return note;
}

std::vector<std::string> person_cells(const model::Gradebook& book, const model::GradebookRow& row) {
  if (!row.person) return std::vector<std::string>(7);
  const model::Person& person = book.people[*row.person];
  return {person.name, person.id, person.sis_id, person.login, person.email, person.group, person.section};
}

std::vector<std::string> submission_cells(const model::Gradebook& book, const model::GradebookRow& row) {
  std::vector<std::string> cells(2);
  std::vector<PartScore> scores;
  if (row.submission) {
    const model::GradedSubmission& one = book.submissions[*row.submission];
    cells = {one.attempt.submission, one.attempt.handed_in ? instant_text(*one.attempt.handed_in) : ""};
    scores = part_scores(book.assignment, one.result);
  }
  cells.push_back(row.mark ? mark_text(*row.mark) : "");
  for (std::size_t i = 0; i < book.assignment.parts.size(); ++i)
    cells.push_back(i < scores.size() && scores[i].counted > 0 ? fmt::format("{} of {}", scores[i].earned, scores[i].possible)
                                                               : "");
  return cells;
}

}  // namespace

std::string render_marks_csv(const model::Gradebook& book) {
  std::vector<std::string> header = {"name",  "id",      "sis id",     "login",     "email",
                                     "group", "section", "submission", "handed in", "mark"};
  for (const model::Part& part : book.assignment.parts) header.push_back("part " + part.name);
  header.emplace_back("note");
  std::string csv = line_of(header) + "\n";
  for (const model::GradebookRow& row : book.rows) {
    std::vector<std::string> cells = person_cells(book, row);
    for (std::string& text : submission_cells(book, row)) cells.push_back(std::move(text));
    cells.push_back(note_of(book, row));
    csv += line_of(cells) + "\n";
  }
  return csv;
}

}  // namespace ipcgrade::report
