#include "store/journal.hpp"

#include <chrono>

#include "store/database.hpp"
#include "store/journal_read.hpp"
#include "store/journal_schema.hpp"
#include "store/journal_words.hpp"

namespace ipcgrade::store {
namespace {

std::optional<std::int64_t> seconds_of(const std::optional<model::Instant>& instant) {
  return instant ? std::optional<std::int64_t>(instant->time_since_epoch().count()) : std::nullopt;
}

// Where nothing is run, nothing says anew what trials run on.
std::string rung_of(Database& database, const model::Gradebook& book) {
  if (!book.rung.empty()) return book.rung;
  Statement before(database, "SELECT rung FROM class");
  return before.next() ? before.text(0) : "";
}

void write_head(Database& database, const model::Gradebook& book, const std::string& rung) {
  Statement insert(database, "INSERT INTO class VALUES (1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
  insert << book.assignment.name << book.assignment.title << book.harness_version << rung << seconds_of(book.due)
         << word_of(book.counts);
  if (const auto& late = book.assignment.late) {
    insert << static_cast<std::int64_t>(late->grace.count()) << late->percent_per_day << late->most_percent << late->closed_after;
  } else {
    insert.null().null().null().null();
  }
  insert.run();
}

void write_parts(Database& database, const std::vector<model::Part>& parts) {
  Statement insert(database, "INSERT INTO part VALUES (?, ?, ?, ?, ?)");
  for (std::size_t i = 0; i < parts.size(); ++i)
    (insert << i << parts[i].name << parts[i].title << parts[i].percent << (parts[i].bonus ? 1 : 0)).run();
}

void write_people(Database& database, const std::vector<model::Person>& people) {
  Statement insert(database, "INSERT INTO person VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
  for (std::size_t i = 0; i < people.size(); ++i) {
    const model::Person& one = people[i];
    (insert << i << one.id << one.sis_id << one.login << one.email << one.name << one.group << one.section
            << seconds_of(one.handed_in) << seconds_of(one.due))
        .run();
  }
}

void write_submissions(Database& database, const std::vector<model::GradedSubmission>& submissions) {
  Statement insert(database, "INSERT INTO submission VALUES (?, ?, ?, ?, ?, ?, ?)");
  Statement source(database, "INSERT INTO source VALUES (?, ?, ?)");
  Statement owner(database, "INSERT INTO owner VALUES (?, ?)");
  for (const model::GradedSubmission& one : submissions) {
    const model::Attempt& attempt = one.attempt;
    (insert << attempt.submission << attempt.stated << word_of(attempt.platform) << attempt.number
            << seconds_of(attempt.handed_in) << (attempt.says_late == model::SaysLate::late ? 1 : 0) << one.unmatched)
        .run();
    for (std::size_t i = 0; i < attempt.source.size(); ++i) (source << attempt.submission << i << attempt.source[i]).run();
    for (const std::size_t person : one.people) (owner << attempt.submission << person).run();
  }
}

void write_verdict(Database& database, const std::string& submission, const std::string& scenario, std::size_t number,
                   const model::Verdict& verdict) {
  Statement insert(database, "INSERT INTO verdict VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
  insert << submission << scenario << number << slug_of(verdict.verdict) << verdict.oracle << verdict.sentence;
  if (verdict.site) {
    insert << verdict.site->function << verdict.site->file << verdict.site->line;
  } else {
    insert.null().null().null();
  }
  insert << (verdict.step ? std::optional<std::int64_t>(*verdict.step) : std::nullopt);
  insert.run();
  Statement line(database, "INSERT INTO evidence VALUES (?, ?, ?, ?, ?, ?)");
  for (std::size_t i = 0; i < verdict.evidence.size(); ++i)
    (line << submission << scenario << number << i << verdict.evidence[i].process << verdict.evidence[i].text).run();
}

}  // namespace

Journal::Journal(const std::string& path) : database_(std::make_unique<Database>(path)) { prepare_journal(*database_); }
Journal::~Journal() = default;

void Journal::set_class(const model::Gradebook& book) {
  const std::lock_guard guard(mutex_);
  Transaction transaction(*database_);
  const std::string rung = rung_of(*database_, book);
  for (const char* table : {"class", "part", "person", "submission"}) database_->execute(std::string("DELETE FROM ") + table);
  write_head(*database_, book, rung);
  write_parts(*database_, book.assignment.parts);
  write_people(*database_, book.people);
  write_submissions(*database_, book.submissions);
  transaction.commit();
}

std::optional<Progress> Journal::progress(const std::string& submission, const Basis& basis) {
  const std::lock_guard guard(mutex_);
  Statement select(*database_, "SELECT complete, machine FROM grading WHERE submission = ? AND content = ? AND conditions = ?");
  select << submission << basis.content << basis.conditions;
  if (!select.next()) return std::nullopt;
  Progress progress{select.truth(0), select.truth(1), {}};
  for (model::ScenarioResult& result : read_scenarios(*database_, submission)) {
    const std::string name = result.scenario;
    progress.scenarios.emplace(name, std::move(result));
  }
  return progress;
}

std::optional<std::string> Journal::task() {
  const std::lock_guard guard(mutex_);
  Statement select(*database_, "SELECT task FROM class");
  if (!select.next()) return std::nullopt;
  return select.text(0);
}

void Journal::begin(const std::string& submission, const Basis& basis) {
  const std::lock_guard guard(mutex_);
  Transaction transaction(*database_);
  Statement other(*database_, "DELETE FROM grading WHERE submission = ? AND NOT (content = ? AND conditions = ?)");
  (other << submission << basis.content << basis.conditions).run();
  Statement insert(*database_,
                   "INSERT INTO grading VALUES (?, ?, ?, '', 0, '', 0) "
                   "ON CONFLICT (submission) DO UPDATE SET complete = 0, trouble = '', machine = 0");
  (insert << submission << basis.content << basis.conditions).run();
  transaction.commit();
}

void Journal::settled(const std::string& submission, const model::ScenarioResult& result) {
  const std::lock_guard guard(mutex_);
  Transaction transaction(*database_);
  Statement remove(*database_, "DELETE FROM scenario WHERE submission = ? AND name = ?");
  (remove << submission << result.scenario).run();
  Statement insert(*database_, "INSERT INTO scenario VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
  insert << submission << result.scenario << result.title << result.part << result.points << word_of(result.visibility)
         << word_of(result.outcome) << result.reason << result.hint << result.show_again
         << static_cast<std::int64_t>(result.duration.count()) << result.earned;
  insert.run();
  for (std::size_t i = 0; i < result.verdicts.size(); ++i)
    write_verdict(*database_, submission, result.scenario, i, result.verdicts[i]);
  transaction.commit();
}

void Journal::ended(const model::SubmissionResult& result) {
  const std::lock_guard guard(mutex_);
  Transaction transaction(*database_);
  Statement update(*database_, "UPDATE grading SET complete = 1, folder = ?, trouble = ?, machine = ? WHERE submission = ?");
  (update << result.folder << result.trouble << (result.machine ? 1 : 0) << result.submission).run();
  Statement remove(*database_, "DELETE FROM build WHERE submission = ?");
  (remove << result.submission).run();
  Statement insert(*database_, "INSERT INTO build VALUES (?, ?, ?, ?, ?, ?, ?, ?)");
  for (std::size_t i = 0; i < result.builds.size(); ++i) {
    const model::BuildResult& build = result.builds[i];
    (insert << result.submission << i << (build.ok ? 1 : 0) << build.command << build.output << build.failure
            << (build.machine ? 1 : 0) << static_cast<std::int64_t>(build.duration.count()))
        .run();
  }
  transaction.commit();
}

void Journal::outdate(const std::vector<std::string>& submissions) {
  const std::lock_guard guard(mutex_);
  Transaction transaction(*database_);
  Statement update(*database_, "UPDATE grading SET conditions = '' WHERE submission = ?");
  for (const std::string& submission : submissions) (update << submission).run();
  transaction.commit();
}

void Journal::give(const model::GivenOverride& given) {
  const std::lock_guard guard(mutex_);
  Statement insert(*database_, "INSERT OR REPLACE INTO override VALUES (?, ?, ?, ?, ?)");
  insert << given.owner << given.scenario << given.value.points << given.value.reason
         << static_cast<std::int64_t>(given.given_at.time_since_epoch().count());
  insert.run();
}

bool Journal::take_back(const std::string& owner, const std::string& scenario) {
  const std::lock_guard guard(mutex_);
  Statement remove(*database_, "DELETE FROM override WHERE owner = ? AND scenario = ? RETURNING 1");
  remove << owner << scenario;
  const bool found = remove.next();
  remove.run();
  return found;
}

std::vector<model::GivenOverride> Journal::overrides() {
  const std::lock_guard guard(mutex_);
  return read_overrides(*database_);
}

model::Gradebook Journal::gradebook() {
  const std::lock_guard guard(mutex_);
  return read_gradebook(*database_);
}

}  // namespace ipcgrade::store
