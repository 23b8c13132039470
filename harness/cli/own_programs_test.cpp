// Assignments that bring files and programs of their own, and what becomes of them where the machine lacks something.
#include "cli/typed_program.hpp"
#include "testing/catch.hpp"

#include <fmt/format.h>

using namespace ipcgrade::cli;
using Catch::Matchers::Contains;

namespace {

constexpr std::string_view prints = "#include <stdio.h>\n#include \"words.h\"\nint main(void) {{ puts({}); return 0; }}\n";

// A task `talk`: the course gives words.h, and plays the role `teller` itself where a scenario says so.
class TalkProject {
 public:
  TalkProject() {
    for (const char* name :
         {"assignments/talk", "suites/talk", "reference/talk/peer", "reference/talk/good/plain", "reference/talk/mutants"})
      project.folder(name);
    assignment("");
    project.file("assignments/talk/words.h", "#define RIGHT \"right\"\n");
    scenario("theirs", "", "right\\n");
    scenario("ours", "by = \"reference\"", "ours\\n");
    project.file("reference/talk/peer/teller.c", fmt::format(fmt::runtime(prints), "\"ours\""));
    project.file("reference/talk/good/plain/teller.c", fmt::format(fmt::runtime(prints), "RIGHT"));
    project.file("reference/talk/good/plain/words.h", "#define RIGHT \"wrong\"\n");
  }

  void assignment(const std::string& role) const {
    project.file("assignments/talk/assignment.toml",
                 "[assignment]\ntitle = \"Talk\"\nprovides = [\"words.h\"]\n[parts.A]\n"
                 "title = \"talk\"\npercent = 100\n[roles.teller]\n" +
                     role + "\n");
  }
  void scenario(const std::string& name, const std::string& start, const std::string& output) const {
    project.file(
        "suites/talk/" + name + ".toml",
        fmt::format("[scenario]\ntitle = \"{0}\"\npart = \"A\"\npoints = 1\n[[step]]\nstart = \"teller\"\n{1}\n[[step]]\n"
                    "expect = {{ process = \"teller\", stdout = \"{2}\", exit = 0 }}\n",
                    name, start, output));
  }
  [[nodiscard]] Outcome run(const std::string& task = "run") const {
    std::vector<std::string> words = {"--root", project.path(), task, "talk"};
    if (task == "run") words.push_back(project.path() + "/reference/talk/good/plain");
    return type(words);
  }

  TestFolder project;
};

}  // namespace

TEST_CASE("what the course provides takes the place of a submission's own, and our program plays the role we say") {
  if (machine_refuses()) return;
  const TalkProject talk;
  const Outcome outcome = talk.run();
  CHECK_THAT(outcome.output, Contains("mark  100 of 100"));
  CHECK(outcome.status == 0);
}

TEST_CASE("what a program of ours does wrong costs no points") {
  if (machine_refuses()) return;
  const TalkProject talk;
  talk.project.file("reference/talk/peer/teller.c", "#include <stdlib.h>\nint main(void) { abort(); }\n");
  const Outcome outcome = talk.run();
  CHECK_THAT(outcome.output, Contains("our teller crashed with SIGABRT"));
  CHECK(outcome.status == 3);
}

TEST_CASE("a program of ours that does not build is our trouble, in one line") {
  if (machine_refuses()) return;
  const TalkProject talk;
  talk.project.file("reference/talk/peer/teller.c", "int main(void) { return nothing; }\n");
  const Outcome outcome = talk.run();
  CHECK_THAT(outcome.output, Contains("our own teller in ") && Contains("teller was not built") && Contains("nothing"));
  CHECK(outcome.status == 3);
}

TEST_CASE("where our programs are not installed their scenarios are not applicable") {
  if (machine_refuses()) return;
  const TalkProject talk;
  std::filesystem::remove_all(talk.project.path() + "/reference/talk/peer");
  const Outcome outcome = talk.run();
  CHECK_THAT(outcome.output, Contains("it needs our own teller, which is not installed here") && Contains("mark  100 of 100"));
  CHECK(outcome.status == 0);
}

TEST_CASE("where the machine lacks what our programs require their scenarios are not applicable") {
  if (machine_refuses()) return;
  const TalkProject talk;
  talk.project.file("reference/talk/peer/submission.toml", "requires = [\"no-such-program\"]\n");
  const Outcome outcome = talk.run();
  CHECK_THAT(outcome.output, Contains("this machine has no no-such-program, which our own teller needs"));
  CHECK(outcome.status == 0);
}

TEST_CASE("a role that only we play is asked of no submission") {
  if (machine_refuses()) return;
  const TalkProject talk;
  talk.assignment("[roles.asker]\nby = \"reference\"");
  talk.project.file("suites/talk/asked.toml",
                    "[scenario]\ntitle = \"asked\"\npart = \"A\"\npoints = 1\n[[step]]\nstart = \"asker\"\n[[step]]\n"
                    "expect = { process = \"asker\", stdout = \"asked\\n\", exit = 0 }\n");
  talk.project.file("reference/talk/peer/asker.c", fmt::format(fmt::runtime(prints), "\"asked\""));
  CHECK_THAT(talk.run().output, Contains("mark  100 of 100"));
}

TEST_CASE("without the programs that a role requires its scenarios are not applicable, unless a submission does it otherwise") {
  if (machine_refuses()) return;
  const TalkProject talk;
  std::filesystem::remove(talk.project.path() + "/suites/talk/ours.toml");
  talk.assignment("requires = [\"no-such-program\"]");
  CHECK_THAT(talk.run().output, Contains("this machine has no no-such-program, which teller needs"));
  talk.project.file("reference/talk/good/plain/submission.toml", "[roles]\nteller = [\"./teller\"]\n");
  CHECK_THAT(talk.run().output, !Contains("no-such-program") && Contains("mark  100 of 100"));
}

TEST_CASE("a submission that requires what the machine lacks is not built, and that is no fault of its own") {
  if (machine_refuses()) return;
  const TalkProject talk;
  talk.project.file("reference/talk/good/plain/submission.toml", "requires = [\"cc\", \"no-such-program\"]\n");
  const Outcome outcome = talk.run();
  CHECK_THAT(outcome.output, Contains("this machine has no no-such-program, which plain requires"));
  CHECK(outcome.status == 3);
  CHECK_THAT(talk.run("validate").output, Contains("good/plain is left out: this machine has no no-such-program\n"));
}

TEST_CASE("a server that opens more and more is told from one that closes") {
  if (machine_refuses()) return;
  const TalkProject talk;
  talk.project.file(
      "suites/talk/theirs.toml",
      "[scenario]\ntitle = \"a\"\npart = \"A\"\npoints = 1\n[[step]]\nstart = \"teller\"\n[[step]]\n"
      "send = { process = \"teller\", data = \"a\" }\n[[step]]\nuntil = { process = \"teller\", is = \"blocked\" }\n"
      "[[step]]\nmark = \"teller\"\n[[step]]\nsend = { process = \"teller\", data = \"bcd\" }\n[[step]]\n"
      "expect = { process = \"teller\", is = \"blocked\", grown = false }\n");
  const auto serve = [&](const std::string& each) {
    talk.project.file("reference/talk/good/plain/teller.c",
                      "#include <unistd.h>\nint main(void) { char c;\nwhile (read(0, &c, 1) == 1) " + each + "\nreturn 0; }\n");
    return talk.run().output;
  };
  CHECK_THAT(serve("close(dup(0));"), Contains("mark  100 of 100"));
  CHECK_THAT(serve("dup(0);"), Contains("teller does not close what it opens: it holds 3 descriptors more than at the mark"));
}
