// A class as people grade it: again and again, with a roster, with what hostile students hand in, and after being killed.
#include <csignal>

#include "cli/typed_program.hpp"
#include "testing/catch.hpp"

using namespace ipcgrade::cli;
namespace fs = std::filesystem;

namespace {

// One part, two scenarios that need no compiler: quick.
const char* const assignment = R"([assignment]
title = "Echo"
[late]
percent_per_day = 10
[parts.A]
title = "echo"
percent = 100
[roles.echo]
command = ["sh", "echo.sh", "{args}"]
build = "true"
files = ["echo.sh"]
)";

std::string scenario(const std::string& word) {
  return "[scenario]\ntitle = \"says " + word +
         "\"\npart = \"A\"\npoints = 2\nhint = \"echo\"\n[[step]]\nstart = \"echo\"\nargs = [\"" + word +
         "\"]\n[[step]]\nexpect = { process = \"echo\", stdout = \"" + word + "\\n\", exit = 0 }\n";
}

// A project with a task of its own, and a class that grows.
class Course {
 public:
  Course() {
    for (const char* name : {"root/assignments/echo", "root/suites/echo", "class"}) folder_.folder(name);
    folder_.file("root/assignments/echo/assignment.toml", assignment);
    for (const char* word : {"ay", "bee"}) folder_.file(std::string("root/suites/echo/echo-") + word + ".toml", scenario(word));
  }
  void student(const std::string& name, const std::string& script = "echo $1\n") const {
    folder_.folder("class/" + name);
    folder_.file("class/" + name + "/echo.sh", script);
  }
  void file(const std::string& name, const std::string& text) const { folder_.file(name, text); }
  [[nodiscard]] std::string path(const std::string& name) const { return folder_.path() + "/" + name; }

  [[nodiscard]] std::vector<std::string> words(std::vector<std::string> more = {}) const {
    std::vector<std::string> all = {"--root", path("root"), "grade", "echo", path("class"), "--out", path("out")};
    all.insert(all.end(), more.begin(), more.end());
    return all;
  }
  [[nodiscard]] Outcome grade(std::vector<std::string> more = {}) const { return type(words(std::move(more))); }
  [[nodiscard]] std::string marks() const { return content(path("out/marks.csv")); }

 private:
  TestFolder folder_;
};

bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("what has not changed is not graded again; what has, is") {
  if (machine_refuses()) return;
  const Course course;
  course.student("ann");
  course.student("bo", "echo no\n");
  CHECK(has(course.grade().output, "graded 2 in "));
  const std::string marks = course.marks();
  CHECK(has(marks, ",ann,,100,4 of 4,\n"));
  CHECK(has(marks, ",bo,,0,0 of 4,\n"));
  CHECK(has(course.grade().output, "nothing to grade; 2 unchanged"));
  CHECK(course.marks() == marks);
  course.student("bo");
  const Outcome again = course.grade();
  CHECK(has(again.output, "graded 1 in "));
  CHECK(has(again.output, "; 1 unchanged"));
  CHECK(has(course.marks(), ",bo,,100,4 of 4,\n"));
  CHECK(has(course.grade({"--regrade", "--only", "ann"}).output, "graded 1 in "));
  course.file("root/suites/echo/echo-bee.toml", scenario("sea"));
  CHECK(has(course.grade().output, "graded 2 in "));
}

TEST_CASE("an override is kept, shown, and survives being graded again") {
  if (machine_refuses()) return;
  const Course course;
  course.student("ann", "test $1 = bee && echo bee\n");
  CHECK(course.grade().status == 0);
  const Outcome given = type({"override", "ann", "echo-ay", "1", "said it in the lab", "--out", course.path("out")});
  CHECK(given.output == "ann: 50 \xE2\x86\x92 75\n");
  CHECK(course.grade({"--regrade"}).status == 0);
  CHECK(has(course.marks(), ",ann,,75,3 of 4,1 scenario decided by hand\n"));
  CHECK(has(content(course.path("out/ann.txt")), "by hand 1 of 2 points: said it in the lab"));
  CHECK(has(content(course.path("out/report.json")), "\"reason\": \"said it in the lab\""));
  CHECK(type({"override", "ann", "echo-ay", "3", "x", "--out", course.path("out")}).output ==
        "ipcgrade: POINTS are a whole number from 0 to 2, which is what echo-ay is worth, not '3'\n");
  CHECK(type({"override", "ann", "echo-ay", "--take-back", "--out", course.path("out")}).status == 0);
  CHECK(has(course.marks(), ",ann,,50,2 of 4,\n"));
}

