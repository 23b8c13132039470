#include "intake/csv.hpp"

#include "testing/catch.hpp"

using namespace ipcgrade;
using namespace ipcgrade::intake;

namespace {

using Texts = std::vector<std::vector<std::string>>;

Texts parsed(std::string_view text) {
  Texts rows;
  for (const CsvRow& row : parse_csv(text, "roster.csv")) {
    rows.emplace_back();
    for (const CsvField& field : row) rows.back().push_back(field.text);
  }
  return rows;
}

}  // namespace

TEST_CASE("fields in quotes hold commas, quotes and newlines") {
  CHECK(parsed("a,b\n\"Lee, Ann\",\"says \"\"hi\"\"\nthere\"\n") == Texts{{"a", "b"}, {"Lee, Ann", "says \"hi\"\nthere"}});
}

TEST_CASE("what spreadsheets write is read: byte order mark, semicolons, tabs, carriage returns, empty lines") {
  const Texts expected = {{"name", "id"}, {"Ann", "1"}};
  CHECK(parsed("\xEF\xBB\xBFname,id\r\nAnn,1\r\n\r\n") == expected);
  CHECK(parsed("name;id\nAnn;1") == expected);
  CHECK(parsed("name\tid\n,\nAnn\t1\n") == Texts{{"name", "id"}, {","}, {"Ann", "1"}});
  CHECK(parsed("").empty());
}

TEST_CASE("positions count lines and characters, also after a field of several lines") {
  const auto rows = parse_csv("a,b\n\"x\ny\",\"\xC3\x9C\",z\n", "roster.csv");
  CHECK(rows[1][1].position == base::Position{"roster.csv", 3, 4});
  CHECK(rows[1][2].position == base::Position{"roster.csv", 3, 8});
}

TEST_CASE("broken quotes and bytes that are no text are told at their place") {
  CHECK_THROWS_WITH(parsed("a,b\n1,\"open\n"),
                    "roster.csv:2:3: a field begins with \" and never ends: its closing \" is missing");
  CHECK_THROWS_WITH(parsed("\"a\"b\n"),
                    "roster.csv:1:4: text after the closing \" of a field; a \" inside a field is written \"\"");
  CHECK_THROWS_WITH(parsed(std::string_view("a\0b", 3)),
                    "roster.csv:1:2: a NUL byte: this is no text, or UTF-16; save it as CSV in UTF-8");
}
