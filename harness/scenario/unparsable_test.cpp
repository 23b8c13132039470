#include "scenario/unparsable.hpp"

#include "scenario/parse_fixture.hpp"
#include "testing/catch.hpp"

using namespace ipcgrade::scenario;

namespace {

std::string about(const std::string& text) {
  return complaint_of([&] {
    refuse_unparsable(text, "f.toml");
    return 0;
  });
}

}  // namespace

TEST_CASE("a key of too many parts is refused at the dot that is too much") {
  CHECK(about("x = 1\n[a.b.c.d.e.f.g.h]\n").empty());
  CHECK(about("x = 1\n[a.b.c.d.e.f.g.h.i]\n") == "f.toml:2:17: a key has at most 8 parts");
  CHECK(about("x = { a.'b'.\"c\".d.e.f.g.h.i = 1 }\n") == "f.toml:1:26: a key has at most 8 parts");
}

TEST_CASE("dots in values, strings and comments are not counted") {
  CHECK(about("a.b = 1.5\nc.d = [1.5, 2.5, 3.5, 4.5, 5.5, 6.5, 7.5, 8.5, 9.5]\n").empty());
  CHECK(about("a = \".......... \\\" ..........\" # ..........\n").empty());
  CHECK(about("a = '..........\\'\nb = '''\n..........'' ..........'''\n").empty());
  CHECK(about("a = \"\"\"\n.......... \\\"\"\" ..........\"\"\"\"\"\nb = \"..........\"\n").empty());
  CHECK(about("a = \"..........").empty());
  CHECK(about("a = \"\\").empty());
}

TEST_CASE("letters beyond ASCII are refused outside quotes and comments") {
  const std::string why = "letters beyond ASCII stand in quotes or in comments";
  CHECK(about("# é\na = 'é'\nb = \"é\" # é\n\"é\" = 1\n").empty());
  CHECK(about("\xef\xbb\xbf"
              "a = 1\n")
            .empty());
  CHECK(about("a = 'é' é\n") == "f.toml:1:9: " + why);
  CHECK(about("a = \xff") == "f.toml:1:5: " + why);
}
