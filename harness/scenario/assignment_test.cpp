#include "scenario/load.hpp"
#include "scenario/parse_fixture.hpp"
#include "testing/catch.hpp"
#include "testing/temporary_folder.hpp"

using namespace ipcgrade::scenario;
using namespace ipcgrade::model;
using ipcgrade::testing::TemporaryFolder;

namespace {

const std::string whole = R"([assignment]
title = "Pipes"
[limits]
cpu_seconds = 2
processes   = 8
[sandbox]
read_only = ["/opt/jdk"]
[parts.B]
title = "two-way"
percent = 60
[parts.A]
title = "greeting"
percent = 40
[parts.C]
title = "more"
percent = 10
bonus = true
[roles.swapcase]
command = ["./swapcase", ["--id", "{id}"], "{args}"]
at_end  = "serves"
build   = "cc -o swapcase a.c b.c"
files   = ["a.c", "b.c"]
[roles.greet]
)";

Assignment loaded(const std::string& text) {
  const TemporaryFolder root;
  root.file("assignments/pipe/assignment.toml", text);
  return load_assignment(root.path(), "pipe");
}

// The complaint without the folder's name: "LINE:COLUMN: text".
std::string about(const std::string& text) {
  const std::string complaint = complaint_of([&] { return loaded(text); });
  const std::string file = "assignment.toml:";
  const std::size_t at = complaint.find(file);
  return at == std::string::npos ? complaint : complaint.substr(at + file.size());
}

// The smallest right assignment with something else in the place of one of its lines.
std::string with(const std::string& title, const std::string& part, const std::string& role) {
  return "[assignment]\n" + title + "\n[parts.A]\ntitle = \"a\"\n" + part + "\n[roles.greet]\n" + role + "\n";
}
std::string with_part(const std::string& part) { return with("title = \"x\"", part, ""); }
std::string with_role(const std::string& role) { return with("title = \"x\"", "percent = 100", role); }

}  // namespace

TEST_CASE("an assignment is read whole, in the order of the file") {
  const Assignment assignment = loaded(whole);
  CHECK(assignment.name == "pipe");
  CHECK(assignment.title == "Pipes");
  CHECK(assignment.limits.cpu == std::chrono::seconds(2));
  CHECK(assignment.limits.processes == 8);
  CHECK(assignment.limits.output_bytes == Limits{}.output_bytes);
  CHECK(assignment.read_only == std::vector<std::string>{"/opt/jdk"});
  CHECK(assignment.parts ==
        std::vector<Part>{{"B", "two-way", 60, false}, {"A", "greeting", 40, false}, {"C", "more", 10, true}});
  CHECK(
      assignment.roles[0] ==
      Role{"swapcase", {{"./swapcase"}, {"--id", "{id}"}, {"{args}"}}, AtEnd::serves, "cc -o swapcase a.c b.c", {"a.c", "b.c"}});
}

TEST_CASE("a role without a word is built from its C file and given the arguments") {
  CHECK(loaded(whole).roles[1] ==
        Role{"greet", {{"./greet"}, {"{args}"}}, AtEnd::exits, "cc -g -o greet greet.c -pthread", {"greet.c"}});
  CHECK(loaded(with_role("files = [\"x.c\", \"y.c\"]")).roles[0].build == "cc -g -o greet x.c y.c -pthread");
}

TEST_CASE("an unknown task is told from those that exist") {
  const TemporaryFolder root;
  root.file("assignments/pipe/assignment.toml", whole).file("assignments/shm/assignment.toml", whole);
  const auto complaint = [&](const std::string& task) {
    return complaint_of([&] { return load_assignment(root.path(), task); });
  };
  CHECK(complaint("pip") == "unknown task 'pip'; did you mean 'pipe'?");
  CHECK(complaint("mailbox") == "unknown task 'mailbox'; known are: pipe, shm");
  CHECK(complaint("../assignments/pipe").starts_with("unknown task"));
  CHECK(complaint("").starts_with("unknown task ''"));
  const std::string nowhere = (root.path() / "nowhere").string();
  CHECK(complaint_of([&] { return load_assignment(nowhere, "pipe"); }) == nowhere + "/assignments: no assignments here");
}

TEST_CASE("parts sum to 100 percent without the bonus ones") {
  CHECK(about(with_part("percent = 90")) == "3:1: the parts without bonus = true must sum to 100 percent, not 90");
  CHECK(about(with_part("percent = 100\nbonus = true")) == "3:1: the parts without bonus = true must sum to 100 percent, not 0");
  CHECK(about(with_part("percent = 101")) == "5:11: 'percent' must be from 0 to 100, not 101");
  CHECK(about(with_part("percent = 100\nbonus = 1")) == "6:9: 'bonus' must be true or false, not an integer");
  CHECK(about(with_part("percnt = 100")) == "5:1: unknown key 'percnt' in [parts.A]; did you mean 'percent'?");
  CHECK(about("parts = 3\n") == "1:1: an assignment needs the key 'assignment': [assignment] with the title");
}

