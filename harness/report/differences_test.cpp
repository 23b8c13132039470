#include "report/differences.hpp"

#include "report/marking.hpp"
#include "testing/catch.hpp"
#include "testing/class_builder.hpp"

using namespace ipcgrade::model;
using namespace ipcgrade::report;
using ipcgrade::testing::ClassBuilder;

TEST_CASE("two gradings that say the same have no differences") {
  const Gradebook book = marked(ClassBuilder().submission("a", Outcome::passed).book, {});
  const Differences none = differences(book, book);
  CHECK(none.submissions.empty());
  CHECK(render_differences(none, {}) == "1 submission compared: 0 with another mark, 0 with another verdict only\n");
}

TEST_CASE("what a changed suite changes is told by submission and by scenario") {
  ClassBuilder after;
  after.submission("a", Outcome::failed).submission("b", Outcome::passed).submission("new\x1b", Outcome::passed);
  Verdict deadlock;
  deadlock.verdict = VerdictClass::deadlock;
  after.book.submissions[0].result.scenarios[0].verdicts = {deadlock};
  ScenarioResult more = after.book.submissions[1].result.scenarios[0];
  more.scenario = "more";
  after.book.submissions[1].result.scenarios.push_back(more);
  const Gradebook before = marked(
      ClassBuilder().submission("a", Outcome::passed).submission("b", Outcome::passed).submission("old", Outcome::passed).book,
      {});
  CHECK(render_differences(differences(before, marked(after.book, {})), {}) ==
        "a  100 → 0\n"
        "    greet  passed → deadlock\n"
        "b  100\n"
        "    more  new: passed\n"
        "by scenario\n"
        "  greet  passed → deadlock ×1\n"
        "  more  new: passed ×1\n"
        "only in the old results: old\n"
        "only in the new results: new\\e\n"
        "2 submissions compared: 1 with another mark, 1 with another verdict only\n");
}
