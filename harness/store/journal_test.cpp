#include "store/journal.hpp"

#include <thread>

#include "base/error.hpp"
#include "store/database.hpp"
#include "testing/catch.hpp"
#include "testing/temporary_folder.hpp"

using namespace ipcgrade;
using namespace ipcgrade::store;
using testing::TemporaryFolder;

namespace {

std::string path_in(const TemporaryFolder& folder) { return (folder.path() / "gradebook.db").string(); }

const Basis basis{"content", "conditions"};

model::ScenarioResult failed(const std::string& name) {
  model::ScenarioResult result;
  result.scenario = name;
  result.title = "Title";
  result.part = "A";
  result.points = 2;
  result.visibility = model::Visibility::hidden;
  result.outcome = model::Outcome::failed;
  result.hint = "hint";
  result.duration = std::chrono::milliseconds(7);
  model::Verdict verdict;
  verdict.verdict = model::VerdictClass::deadlock;
  verdict.oracle = "no-deadlock";
  verdict.sentence = std::string("a\0b\xff\x1b[2J", 8);
  verdict.evidence = {{model::nobody, "first"}, {3, "second"}};
  verdict.site = model::Site{"main", "greet.c", 12};
  verdict.step = 4;
  result.verdicts = {verdict, {}};
  result.earned = 1;
  return result;
}

model::Gradebook class_of_two() {
  model::Gradebook book;
  book.harness_version = "1";
  book.rung = "rung";
  book.assignment.name = "pipe";
  book.assignment.parts = {{"B", "second", 60, false}, {"A", "first", 40, true}};
  book.assignment.late = model::LateRule{std::chrono::minutes(5), 10, 50, 3};
  book.due = model::Instant(std::chrono::seconds(1000));
  book.counts = model::Counts::best;
  book.people = {{"1", "s1", "ann", "a@x", "Ann, \"A\"", "G", "S", book.due, {}}, {"2", "", "", "", "Bo", "", "", {}, book.due}};
  for (const char* name : {"ann\n<b>", "bo"}) {
    model::GradedSubmission& one = book.submissions.emplace_back();
    one.attempt = {name, "ann", {"file 1", "file 2"}, model::Platform::canvas, 2, book.due, model::SaysLate::late};
    one.people = {0};
    one.unmatched = "why";
  }
  return book;
}

void grade(Journal& journal, const std::string& name, const std::vector<std::string>& scenarios) {
  journal.begin(name, basis);
  for (const std::string& scenario : scenarios) journal.settled(name, failed(scenario));
  model::SubmissionResult result;
  result.submission = name;
  result.folder = "/s/" + name;
  result.builds = {{false, "make", "error: x", "failed", true, std::chrono::nanoseconds(5)}};
  journal.ended(result);
}

}  // namespace

TEST_CASE("a class comes back from its journal as it went in, byte for byte") {
  const TemporaryFolder folder;
  {
    Journal journal(path_in(folder));
    journal.set_class(class_of_two());
    grade(journal, "ann\n<b>", {"z", "a"});
  }
  Journal journal(path_in(folder));
  const model::Gradebook book = journal.gradebook();
  const model::Gradebook expected = class_of_two();
  CHECK(book.assignment.parts == expected.assignment.parts);
  CHECK(book.assignment.late == expected.assignment.late);
  CHECK(book.people == expected.people);
  CHECK(book.due == expected.due);
  CHECK(book.counts == model::Counts::best);
  REQUIRE(book.submissions.size() == 2);
  CHECK(book.submissions[0].attempt == expected.submissions[0].attempt);
  CHECK(book.submissions[0].people == std::vector<std::size_t>{0});
  CHECK_FALSE(book.submissions[1].graded);
  const model::SubmissionResult& result = book.submissions[0].result;
  CHECK(result.folder == "/s/ann\n<b>");
  CHECK(result.builds.at(0).output == "error: x");
  REQUIRE(result.scenarios.size() == 2);
  CHECK(result.scenarios[0].scenario == "a");
  CHECK(result.scenarios[0].visibility == model::Visibility::hidden);
  CHECK(result.scenarios[0].earned == 1);
  const model::Verdict& verdict = result.scenarios[1].verdicts.at(0);
  CHECK(verdict.sentence == failed("z").verdicts[0].sentence);
  CHECK(verdict.evidence.at(1).process == 3);
  CHECK(verdict.site == model::Site{"main", "greet.c", 12});
  CHECK(verdict.step == 4U);
  CHECK_FALSE(result.scenarios[1].verdicts.at(1).site);
}

