#include "report/marking.hpp"

#include "testing/catch.hpp"
#include "testing/class_builder.hpp"

using namespace ipcgrade::model;
using namespace ipcgrade::report;
using namespace std::chrono_literals;
using ipcgrade::testing::ClassBuilder;

namespace {

constexpr Instant due{std::chrono::seconds(1'000'000)};

ClassBuilder with_late_rule() {
  ClassBuilder builder;
  builder.book.assignment.late = LateRule{0min, 10, 100, {}};
  builder.book.due = due;
  return builder;
}

}  // namespace

TEST_CASE("everybody in the roster has a row, and who handed in nothing is missing") {
  const Gradebook book = marked(
      ClassBuilder().person("ann").person("bo").submission("a", Outcome::passed, {0}).submission("x", Outcome::failed).book, {});
  REQUIRE(book.rows.size() == 3);
  CHECK(book.rows[0].mark == 100);
  CHECK_FALSE(book.rows[1].mark);
  CHECK(book.rows[1].open == "nothing was handed in");
  CHECK(book.missing == std::vector<std::size_t>{1});
  CHECK(book.rows[2].submission == 1U);
  CHECK(book.rows[2].mark == 0);
  CHECK(book.unmatched == std::vector<std::size_t>{1});
}

TEST_CASE("a group shares its mark") {
  const Gradebook book =
      marked(ClassBuilder().person("ann", "G").person("bo", "G").submission("a", Outcome::passed, {0, 1}).book, {});
  CHECK(book.rows[0].mark == 100);
  CHECK(book.rows[1].mark == 100);
  CHECK(book.missing.empty());
}

TEST_CASE("the latest attempt counts by its time, or by its number, and is not guessed") {
  ClassBuilder builder;
  builder.person("ann");
  builder.submission("a1", Outcome::passed, {0}).handed_in(due).submission("a2", Outcome::failed, {0}).handed_in(due + 1s);
  CHECK(marked(builder.book, {}).rows[0].submission == 1U);
  builder.book.submissions[0].attempt.handed_in.reset();
  const Gradebook open = marked(builder.book, {});
  CHECK(open.rows[0].open == "2 submissions, and nothing says which is the latest");
  REQUIRE(open.duplicates.size() == 1);
  CHECK_FALSE(open.duplicates[0].chosen);
  builder.book.submissions[0].attempt.number = 2;
  builder.book.submissions[1].attempt.number = 1;
  CHECK(marked(builder.book, {}).rows[0].submission == 0U);
  builder.book.submissions[1].attempt.number = 2;
  CHECK_FALSE(marked(builder.book, {}).rows[0].submission);
}

TEST_CASE("the best attempt counts by its mark, once all have one") {
  ClassBuilder builder;
  builder.person("ann").submission("a1", Outcome::passed, {0}).submission("a2", Outcome::failed, {0});
  builder.book.counts = Counts::best;
  CHECK(marked(builder.book, {}).rows[0].submission == 0U);
  builder.book.submissions[1].result.scenarios[0].outcome = Outcome::inconclusive;
  CHECK_FALSE(marked(builder.book, {}).rows[0].mark);
}

TEST_CASE("two submissions of one name without a roster have a row each and no mark") {
  ClassBuilder builder;
  builder.submission("ann", Outcome::passed).submission("ann.zip", Outcome::failed);
  builder.book.submissions[1].attempt.stated = "ann";
  const Gradebook book = marked(builder.book, {});
  REQUIRE(book.rows.size() == 2);
  CHECK_FALSE(book.rows[0].mark);
  CHECK_FALSE(book.rows[1].mark);
  CHECK(book.duplicates.size() == 1);
}

TEST_CASE("an override takes the outcome's place, for a person, a group or a submission, and closes an open mark") {
  const Override two{2, "half right"};
  ClassBuilder builder;
  builder.person("ann").person("bo", "G").submission("a", Outcome::failed, {0}).submission("b", Outcome::inconclusive, {1});
  builder.submission("x", Outcome::passed);
  const Gradebook book = marked(builder.book, {{"person:ann", "greet", two, {}},
                                               {"group:G", "greet", two, {}},
                                               {"submission:x", "greet", two, {}},
                                               {"submission:a", "other", {0, "another scenario"}, {}}});
  for (const GradebookRow& row : book.rows) CHECK(row.mark == 50);
  CHECK(book.submissions[0].result.scenarios[0].overridden == two);
}

TEST_CASE("an override given to a submission holds when a roster names its owner") {
  const Gradebook book = marked(ClassBuilder().person("ann").submission("a", Outcome::failed, {0}).book,
                                {{"submission:a", "greet", {4, "right"}, {}}});
  CHECK(book.rows[0].mark == 100);
}

TEST_CASE("an override given since there is a roster counts instead of one given by the submission's name") {
  const Gradebook book =
      marked(ClassBuilder().person("ann").submission("a", Outcome::failed, {0}).book,
             {{"person:ann", "greet", {1, "on second thoughts"}, {}}, {"submission:a", "greet", {4, "right"}, {}}});
  CHECK(book.submissions[0].result.scenarios[0].overridden->points == 1);
}

TEST_CASE("lateness comes off the mark, by the submission's time or the roster's, and an extension holds") {
  ClassBuilder builder = with_late_rule();
  builder.person("ann").person("bo").person("cy");
  builder.submission("a", Outcome::passed, {0}).handed_in(due + 25h);
  builder.submission("b", Outcome::passed, {1});
  builder.submission("c", Outcome::failed, {2}).handed_in(due + 25h);
  builder.book.people[1].handed_in = due + 1s;
  Gradebook book = marked(builder.book, {});
  CHECK(book.rows[0].mark == 80);
  CHECK(book.rows[1].mark == 90);
  CHECK(book.rows[2].mark == 0);
  builder.book.people[0].due = due + 48h;
  CHECK(marked(builder.book, {}).rows[0].mark == 100);
}

TEST_CASE("late, by nobody knows how much, leaves the mark open; without a rule it costs nothing") {
  ClassBuilder builder = with_late_rule();
  builder.submission("a", Outcome::passed);
  builder.book.submissions[0].attempt.says_late = SaysLate::late;
  CHECK(marked(builder.book, {}).rows[0].open == "handed in late, and nothing says when");
  builder.book.assignment.late.reset();
  CHECK(marked(builder.book, {}).rows[0].mark == 100);
}

TEST_CASE("the report of a class has what is graded") {
  ClassBuilder builder;
  builder.submission("a", Outcome::passed).submission("b", Outcome::passed);
  builder.book.submissions[1].graded = false;
  CHECK(report_of(marked(builder.book, {})).submissions.size() == 1);
}
