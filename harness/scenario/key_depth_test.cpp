#include "scenario/key_depth.hpp"

#include "scenario/parse_fixture.hpp"
#include "testing/catch.hpp"

using namespace ipcgrade::scenario;

namespace {

std::string about(const std::string& text) {
  return complaint_of([&] {
    refuse_deep_keys(text, "f.toml");
    return 0;
  });
}

}  // namespace

TEST_CASE("a key of too many parts is refused at the dot that is too much") {
  CHECK(about("x = 1\n[a.b.c.d.e.f.g.h]\n").empty());
  CHECK(about("x = 1\n[a.b.c.d.e.f.g.h.i]\n") == "f.toml:2:17: a key must have at most 8 parts");
  CHECK(about("x = { a.'b'.\"c\".d.e.f.g.h.i = 1 }\n") == "f.toml:1:26: a key must have at most 8 parts");
}

TEST_CASE("dots in values, strings and comments are not counted") {
  CHECK(about("a.b = 1.5\nc.d = [1.5, 2.5, 3.5, 4.5, 5.5, 6.5, 7.5, 8.5, 9.5]\n").empty());
  CHECK(about("a = \".......... \\\" ..........\" # ..........\n").empty());
  CHECK(about("a = '..........\\'\nb = '''\n..........'' ..........'''\n").empty());
  CHECK(about("a = \"\"\"\n.......... \\\"\"\" ..........\"\"\"\"\"\nb = \"..........\"\n").empty());
  CHECK(about("a = \"..........").empty());
  CHECK(about("a = \"\\").empty());
}