TEST_CASE("a role's command begins with a program, and its placeholders can be filled") {
  CHECK(about(with_role("command = []")) == "7:11: 'command' must have at least one word");
  CHECK(about(with_role("command = \"./greet\"")) ==
        "7:11: 'command' must be a list of words, as [\"./prog\", \"{args}\"], not a text");
  CHECK(about(with_role("command = [\"{prog}\"]")) == "7:12: 'command' must begin with the name of a program");
  CHECK(about(with_role("command = [[\"{id}\"]]")) == "7:12: 'command' must begin with the name of a program");
  CHECK(about(with_role("command = [\"./a\", \"x{args}\"]")) ==
        "7:19: {args} stands for a whole list of arguments: it is a word of its own");
  CHECK(about(with_role("command = [\"./a\", [\"-x\"]]")) ==
        "7:19: a group of words is left out where its argument is not given: it needs a placeholder, as in [\"--id\", \"{id}\"]");
  CHECK(about(with_role("command = [\"./a\", 3]")) == "7:19: a word of 'command' must be a text, not an integer");
  CHECK(about(with_role("command = [\"./a\", \"\\u0000\"]")) == "7:19: a word of a command cannot hold a zero byte");
}

TEST_CASE("files that the course provides are there, and their names are different") {
  const TemporaryFolder root;
  const auto load = [&](const std::string& list) {
    root.file("assignments/pipe/assignment.toml", with("title = \"x\"\nprovides = " + list, "percent = 100", ""));
    return load_assignment(root.path(), "pipe");
  };
  root.file("assignments/pipe/skeleton/ring.h", "").file("assignments/pipe/ring.h", "");
  CHECK(load("[\"skeleton/ring.h\"]").provides ==
        std::vector<std::string>{(root.path() / "assignments/pipe/skeleton/ring.h").string()});
  const auto complaint = [&](const std::string& list) { return complaint_of([&] { return load(list); }); };
  CHECK(complaint("[\"ring.h\", \"skeleton/ring.h\"]").ends_with(":3:23: two provided files have the name 'ring.h'"));
  CHECK(complaint("[\"rng.h\"]").ends_with(":3:13: 'provides' are files of this folder, and 'rng.h' is none"));
}

TEST_CASE("the other keys of an assignment are checked") {
  CHECK(about(with_role("at_end = \"exit\"")) == "7:10: unknown at_end 'exit'; did you mean 'exits'?");
  CHECK(about(with_role("files = [\"/etc/x.c\"]")) == "7:9: 'files' are paths relative to the submission's folder");
  CHECK(about(with("titel = \"x\"", "percent = 100", "")) == "2:1: unknown key 'titel' in [assignment]; did you mean 'title'?");
  CHECK(about(with_role("[limits]\ncpu_second = 1")) == "8:1: unknown key 'cpu_second' in [limits]; did you mean 'cpu_seconds'?");
  CHECK(about(with_role("[limits]\ncpu_seconds = 0")) == "8:15: 'cpu_seconds' must be from 1 to 86400, not 0");
  CHECK(about(with_role("[sandbox]\nread_only = [\"opt\"]")) == "8:13: 'read_only' are absolute paths");
  CHECK(about(with_role("[roles.\"a b\"]")) == "7:8: the role 'a b' must be named by letters, digits, '-' and '_'");
  CHECK(about("[assignment]\ntitle = \"x\"\n[parts.A]\ntitle = \"a\"\npercent = 100\n[roles]\n") ==
        "6:1: an assignment needs at least one role");
}

TEST_CASE("what a sweep is worth counts in a part that there is") {
  const std::string sweep = "[sweep]\nscenarios = [\"a\"]\n";
  CHECK(loaded(with_role(sweep + "points = 3\npart = \"A\"")).sweep.part == "A");
  CHECK(loaded(with_role(sweep + "points = 3")).sweep.part.empty());
  CHECK(about(with_role(sweep + "points = 3\npart = \"B\"")) == "10:8: unknown part 'B'; known are: A");
  CHECK(about(with_role(sweep + "part = \"A\"")) ==
        "9:8: 'part' says where a sweep's points count, and there are none: add points = 10");
}

TEST_CASE("a rule for lateness is read, and its mistakes are told") {
  const Assignment assignment =
      loaded(with("title = \"x\"", "percent = 100", "[late]\npercent_per_day = 10\ngrace_minutes = 15\n"));
  CHECK(assignment.late == LateRule{std::chrono::minutes(15), 10, 100, std::nullopt});
  CHECK(loaded(with_role("[late]\npercent_per_day = 5\nmost_percent = 50\nclosed_after_days = 0")).late ==
        LateRule{std::chrono::minutes(0), 5, 50, 0});
  CHECK_FALSE(loaded(with_role("")).late);
  CHECK(about(with_role("[late]\ngrace_minutes = 15")).find("percent_per_day") != std::string::npos);
  CHECK(about(with_role("[late]\npercent_per_day = 101")).find("101") != std::string::npos);
}
