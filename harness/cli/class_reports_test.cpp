// What a platform imports of a class, as the command line asks for it.
#include "cli/class_reports.hpp"

#include <filesystem>

#include "base/error.hpp"
#include "cli/typed_program.hpp"
#include "testing/catch.hpp"
#include "testing/hostile_report.hpp"

using namespace ipcgrade;
using namespace ipcgrade::cli;

TEST_CASE("what is of one submission, goes to the screen or fills in no worksheet is refused before anything is graded") {
  const TestFolder folder;
  folder.file("other.csv", "Name,Mark\n");
  const auto why = [](const std::string& report, const std::string& worksheet) -> std::string {
    ClassReportFlags flags;
    if (!report.empty()) flags.reports = {report};
    flags.worksheet = worksheet;
    try {
      const ClassReports checked(flags);
      return "";
    } catch (const base::InputError& error) {
      return error.what();
    }
  };
  CHECK(why("gradescope=x", "") == "gradescope is of one submission: run writes it");
  CHECK(why("canvs=x", "") == "there is no format 'canvs'; did you mean 'canvas'?");
  CHECK(why("canvas=-", "") == "a class's report wants a file: '-' is for run");
  CHECK(why("", "only.csv") == "--worksheet wants FILE=FILLED, the one that was downloaded and the one to write");
  CHECK(why("", "/nowhere/in.csv=out.csv") == "/nowhere/in.csv: the worksheet cannot be read");
  CHECK(why("", folder.path() + "/other.csv=out.csv").find("other.csv:1:1: the worksheet has no column 'Identifier'") !=
        std::string::npos);
}

TEST_CASE("a class is written for Canvas, for spreadsheets and into Moodle's worksheet at once") {
  const TestFolder folder;
  folder.file("in.csv", "Identifier,Full name,Grade,Last modified (grade)\nParticipant 101,Ann Lee,,-\nParticipant 9,Zoe,,-\n");
  ClassReportFlags flags;
  flags.reports = {"canvas=" + folder.path() + "/canvas.csv", "csv=" + folder.path() + "/all.csv"};
  flags.column = "Pipes (4711)";
  flags.worksheet = folder.path() + "/in.csv=" + folder.path() + "/out.csv";
  const std::string said = ClassReports(flags).write(testing::hostile_gradebook());
  CHECK(said.find("1 grades are in ") == 0);
  CHECK(said.find("left as it was: Participant 9: nobody on the roster matches") != std::string::npos);
  CHECK(content(folder.path() + "/out.csv").find("Participant 101,Ann Lee,93.3,-\n") != std::string::npos);
  CHECK(content(folder.path() + "/canvas.csv").find("Pipes (4711)") != std::string::npos);
  CHECK(content(folder.path() + "/all.csv").find("swap-large") != std::string::npos);
  CHECK(content(folder.path() + "/all.csv").find("secret") == std::string::npos);
}

TEST_CASE("grade writes what is asked for when the class is graded") {
  if (machine_refuses()) return;
  const TestFolder folder;
  const Outcome graded = type({"grade", "pipe", reference("mutants/greet-usage-exits-0"), "--out", folder.path() + "/out",
                               "--report", "canvas=" + folder.path() + "/canvas.csv", "--column", "Pipes (4711)"});
  CHECK(graded.status == 0);
  CHECK(content(folder.path() + "/canvas.csv").find("greet-usage-exits-0,,,,,") != std::string::npos);
}
