#include "store/journal_read.hpp"

#include <chrono>
#include <utility>

#include "base/error.hpp"
#include "store/journal_words.hpp"

namespace ipcgrade::store {
namespace {

std::optional<model::Instant> instant(const Statement& row, int column) {
  if (row.is_null(column)) return std::nullopt;
  return model::Instant(std::chrono::seconds(row.integer(column)));
}

model::VerdictClass verdict_class(const std::string& slug) {
  if (const auto verdict = model::verdict_from_slug(slug)) return *verdict;
  throw base::InputError({}, "the gradebook has the verdict '" + slug + "', which this version does not know");
}

model::Verdict read_verdict(const Statement& row) {
  model::Verdict verdict;
  verdict.verdict = verdict_class(row.text(1));
  verdict.oracle = row.text(2);
  verdict.sentence = row.text(3);
  if (!row.is_null(4)) verdict.site = model::Site{row.text(4), row.text(5), row.number(6)};
  if (!row.is_null(7)) verdict.step = static_cast<std::uint32_t>(row.integer(7));
  return verdict;
}

void read_verdicts(Database& database, const std::string& submission, model::ScenarioResult& result) {
  Statement row(database,
                "SELECT number, class, oracle, sentence, function, file, line, step FROM verdict "
                "WHERE submission = ? AND scenario = ? ORDER BY number");
  row << submission << result.scenario;
  while (row.next()) result.verdicts.push_back(read_verdict(row));
  Statement line(database,
                 "SELECT verdict, process, text FROM evidence WHERE submission = ? AND scenario = ? ORDER BY verdict, number");
  line << submission << result.scenario;
  while (line.next())
    result.verdicts.at(static_cast<std::size_t>(line.integer(0)))
        .evidence.push_back({static_cast<model::ProcessIndex>(line.number(1)), line.text(2)});
}

std::vector<model::BuildResult> read_builds(Database& database, const std::string& submission) {
  Statement row(database,
                "SELECT ok, command, output, failure, machine, nanoseconds FROM build WHERE submission = ? ORDER BY number");
  row << submission;
  std::vector<model::BuildResult> builds;
  while (row.next())
    builds.push_back(
        {row.truth(0), row.text(1), row.text(2), row.text(3), row.truth(4), std::chrono::nanoseconds(row.integer(5))});
  return builds;
}

void read_head(Database& database, model::Gradebook& book) {
  Statement row(database,
                "SELECT task, title, harness_version, rung, due, counts, late_grace_minutes, late_percent_per_day, "
                "late_most_percent, late_closed_after FROM class");
  if (!row.next()) throw base::InputError({}, "'" + database.path() + "' holds no class yet: ipcgrade grade fills it");
  book.assignment.name = row.text(0);
  book.assignment.title = row.text(1);
  book.harness_version = row.text(2);
  book.rung = row.text(3);
  book.due = instant(row, 4);
  book.counts = value_of<model::Counts>(row.text(5));
  if (row.is_null(6)) return;
  book.assignment.late = model::LateRule{std::chrono::minutes(row.integer(6)), row.number(7), row.number(8),
                                         row.is_null(9) ? std::nullopt : std::optional(row.number(9))};
}

std::vector<model::Part> read_parts(Database& database) {
  Statement row(database, "SELECT name, title, percent, bonus FROM part ORDER BY number");
  std::vector<model::Part> parts;
  while (row.next()) parts.push_back({row.text(0), row.text(1), row.number(2), row.truth(3)});
  return parts;
}

std::vector<model::Person> read_people(Database& database) {
  Statement row(database, "SELECT id, sis_id, login, email, name, team, section, handed_in, due FROM person ORDER BY number");
  std::vector<model::Person> people;
  while (row.next())
    people.push_back({row.text(0), row.text(1), row.text(2), row.text(3), row.text(4), row.text(5), row.text(6), instant(row, 7),
                      instant(row, 8)});
  return people;
}

model::GradedSubmission read_submission(const Statement& row) {
  model::GradedSubmission one;
  one.attempt.submission = row.text(0);
  one.attempt.stated = row.text(1);
  one.attempt.platform = value_of<model::Platform>(row.text(2));
  one.attempt.number = row.number(3);
  one.attempt.handed_in = instant(row, 4);
  one.attempt.says_late = row.truth(5) ? model::SaysLate::late : model::SaysLate::nothing;
  one.unmatched = row.text(6);
  one.graded = row.truth(7);
  one.result.submission = one.attempt.submission;
  one.result.folder = row.text(8);
  one.result.trouble = one.graded ? row.text(9) : "not graded yet";
  one.result.machine = row.truth(10);
  return one;
}

void read_owners(Database& database, model::GradedSubmission& one) {
  Statement source(database, "SELECT file FROM source WHERE submission = ? ORDER BY number");
  source << one.attempt.submission;
  while (source.next()) one.attempt.source.push_back(source.text(0));
  Statement owner(database, "SELECT person FROM owner WHERE submission = ? ORDER BY person");
  owner << one.attempt.submission;
  while (owner.next()) one.people.push_back(static_cast<std::size_t>(owner.integer(0)));
}

}  // namespace

std::vector<model::ScenarioResult> read_scenarios(Database& database, const std::string& submission) {
  Statement row(
      database,
      "SELECT name, title, part, points, visibility, outcome, reason, hint, show_again, nanoseconds, earned FROM scenario "
      "WHERE submission = ? ORDER BY name");
  row << submission;
  std::vector<model::ScenarioResult> results;
  while (row.next()) {
    model::ScenarioResult& result = results.emplace_back();
    result.scenario = row.text(0);
    result.title = row.text(1);
    result.part = row.text(2);
    result.points = row.number(3);
    result.visibility = value_of<model::Visibility>(row.text(4));
    result.outcome = value_of<model::Outcome>(row.text(5));
    result.reason = row.text(6);
    result.hint = row.text(7);
    result.show_again = row.text(8);
    result.duration = std::chrono::nanoseconds(row.integer(9));
    if (!row.is_null(10)) result.earned = row.number(10);
  }
  for (model::ScenarioResult& result : results) read_verdicts(database, submission, result);
  return results;
}

std::vector<model::GivenOverride> read_overrides(Database& database) {
  Statement row(database, "SELECT owner, scenario, points, reason, given_at FROM override ORDER BY owner, scenario");
  std::vector<model::GivenOverride> all;
  while (row.next())
    all.push_back({row.text(0), row.text(1), {row.number(2), row.text(3)}, model::Instant(std::chrono::seconds(row.integer(4)))});
  return all;
}

model::Gradebook read_gradebook(Database& database) {
  Transaction transaction(database);  // one state, whoever writes meanwhile
  model::Gradebook book;
  read_head(database, book);
  book.assignment.parts = read_parts(database);
  book.people = read_people(database);
  Statement row(database,
                "SELECT name, stated, platform, attempt, handed_in, says_late, unmatched, ifnull(complete, 0), "
                "ifnull(folder, ''), ifnull(trouble, ''), ifnull(machine, 0) "
                "FROM submission LEFT JOIN grading ON grading.submission = submission.name ORDER BY name");
  while (row.next()) book.submissions.push_back(read_submission(row));
  for (model::GradedSubmission& one : book.submissions) {
    read_owners(database, one);
    if (!one.graded) continue;
    one.result.builds = read_builds(database, one.attempt.submission);
    one.result.scenarios = read_scenarios(database, one.attempt.submission);
  }
  transaction.commit();
  return book;
}

}  // namespace ipcgrade::store
