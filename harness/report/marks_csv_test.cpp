#include "report/marks_csv.hpp"

#include "report/class_lists.hpp"
#include "report/marking.hpp"
#include "testing/catch.hpp"
#include "testing/class_builder.hpp"

using namespace ipcgrade::model;
using namespace ipcgrade::report;
using ipcgrade::testing::ClassBuilder;

namespace {

constexpr const char* header = "name,id,sis id,login,email,group,section,submission,handed in,mark,part A,note\n";

}  // namespace

TEST_CASE("the class is a table: who, what, which mark, and why there is none") {
  ClassBuilder builder;
  builder.person("ann").person("bo").submission("a", Outcome::passed, {0}).submission("x", Outcome::failed);
  builder.book.submissions[1].unmatched = "the roster has no 'x'";
  std::string expected(header);
  expected += "ann,,,ann,,,,a,,75,3 of 4,1 scenario decided by hand\n";
  expected += "bo,,,bo,,,,,,,,nothing was handed in\n";
  expected += ",,,,,,,x,,0,0 of 4,the roster has no 'x'\n";
  CHECK(render_marks_csv(marked(builder.book, {{"person:ann", "greet", {3, "almost"}, {}}})) == expected);
}

TEST_CASE("names are inert: no formula, no newline, no terminal's escape, no broken quote") {
  ClassBuilder builder;
  builder.person("=cmd|' /C calc'!A0").person("Lee, \"Ann\"\n<b>\x1b[2J").person("@x").person("\xD7\xA9\xD7\x9C\xD7\x95\xD7\x9D");
  const std::string csv = render_marks_csv(marked(builder.book, {}));
  CHECK(csv.find("\n'=cmd|' /C calc'!A0,") != std::string::npos);
  CHECK(csv.find("\n\"Lee, \"\"Ann\"\"\\n<b>\\e[2J\",") != std::string::npos);
  CHECK(csv.find("\n'@x,") != std::string::npos);
  CHECK(csv.find("\n\xD7\xA9\xD7\x9C\xD7\x95\xD7\x9D,") != std::string::npos);
}

TEST_CASE("what an instructor has to look at is listed, cut where it is long, and inert") {
  ClassBuilder builder;
  for (int i = 0; i < 12; ++i) builder.person("p" + std::to_string(i));
  builder.submission("eve\x1b[2J", Outcome::inconclusive);
  builder.book.submissions[0].unmatched = "the roster has no 'eve'";
  const std::string text = render_class_lists(marked(builder.book, {}), {});
  CHECK(text.find("1 submission has no mark\n  eve\\e[2J  1 scenario is inconclusive\n") != std::string::npos);
  CHECK(text.find("1 submission is nobody's in the roster\n  eve\\e[2J  the roster has no 'eve'\n") != std::string::npos);
  CHECK(text.find("12 people handed in nothing\n  p0 (p0)\n") != std::string::npos);
  CHECK(text.find("  and 2 more, in marks.csv\n") != std::string::npos);
  CHECK(render_class_lists(marked(ClassBuilder().submission("a", Outcome::passed).book, {}), {}).empty());
}
