#include "intake/roster.hpp"

#include "intake/instant.hpp"
#include "testing/catch.hpp"

using namespace ipcgrade;
using namespace ipcgrade::intake;

namespace {

std::vector<model::Person> people(const std::string& text) { return parse_roster(text, "roster.csv"); }

}  // namespace

TEST_CASE("Canvas's gradebook is a roster: its points and its test student are nobody") {
  const auto found = people(
      "Student,ID,SIS User ID,SIS Login ID,Section,Pipe (12)\n"
      "    Points Possible,,,,,100\n\"Lee, Ann\",101,s1,alee,Lab 1,\n\"Student, Test\",999,,,,\n");
  REQUIRE(found.size() == 1);
  CHECK(found[0] == model::Person{"101", "s1", "alee", "", "Lee, Ann", "", "Lab 1"});
}

TEST_CASE("Moodle's grading worksheet is one, with when each handed in") {
  const auto found = people(
      "Identifier,Full name,Email address,ID number,Last modified (submission),Grade\n"
      "Participant 77,Ann Lee,a@x.org,s1,\"Saturday, 21 November 2026, 10:00 AM\",\nParticipant 78,Bo,b@x.org,s2,-,\n");
  CHECK(found[0].id == "77");
  CHECK(found[0].handed_in == intake::parse_instant("2026-11-21 10:00"));
  CHECK_FALSE(found[1].handed_in);
}

TEST_CASE("first and last names in two columns become one name") {
  CHECK(people("First Name,Last Name\nAnn,Lee\n")[0].name == "Lee, Ann");
}

TEST_CASE("what is wrong with a roster is told with its line and column") {
  CHECK_THROWS_WITH(people(""), "roster.csv: the roster is empty: its first line names the columns");
  CHECK_THROWS_WITH(people("id\n"), "roster.csv: the roster has a header and nobody below it");
  CHECK_THROWS_WITH(people("id,user id\n1,2\n"), "roster.csv:1:4: two columns mean the id: leave one of them out");
  CHECK_THROWS_WITH(people("id,email\n1,x\n2,x\n"), "roster.csv:3:1: the email 'x' is taken by line 2");
  CHECK_THROWS_WITH(people("id,section\n1,a\n,b\n"),
                    "roster.csv:3:1: this person has no id, sis id, login, email or name to be known by");
  CHECK_THROWS_WITH(people("id,due\n1,tomorrow\n"),
                    "roster.csv:2:3: 'tomorrow' is no time: write 2026-11-21, 2026-11-21T23:59 or 2026-11-21T23:59+01:00");
  CHECK_THROWS_WITH(
      people("Ann,1\n"),
      "roster.csv:1:1: the first line must name the columns; none of these does: id, sis id, login, email, name, first "
      "name, last name, group, section, submitted, due");
}
