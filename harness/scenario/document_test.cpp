#include "scenario/document.hpp"

#include "scenario/parse_fixture.hpp"
#include "testing/catch.hpp"
#include "testing/temporary_folder.hpp"

using namespace ipcgrade::scenario;
using ipcgrade::base::Position;

TEST_CASE("keys keep the order and the places that they have in the file") {
  const Node document = parse_document("zebra = 1\n[apple]\n  x = [true, \"é\", 2.5]\n", "f.toml");
  const Table& table = *document.as<Table>();
  REQUIRE(table.size() == 2);
  CHECK(table[0].key == "zebra");
  CHECK(*table[0].node.as<std::int64_t>() == 1);
  CHECK(table[0].node.position == Position{"f.toml", 1, 9});
  CHECK(table[1].node.position == Position{"f.toml", 2, 1});
  const Entry* x = find(*table[1].node.as<Table>(), "x");
  REQUIRE(x != nullptr);
  CHECK(x->position == Position{"f.toml", 3, 3});
  const List& list = *x->node.as<List>();
  CHECK(*list[0].as<bool>());
  CHECK(*list[1].as<std::string>() == "é");
  CHECK(list[2].position.column == 19);  // in characters, as editors count
  CHECK(type_of(list[2]) == "a fraction");
  CHECK(find(table, "nothing") == nullptr);
}

TEST_CASE("text that is not TOML is refused where it stops being TOML, in one line") {
  const auto complaint = [](const std::string& text) { return complaint_of([&] { return parse_document(text, "f.toml"); }); };
  CHECK(complaint("a = ").starts_with("f.toml:1:5: not valid TOML: "));
  CHECK(complaint("a = 1\na = 2\n") ==
        "f.toml:2:5: not valid TOML: Error while parsing key-value pair: cannot redefine existing integer 'a'");
  CHECK(complaint("[a\n").find('\n') == std::string::npos);
  CHECK(complaint("x = \xff").starts_with("f.toml:1:"));
  CHECK(complaint("").empty());
}

TEST_CASE("text that breaks an assumption of toml++ is refused at that place like any other") {
  const auto complaint = [](const std::string& text) { return complaint_of([&] { return parse_document(text, "f.toml"); }); };
  CHECK(complaint("a = \"é\"\n[\\x]\nb = 1\n") == "f.toml:2:2: not valid TOML: no key, value or table can begin here");
}

TEST_CASE("a file that cannot be read says which and why") {
  const ipcgrade::testing::TemporaryFolder folder;
  const std::string missing = (folder.path() / "no.toml").string();
  CHECK(complaint_of([&] { return read_document(missing); }) == missing + ": no such file");
  CHECK(complaint_of([&] { return read_document(folder.path()); }) == folder.path().string() + ": not a regular file");
}