TEST_CASE("a roster gives everybody a row; lateness, groups and strangers are told") {
  if (machine_refuses()) return;
  const Course course;
  course.student("lee_LATE_1_10_x");
  course.student("eve");
  course.file("roster.csv", "id,name,group,submitted\n1,\"Lee, Ann\",G,2026-01-02T12:00Z\n2,Bo,G,\n3,Cy,,\n");
  const Outcome graded = course.grade({"--roster", course.path("roster.csv"), "--due", "2026-01-02T11:00Z"});
  CHECK(graded.status == 0);
  CHECK(has(course.marks(), "\"Lee, Ann\",1,,,,G,,lee_1,2026-01-02 12:00Z,90,4 of 4,1 h late: 10 points off the mark\n"));
  CHECK(has(course.marks(), "Bo,2,,,,G,,lee_1,2026-01-02 12:00Z,90,"));
  CHECK(has(course.marks(), "Cy,3,,,,,,,,,,nothing was handed in\n"));
  CHECK(has(graded.output, "1 submission is nobody's in the roster\n  eve  the roster has no 'eve'\n"));
  CHECK(has(graded.output, "1 person handed in nothing\n  Cy\n"));
}

TEST_CASE("names of every kind, and archives that would do harm, are inert and stop nobody") {
  if (machine_refuses()) return;
  const Course course;
  for (const char* name : {"a b", "c\nd", "e,f", "<script>g", "h\x1b[2Ji", "\xD7\xA9\xD7\x9C", "$(touch k)", "=1+1"})
    course.student(name);
  course.file("class/bad.zip", "this is no zip");
  const Outcome graded = course.grade();
  CHECK(graded.status == 0);
  CHECK(has(graded.output, "graded 9 in "));
  CHECK_FALSE(has(graded.output, "\x1b"));
  const std::string marks = course.marks();
  for (const char* row : {",a b,,100,", ",c\\nd,,100,", ",\"e,f\",,100,", ",<script>g,,100,", ",h\\e[2Ji,,100,",
                          ",\xD7\xA9\xD7\x9C,,100,", ",$(touch k),,100,", ",'=1+1,,100,"})
    CHECK(has(marks, row));
  CHECK(has(marks, ",bad,,,,"));
  CHECK(has(marks, "this archive cannot be unpacked"));
}

TEST_CASE("a hidden scenario reaches neither a student's text nor their page, and keeps its name before the instructor") {
  if (machine_refuses()) return;
  const Course course;
  course.student("ann", "test $1 = ay && echo ay\n");
  std::string hidden = scenario("bee");
  hidden.insert(hidden.find("[[step]]"), "visibility = \"hidden\"\n");
  course.file("root/suites/echo/echo-bee.toml", hidden);
  CHECK(course.grade().status == 0);
  for (const char* file : {"out/ann.txt", "out/ann/index.html"}) {
    CHECK_FALSE(has(content(course.path(file)), "bee"));
    CHECK(has(content(course.path(file)), "hidden-1"));
  }
  CHECK(has(content(course.path("out/report.json")), "echo-bee"));
}

TEST_CASE("a command of a submission's own that lacks an argument costs its own scenarios, and tells what is wrong") {
  if (machine_refuses()) return;
  const Course course;
  course.student("ann");
  course.file("class/ann/submission.toml", "[roles]\necho = [\"sh\", \"echo.sh\"]\n");
  CHECK(course.grade().status == 0);
  CHECK(has(course.marks(), ",ann,,0,0 of 4,\n"));
  CHECK(has(content(course.path("out/ann.txt")),
            "submission.toml: the command of role 'echo' (sh echo.sh) has no place for a list"));
}

