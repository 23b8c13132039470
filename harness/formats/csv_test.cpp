// Spreadsheets, Canvas and Moodle, trap by trap.
#include "formats/csv_text.hpp"

#include "base/error.hpp"
#include "formats/format.hpp"
#include "formats/worksheet.hpp"
#include "report/score.hpp"
#include "testing/catch.hpp"
#include "testing/hostile_report.hpp"

using namespace ipcgrade;
using namespace ipcgrade::formats;

namespace {

std::vector<std::vector<std::string>> table_of(const std::string& text) {
  std::vector<std::vector<std::string>> rows;
  for (const CsvLine& line : csv_lines(text)) {
    rows.emplace_back();
    for (const CsvCell& cell : line.cells) rows.back().push_back(cell.value);
  }
  return rows;
}

std::vector<std::vector<std::string>> class_table(const char* format) {
  return table_of(render(format_named(format), testing::hostile_gradebook(), {model::Visibility::visible, "", "Pipes (4711)"}));
}

const std::string worksheet =
    "\xef\xbb\xbfIdentifier,\"Full name\",\"Email address\",Status,Grade,\"Maximum grade\",\"Grade can be changed\",\"Last "
    "modified "
    "(submission)\",\"Last modified (grade)\",\"Feedback comments\"\r\n"
    "\"Participant 101\",\"Ann Lee\",Ann.Lee@uni.example,\"Submitted, late\",,100.00,Yes,\"Friday, 20 November 2026, 10:00 "
    "AM\",-,\r\n"
    "\"Participant 102\",\"Bo \"\"Bobby\"\" Ek\",bo@uni.example,Submitted,55.00,100.00,Yes,-,\"Saturday, 21 November 2026, 9:15 "
    "AM\",\"a "
    "<p>line</p>\nand another\"\r\n"
    "\"Participant 104\",Mal,mal@uni.example,Submitted,,50.00,Yes,-,-,\r\n"
    "\"Participant 900\",Zoe,zoe@uni.example,Submitted,,100.00,Yes,-,-,\r\n";

}  // namespace

TEST_CASE("what a spreadsheet would calculate is text; what it would not is left alone") {
  for (const char* formula : {"=1+1", "+1", "-1", "@SUM(A1)", "  =1", "|cmd", "%0A", "\xef\xbc\x9dx"})
    CHECK(csv_words(formula) == "'" + std::string(formula));
  CHECK(csv_words("\t=1") == "\\t=1");
  CHECK(csv_words("Lee, Ann") == "Lee, Ann");
  CHECK(csv_words("a\nb\x1b[2J") == "a\\nb\\e[2J");
  CHECK(csv_words("") == "");
}

TEST_CASE("cells that hold commas, quotes or blanks come back as they were") {
  const std::vector<std::string> cells = {"", "a,b", "say \"x\"", " blank ", "a;b", "plain"};
  CHECK(table_of(csv_row(cells)) == std::vector<std::vector<std::string>>{cells});
}

TEST_CASE("a file is read into cells that make the same file again") {
  for (const std::string& text :
       {worksheet, std::string("a,\"b\nc\",\n\nlast"), std::string("\"never closed,\n"), std::string("x\r\n")}) {
    std::string again;
    for (const CsvLine& line : csv_lines(text)) {
      for (std::size_t i = 0; i < line.cells.size(); ++i) again += (i > 0 ? "," : "") + line.cells[i].raw;
      again += line.end;
    }
    CHECK(again == text);
  }
}

TEST_CASE("no cell of any table begins like a formula") {
  model::Report report = testing::hostile_report();
  report.submissions.front().submission = "=cmd|' /C calc'!A0";
  report::set_mark(report.assignment, report.submissions.front());
  for (const auto& table : {table_of(render(format_named("csv"), report, {})), class_table("canvas"), class_table("moodle")})
    for (const auto& row : table)
      for (const std::string& cell : row) CHECK(cell.find_first_of("=+-@") != 0);
}

