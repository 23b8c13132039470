#include "intake/match.hpp"

#include "intake/class_list.hpp"
#include "testing/catch.hpp"

using namespace ipcgrade;
using namespace ipcgrade::intake;
using People = std::vector<std::size_t>;

namespace {

// Ann and Bo are a group; there are two of the name Kim.
const std::vector<model::Person> class_of_four = {{"101", "s1", "alee", "a@x.org", "Lee, Ann", "G1", ""},
                                                  {"102", "s2", "bo", "b@x.org", "Bo Berg", "G1", ""},
                                                  {"103", "s3", "kim1", "k1@x.org", "Kim Park", "", ""},
                                                  {"104", "s4", "kim2", "k2@x.org", "Park, Kim", "", ""}};

Match matched(const std::string& name) { return match(read_name(name, Entry::folder), class_of_four); }

HandIn hand_in(const std::string& name, std::vector<Claim> claims) {
  HandIn one;
  one.name = one.naming.stated = name;
  one.naming.claims = std::move(claims);
  one.folder = "/s/" + name;
  return one;
}

}  // namespace

TEST_CASE("any key of the roster finds its person, and a platform's number before all") {
  for (const char* name : {"103", "s3", "kim1", "k1@x.org", "kimpark_103_5_x.zip", "Somebody Else_103_assignsubmission_file_"})
    CHECK(matched(name).people == People{2});
}

TEST_CASE("a group's submission belongs to all of it") {
  CHECK(matched("alee").people == People{0, 1});
  CHECK(matched("G1").people == People{0, 1});
  CHECK(matched("ann lee").people == People{0, 1});
}

TEST_CASE("what may mean nobody or several is told and not guessed") {
  CHECK(matched("eve").unmatched == "the roster has no 'eve'");
  CHECK(matched("Park, Kim").people == People{3});
  CHECK(matched("parkkim").unmatched == "the roster has 2 people that 'parkkim' may mean");
  CHECK(matched("parkkim_999_5_x.zip").unmatched == "the roster has no 'parkkim'");
}

TEST_CASE("a Canvas name without numbers in the roster is found by its squeezed letters") {
  const std::vector<model::Person> names = {{"", "", "", "", "O'Neil, Zo\xC3\xAB", "", ""}};
  CHECK(match(read_name("oneilzo\xC3\xAB_5_6_x.zip", Entry::file), names).people == People{0});
}

TEST_CASE("who handed in together on their platform shares, unless the roster says otherwise") {
  const Claim kim{"", "s3", "", "", "Kim"};
  const Claim park{"", "s4", "", "", "Park"};
  const Claim ann{"", "s1", "", "", "Ann"};
  const ClassList list = class_list({hand_in("submission_1", {kim, park}), hand_in("submission_2", {ann, kim})}, class_of_four);
  CHECK(list.submissions[0].people == People{2, 3});
  CHECK(list.people[2].group == "s3 + s4");
  CHECK(list.submissions[1].people.empty());
  CHECK(list.submissions[1].unmatched.find("different groups") != std::string::npos);
}