TEST_CASE("what was settled before a kill is known, and only on the same basis") {
  const TemporaryFolder folder;
  {
    Journal journal(path_in(folder));
    journal.begin("ann", basis);
    journal.settled("ann", failed("a"));
  }
  Journal journal(path_in(folder));
  const auto progress = journal.progress("ann", basis);
  REQUIRE(progress);
  CHECK_FALSE(progress->complete);
  CHECK(progress->scenarios.size() == 1);
  CHECK_FALSE(journal.progress("ann", {"other", "conditions"}));
  CHECK_FALSE(journal.progress("ann", {"content", "other"}));
  journal.begin("ann", basis);  // the next call goes on
  CHECK(journal.progress("ann", basis)->scenarios.size() == 1);
  journal.begin("ann", {"other", "conditions"});
  CHECK(journal.progress("ann", {"other", "conditions"})->scenarios.empty());
}

TEST_CASE("a result that is to be graded again stays until then") {
  const TemporaryFolder folder;
  Journal journal(path_in(folder));
  journal.set_class(class_of_two());
  grade(journal, "bo", {"a"});
  journal.outdate({"bo"});
  CHECK_FALSE(journal.progress("bo", basis));
  CHECK(journal.gradebook().submissions[1].graded);
}

TEST_CASE("an override outlives every grading, until it is taken back") {
  const TemporaryFolder folder;
  Journal journal(path_in(folder));
  const model::GivenOverride given{"person:s1", "a", {2, "was right"}, model::Instant(std::chrono::seconds(9))};
  journal.give({"person:s1", "a", {1, "first word"}, {}});
  journal.give(given);
  journal.set_class(class_of_two());
  grade(journal, "bo", {"a"});
  journal.begin("bo", {"new", "new"});
  CHECK(journal.overrides() == std::vector<model::GivenOverride>{given});
  CHECK(journal.take_back("person:s1", "a"));
  CHECK_FALSE(journal.take_back("person:s1", "a"));
  CHECK(journal.overrides().empty());
}

TEST_CASE("several threads write, and nothing is lost") {
  const TemporaryFolder folder;
  Journal journal(path_in(folder));
  {
    std::vector<std::jthread> threads;
    for (const char* name : {"a", "b", "c"}) threads.emplace_back([&journal, name] { grade(journal, name, {"1", "2", "3"}); });
  }
  for (const char* name : {"a", "b", "c"}) CHECK(journal.progress(name, basis)->scenarios.size() == 3);
}

TEST_CASE("a full disk is the machine's trouble, and the journal keeps what it had") {
  const TemporaryFolder folder;
  { Journal journal(path_in(folder)); }
  Database database(path_in(folder));
  database.execute("PRAGMA max_page_count = " + std::to_string(database.ask("PRAGMA page_count") + 2));
  Statement insert(database, "INSERT INTO override VALUES (?, 'a', 1, ?, 0)");
  const std::string long_reason(1000, 'x');
  int kept = 0;
  try {
    for (;; ++kept) (insert << std::to_string(kept) << long_reason).run();
  } catch (const base::SystemError& error) {
    CHECK(error.error_number() == ENOSPC);
  }
  Journal journal(path_in(folder));
  CHECK(kept > 0);
  CHECK(static_cast<int>(journal.overrides().size()) == kept);
}

TEST_CASE("a journal of an older version is brought up to date, and keeps what it had") {
  const TemporaryFolder folder;
  {
    Journal journal(path_in(folder));
    grade(journal, "ann", {"a"});
  }
  Database(path_in(folder)).execute("ALTER TABLE scenario DROP COLUMN earned; PRAGMA user_version = 1");
  Journal journal(path_in(folder));
  const auto before = journal.progress("ann", basis)->scenarios.at("a");
  CHECK(before.verdicts.size() == 2);
  CHECK_FALSE(before.earned);
  grade(journal, "bo", {"a"});
  CHECK(journal.progress("bo", basis)->scenarios.at("a").earned == 1);
}

TEST_CASE("a file that is no journal, or a later one, is refused") {
  const TemporaryFolder folder;
  folder.file("text.db",
              "this is no database, and long enough to be seen as none, which takes a hundred bytes or so of text here");
  CHECK_THROWS_AS(Journal((folder.path() / "text.db").string()), base::InputError);
  Database(path_in(folder)).execute("CREATE TABLE other (x)");
  CHECK_THROWS_WITH(Journal(path_in(folder)), "'" + path_in(folder) + "' is a database, but no gradebook");
  const std::string later = (folder.path() / "later.db").string();
  { Journal journal(later); }
  Database(later).execute("PRAGMA user_version = 99");
  CHECK_THROWS_WITH(Journal(later), "'" + later + "' has version 99; this ipcgrade knows versions up to 2");
  const std::string empty = (folder.path() / "empty.db").string();
  Journal journal(empty);
  CHECK_THROWS_WITH(journal.gradebook(), "'" + empty + "' holds no class yet: ipcgrade grade fills it");
}
