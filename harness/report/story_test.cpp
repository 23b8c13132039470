// A literal trace against the approved story. IPCGRADE_APPROVE=1 rewrites the file: read the difference.
#include "report/story.hpp"

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <sstream>

#include "report/folding.hpp"
#include "report/manual.hpp"
#include "report/story_lines.hpp"
#include "testing/catch.hpp"
#include "testing/trace_builder.hpp"
#include "testing/trial_builder.hpp"

using namespace ipcgrade;
using namespace ipcgrade::model;
using namespace ipcgrade::report;
using testing::process;
using testing::TraceBuilder;
using testing::TrialBuilder;

namespace {

const Object pipe_a = testing::a_pipe(41);

Called call(std::string name, std::vector<std::uint64_t> arguments, std::int64_t result, int line) {
  Called called;
  called.call = std::move(name);
  std::copy(arguments.begin(), arguments.end(), called.arguments);
  called.result = result;
  if (line > 0) called.site = {"main", "greet.c", line};
  return called;
}

Called moved(std::string name, int fd, const Object& object, const std::string& bytes, int line) {
  Called called =
      call(std::move(name), {static_cast<std::uint64_t>(fd), 0, bytes.size()}, static_cast<std::int64_t>(bytes.size()), line);
  called.fd = fd;
  called.object = object;
  called.payload = bytes;
  return called;
}

Called makes_pipe(int line) {
  Called called = call("pipe2", {}, 0, line);
  called.object = pipe_a;
  called.fd = 3;
  called.second_fd = 4;
  return called;
}

const Object output{ObjectKind::output, 1, 2, 0};

// The child keeps its write end: the classic.
Story deadlock() {
  TraceBuilder builder;
  const auto greet = builder.step_done(0).role("greet");
  builder.event(greet, makes_pipe(70));
  const auto child = builder.child(greet);
  builder.event(greet, call("clone", {}, 101, 74))
      .event(greet, call("close", {3}, 0, 82))
      .event(greet, moved("write", 4, pipe_a, "Greetings", 21))
      .event(greet, call("close", {4}, 0, 84))
      .blocked(greet, "wait4", testing::reaps(child))
      .event(child, moved("write", 1, output, "read Greetings", 21))
      .wrote(child, "read Greetings")
      .event(child, moved("read", 3, pipe_a, "Greetings", 33))
      .blocked(child, "read", testing::reads(pipe_a, {}, 3))
      .step_failed(1, WhyFailed::never)
      .snapshot(testing::SnapshotBuilder()
                    .blocked(greet, "wait4", {testing::reaps(child)})
                    .at("greet.c", 53, "reap")
                    .blocked(child, "read", {testing::reads(pipe_a, {child}, 3)})
                    .at("greet.c", 33, "read_some")
                    .holds(child, 3, pipe_a, Access::read, "pipe2", {"main", "greet.c", 70})
                    .holds(child, 4, pipe_a, Access::write, "pipe2", {"main", "greet.c", 70}));
  Story story;
  story.task = "pipe";
  story.submission = "alice";
  story.title = "Without an argument the child prints the default greeting";
  story.hint = "Close every end of a pipe that a process does not use, right after fork.";
  story.trial = TrialBuilder().launch("greet").expect(process("greet").exits(0).writes("read Greetings\n")).trial();
  story.trial.scenario = "greet-default";
  story.trace = builder.trace();
  story.verdicts = {{VerdictClass::deadlock,
                     "no-deadlock",
                     "greet/1 waits for end-of-file on the pipe (fd 3), but still holds its write end (fd 4) itself",
                     {{0, "evidence that the story tells in its own words"}},
                     Site{"read_some", "greet.c", 33},
                     1}};
  story.commands = {{"again", "ipcgrade explain pipe --scenario greet-default --seed 0"}};
  return story;
}

std::vector<std::string> texts(const std::vector<Line>& lines) {
  std::vector<std::string> out;
  for (const Line& line : lines) out.push_back(line.who + ": " + line.text);
  return out;
}

std::vector<std::string> told(const TraceBuilder& builder, const Trial& trial = {}) {
  return texts(lines_of(trial, builder.trace(), Aftermath::told));
}

Line act(const std::string& who, const std::string& call, std::uint64_t bytes = 0) {
  Line line;
  line.who = who;
  line.text = line.call = line.key = call;
  line.bytes = bytes;
  return line;
}

bool contains(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("the story of a deadlock is the approved one") {
  const std::string path = IPCGRADE_SOURCE_DIR "/reports/explained.txt";
  const std::string text = render_story(deadlock(), {});
  if (std::getenv("IPCGRADE_APPROVE") != nullptr) std::ofstream(path, std::ios::binary) << text;
  std::stringstream approved;
  approved << std::ifstream(path, std::ios::binary).rdbuf();
  CHECK(text == approved.str());
}

TEST_CASE("colour adds to a story and changes none of it") {
  std::string text = render_story(deadlock(), {Colour::always});
  CHECK(contains(text, "\x1b["));
  for (std::size_t at = text.find('\x1b'); at != std::string::npos; at = text.find('\x1b'))
    text.erase(at, text.find('m', at) - at + 1);
  CHECK(text == render_story(deadlock(), {}));
}

TEST_CASE("what a program wrote cannot act on the reader's terminal") {
  Story story = deadlock();
  story.submission = "al\x1b[31mice";
  story.verdicts.front().sentence = "\x1b]0;mine\a";
  story.trace.events[1].what = moved("write", 1, output, "\x1b[2J", 1);
  CHECK_FALSE(contains(render_story(story, {}), "\x1b"));
}

TEST_CASE("a close says which other descriptors keep that end open, or that it was the last") {
  TraceBuilder builder;
  const auto greet = builder.role("greet");
  builder.event(greet, makes_pipe(1));
  const auto child = builder.child(greet);
  builder.event(child, call("close", {4}, 0, 2)).event(greet, call("close", {4}, 0, 3)).event(greet, call("close", {9}, -9, 4));
  CHECK(told(builder) == std::vector<std::string>{"greet: pipe() makes pipe A: fd 3 to read, fd 4 to write",
                                                  "greet: fork() makes greet/1",
                                                  "greet/1: close(4): the write end of pipe A, still open in greet (fd 4)",
                                                  "greet: close(4): the write end of pipe A, the last one",
                                                  "greet: close(9) → EBADF: no such descriptor is open"});
}

TEST_CASE("an end of a process takes the last ends of pipes with it") {
  TraceBuilder builder;
  const auto greet = builder.role("greet");
  builder.event(greet, makes_pipe(1)).exited(greet, 3);
  CHECK(told(builder).back() == "greet: ends with status 3, and with it the read end of pipe A and the write end of pipe A");
}

TEST_CASE("exec closes what was to be closed, and dup2 makes a second descriptor") {
  TraceBuilder builder;
  const auto greet = builder.role("greet");
  Called pipe = makes_pipe(1);
  pipe.arguments[1] = 02000000;  // O_CLOEXEC
  builder.event(greet, pipe)
      .event(greet, call("dup2", {4, 1}, 1, 2))
      .event(greet, Executed{"/usr/bin/cat"})
      .event(greet, call("close", {1}, 0, 0));
  const auto lines = told(builder);
  CHECK(lines[1] == "greet: dup2(4, 1): fd 1 is now the write end of pipe A");
  CHECK(lines[2] == "greet: exec: it is /usr/bin/cat from now on");
  CHECK(lines[3] == "greet: close(1): the write end of pipe A, the last one");
}

TEST_CASE("a wait that ends at once is one line, another is told when it begins and when it ends") {
  TraceBuilder builder;
  const auto greet = builder.role("greet");
  const auto child = builder.child(greet);
  builder.blocked(child, "read", testing::reads(pipe_a, {}, 3))
      .event(child, Woke{"read"})
      .event(child, moved("read", 3, pipe_a, "x", 0))
      .blocked(child, "read", testing::reads(pipe_a, {}, 3))
      .event(greet, moved("write", 4, pipe_a, "y", 0))
      .event(child, Woke{"read"})
      .event(child, moved("read", 3, pipe_a, "y", 0));
  CHECK(told(builder) == std::vector<std::string>{"greet: fork() makes greet/1",
                                                  "greet/1: read(3) from pipe A → 1 byte \"x\", after waiting",
                                                  "greet/1: read(3) waits for bytes or end-of-file from pipe A",
                                                  "greet: write(4) into pipe A: 1 byte \"y\"",
                                                  "greet/1: goes on: read(3) from pipe A → 1 byte \"y\""});
}

TEST_CASE("steps stand where they were done") {
  TraceBuilder builder;
  builder.step_done(0);
  const auto greet = builder.role("greet");
  builder.step_done(1).exited(greet, 1).step_failed(2, WhyFailed::ended);
  const Trial trial = TrialBuilder().launch("greet").send("greet", "a\n").expect(process("greet").exits(0)).trial();
  CHECK(told(builder, trial) == std::vector<std::string>{"▸: step 1: start greet: ./greet", "▸: step 2: send greet \"a\\n\"",
                                                         "greet: ends with status 1",
                                                         "✗: step 3: greet must end with status 0, and no longer can"});
}

TEST_CASE("what came after the failed step is left out unless it is asked for") {
  TraceBuilder builder;
  const auto greet = builder.role("greet");
  builder.step_failed(0, WhyFailed::never).exited(greet, 0);
  const Trial trial = TrialBuilder().expect(process("greet").exits(0)).trial();
  CHECK(lines_of(trial, builder.trace(), Aftermath::left_out).size() == 1);
  CHECK(lines_of(trial, builder.trace(), Aftermath::told).size() == 2);
}

TEST_CASE("the signal that every child's end sends is told only to who listens") {
  TraceBuilder builder;
  const auto deaf = builder.role("deaf");
  builder.event(deaf, GotSignal{17});
  CHECK(told(builder).empty());
  builder.event(deaf, call("rt_sigaction", {17, 4096}, 0, 0)).event(deaf, GotSignal{17});
  CHECK(told(builder).back() == "deaf: gets SIGCHLD");
}

TEST_CASE("what goes round in circles is told once, with its bytes") {
  std::vector<Line> lines;
  for (int i = 0; i < 1000; ++i) {
    lines.push_back(act("a", "read(3)", 10));
    lines.push_back(act("a", "write(4)", 10));
  }
  lines.push_back(act("a", "close(3)"));
  const auto short_ones = folded(lines);
  REQUIRE(short_ones.size() == 4);
  CHECK(short_ones[2].text == "↻ these 2 lines 999 times more, 20,000 bytes moved in all");
  CHECK(short_ones[3].text == "close(3)");
}

TEST_CASE("a few calls that move other bytes each time are told one by one, many are not") {
  std::vector<Line> lines;
  for (int i = 0; i < 5; ++i) {
    lines.push_back(act("a", "write(1)", 10));
    lines.back().text = "write(1): " + std::to_string(i);
  }
  CHECK(folded(lines).size() == 5);
  for (int i = 0; i < 5; ++i) lines.push_back(lines[static_cast<std::size_t>(i)]);
  CHECK(folded(lines).size() == 2);
}

TEST_CASE("twice is no circle") { CHECK(folded({act("a", "read(3)"), act("a", "read(3)"), act("a", "close(3)")}).size() == 3); }

TEST_CASE("of a long story the beginning, the end and every step are kept") {
  std::vector<Line> lines;
  for (int i = 0; i < 100; ++i) lines.push_back(act("a", "read(" + std::to_string(i) + ")"));
  Line step;
  step.kind = Line::Kind::step;
  step.text = "step";
  lines.insert(lines.begin() + 50, step);
  const auto kept = folded(lines, {10, 5, 8});
  CHECK(kept.size() == 10 + 1 + 1 + 1 + 5);
  CHECK(kept[9].text == "read(9)");
  CHECK(kept[10].text == "⋮ 40 lines left out: 1 × read(10), 1 × read(11), 1 × read(12), 1 × read(13), …");
  CHECK(kept[11].text == "step");
  CHECK(kept.back().text == "read(99)");
}

TEST_CASE("the loading of a program is one line") {
  std::vector<Line> lines(8, act("greet", "open(3)"));
  for (std::size_t i = 0; i < lines.size(); ++i) lines[i].kind = Line::Kind::small;
  lines.push_back(act("greet", "pipe()"));
  CHECK(texts(folded(lines)) == std::vector<std::string>{"greet: (its program is loaded: 8 calls)", "greet: pipe()"});
}

TEST_CASE("the page to read fits what is waited for") {
  const Snapshot snapshot = testing::SnapshotBuilder().blocked(0, "write", {testing::writes(pipe_a, {1}, 4)});
  Verdict verdict;
  verdict.verdict = VerdictClass::deadlock;
  const auto pages = pages_for(verdict, &snapshot);
  REQUIRE(pages.size() == 2);
  CHECK(command_for(pages[0]) == "man 7 pipe");
  CHECK(pages[0].about == "how much a pipe holds before a write waits (Pipe capacity)");
  verdict.verdict = VerdictClass::zombie;
  CHECK(command_for(pages_for(verdict, &snapshot).front()) == "man 2 wait");
}

TEST_CASE("a sentence that ends already gets no second end") {
  Story story = deadlock();
  story.verdicts.front().sentence = "a loop that does not end?";
  CHECK(contains(render_story(story, {}), "  a loop that does not end?\n"));
}

TEST_CASE("expected and actual stand one below the other, with a mark where they part") {
  Story story = deadlock();
  story.trial.steps[1] = TrialBuilder().expect(process("greet").writes("read Greetinks\n")).trial().steps[0];
  story.verdicts.front().verdict = VerdictClass::wrong_output;
  const std::string text = render_story(story, {});
  CHECK(contains(text,
                 "    expected \"read Greetinks\\n\"\n"
                 "    got      \"read Greetings\"\n"
                 "                          ^ they differ at byte 13 (line 1)\n"));
}