TEST_CASE("results of one task are not overwritten by those of another") {
  if (machine_refuses()) return;
  const Course course;
  course.student("ann");
  CHECK(course.grade().status == 0);
  for (const char* folder : {"assignments", "suites"})
    fs::copy(course.path(std::string("root/") + folder + "/echo"), course.path(std::string("root/") + folder + "/other"));
  const Outcome other =
      type({"--root", course.path("root"), "grade", "other", course.path("class"), "--out", course.path("out")});
  CHECK(other.status == 2);
  CHECK(has(other.output, "holds results of echo: name another folder for those of other"));
}

TEST_CASE("an override is on the student's page at once") {
  if (machine_refuses()) return;
  const Course course;
  course.student("ann", "test $1 = bee && echo bee\n");
  CHECK(course.grade().status == 0);
  CHECK(type({"override", "ann", "echo-ay", "1", "said it in the lab", "--out", course.path("out")}).status == 0);
  CHECK(has(content(course.path("out/ann/index.html")), "said it in the lab"));
  CHECK(has(content(course.path("out/ann/index.html")), ">75<small>"));
}

TEST_CASE("a dry run tries a few and keeps nothing") {
  if (machine_refuses()) return;
  const Course course;
  for (const char* name : {"a", "b", "c"}) course.student(name);
  course.file("canvas.csv", "marks of yesterday");
  const Outcome dry = course.grade({"--dry-run=2", "--report", "canvas=" + course.path("canvas.csv")});
  CHECK(content(course.path("canvas.csv")) == "marks of yesterday");
  CHECK(has(dry.output, "graded 2 in "));
  CHECK(has(dry.output, "this was a dry run: nothing of it is kept"));
  CHECK_FALSE(fs::exists(course.path("out")));
}

TEST_CASE("a class that is killed goes on where it was, and ends as if nothing had happened") {
  if (machine_refuses()) return;
  const Course course;
  for (const char* name : {"a", "b", "c", "d"}) course.student(name);
  CHECK(course.grade().status == 0);
  const std::string undisturbed = course.marks();
  fs::remove_all(course.path("out"));
  fs::create_directory(course.path("tmp"));
  for (int kills = 0; kills < 3; ++kills) {
    const Child child = start(course.words({"-j", "1"}), {course.path("tmp"), {}, {}});
    if (kills == 0) wait_for(child, "\n");  // the first one is finished
    ::kill(child.pid, SIGKILL);
    CHECK(finish(child).status == 128 + SIGKILL);
  }
  const Outcome last = course.grade();
  CHECK(last.status == 0);
  CHECK(has(last.output, " unchanged"));
  CHECK(course.marks() == undisturbed);
}

TEST_CASE("what a changed suite would change is told before it is applied") {
  if (machine_refuses()) return;
  const Course course;
  course.student("ann", "test $1 != sea && echo $1\n");
  CHECK(course.grade().status == 0);
  course.file("root/suites/echo/echo-sea.toml", scenario("sea"));
  CHECK(type({"--root", course.path("root"), "grade", "echo", course.path("class"), "--out", course.path("new")}).status == 0);
  const Outcome changed = type({"diff", course.path("out"), course.path("new")});
  CHECK(has(changed.output, "ann  100 \xE2\x86\x92 66.7\n    echo-sea  new: "));
  CHECK(changed.status == 1);
  CHECK(type({"diff", course.path("out"), course.path("out")}).status == 0);
  CHECK(type({"diff", course.path("class"), course.path("out")}).output ==
        "ipcgrade: '" + course.path("class") + "' holds no results: ipcgrade grade writes them\n");
}

TEST_CASE("wrong words about a class are one line each") {
  const Course course;
  course.student("ann");
  course.file("roster.csv", "nothing,known\n1,2\n");
  CHECK(course.grade({"--due", "tomorrow"}).output ==
        "ipcgrade: --due: 'tomorrow' is no time: write 2026-11-21, 2026-11-21T23:59 or 2026-11-21T23:59+01:00\n");
  CHECK(course.grade({"--attempt", "last"}).output ==
        "ipcgrade: --attempt: which one counts is latest or best, not 'last'; did you mean 'latest'?\n");
  CHECK(course.grade({"--only", "an"}).output == "ipcgrade: --only: there is no submission 'an'; did you mean 'ann'?\n");
  CHECK(course.grade({"--roster", course.path("roster.csv")}).status == 2);
  CHECK(course.grade({"--roster", course.path("none.csv")}).status == 2);
}