TEST_CASE("Canvas: the header is one that its importer takes, the points come second, and the assignment keeps its number") {
  const auto rows = class_table("canvas");
  CHECK(rows.at(0) == std::vector<std::string>{"Student", "ID", "SIS User ID", "SIS Login ID", "Section", "Pipes (4711)"});
  CHECK(rows.at(1).at(0).find("Points Possible") != std::string::npos);
  CHECK(rows.at(1).at(5) == "100");
  CHECK(rows.at(2) == std::vector<std::string>{"Lee, Ann", "101", "s1", "Ann.Lee@uni.example", "Operating Systems", "93.3"});
}

TEST_CASE("Canvas: an open mark has no row, which changes nothing, and what is nobody's makes no new student") {
  const auto rows = class_table("canvas");
  for (const auto& row : rows) CHECK(row.at(5) != "");
  CHECK(rows.size() == 5);
}

TEST_CASE("Canvas: a student called like the row of points is a student") {
  CHECK(class_table("canvas").at(3).at(0) == "Cy points Possible");
}

TEST_CASE("Canvas: without a roster the folders are the students") {
  model::Gradebook book = testing::hostile_gradebook();
  book.people.clear();
  for (auto& row : book.rows) row.person.reset();
  const auto rows = table_of(render(format_named("canvas"), book, {}));
  CHECK(rows.at(0).at(5) == "Pipes: fork, ordinary pipes");
  CHECK(rows.at(2).at(0) == "alice");
}

TEST_CASE("Moodle: every row has a grade, and e-mail addresses keep their spelling") {
  const auto rows = class_table("moodle");
  CHECK(rows.size() == 4);  // without the open one and without the one that is nobody's
  CHECK(rows.at(1).at(1) == "Ann.Lee@uni.example");
  for (std::size_t i = 1; i < rows.size(); ++i) CHECK_FALSE(rows[i].at(4).empty());
}

TEST_CASE("the worksheet: grades go in out of their maximum, and not another byte of it changes") {
  const FilledWorksheet filled = fill_worksheet(testing::hostile_gradebook(), worksheet, "ws.csv");
  CHECK(filled.filled == 2);
  std::string wanted = worksheet;
  const auto put = [&](const std::string& before, const std::string& after) {
    wanted.replace(wanted.find(before), before.size(), after);
  };
  put("late\",,100.00,Yes,\"Friday, 20 November 2026, 10:00 AM\",-,",
      "late\",93.3,100.00,Yes,\"Friday, 20 November 2026, 10:00 AM\",-,3 of 11 scenarios passed");
  put("Submitted,,50.00,Yes,-,-,", "Submitted,20,50.00,Yes,-,-,3 of 11 scenarios passed");
  CHECK(filled.text == wanted);
}

TEST_CASE("the worksheet: who was left out is told, with the reason") {
  const FilledWorksheet filled = fill_worksheet(testing::hostile_gradebook(), worksheet, "ws.csv");
  CHECK(filled.left ==
        std::vector<std::string>{"Participant 102: 1 scenario is inconclusive", "Participant 900: nobody on the roster matches"});
}

TEST_CASE("the worksheet: a number of another platform does not bring a mark to the wrong participant") {
  model::Gradebook book = testing::hostile_gradebook();
  book.people.at(3).id = "101";  // Mal's number in Canvas is Ann's in Moodle; both have their e-mail addresses
  const FilledWorksheet filled = fill_worksheet(book, worksheet, "ws.csv");
  CHECK(filled.text.find("late\",93.3,") != std::string::npos);
}

TEST_CASE("the worksheet: feedback that a teacher has written stays") {
  std::string sheet = worksheet;
  sheet.insert(sheet.find("\r\n\"Participant 102"), "well done");
  CHECK(fill_worksheet(testing::hostile_gradebook(), sheet, "ws.csv").text.find(",-,well done\r\n") != std::string::npos);
}

TEST_CASE("the worksheet: a column that Moodle asks for is missing, and the complaint says where and which") {
  CHECK_THROWS_WITH(fill_worksheet(testing::hostile_gradebook(), "Kennung,Bewertung\n", "ws.csv"),
                    Catch::Matchers::StartsWith("ws.csv:1:1: the worksheet has no column 'Identifier'"));
  CHECK_THROWS_AS(fill_worksheet(testing::hostile_gradebook(), "Identifier,Grade\n", "ws.csv"), base::InputError);
  CHECK_THROWS_AS(fill_worksheet(testing::hostile_gradebook(), "", "ws.csv"), base::InputError);
}
