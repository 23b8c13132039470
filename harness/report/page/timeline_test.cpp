#include "report/page/timeline.hpp"

#include <algorithm>
#include <csignal>

#include "report/page/trace_events.hpp"
#include "report/page/wait_picture.hpp"
#include "testing/catch.hpp"
#include "testing/trace_builder.hpp"
#include "testing/trial_builder.hpp"

using namespace ipcgrade;
using namespace ipcgrade::model;
using namespace ipcgrade::report;
using namespace ipcgrade::report::page;
using testing::process;
using testing::SnapshotBuilder;
using testing::TraceBuilder;
using testing::TrialBuilder;

namespace {

const Object pipe_a = testing::a_pipe(41);

Called call(std::string name, int fd, const Object& object, std::string payload, std::int64_t result) {
  Called called;
  called.call = std::move(name);
  called.fd = fd;
  called.arguments[0] = static_cast<std::uint64_t>(std::max(fd, 0));
  called.object = object;
  called.payload = std::move(payload);
  called.result = result;
  return called;
}

Called writes(const std::string& bytes) { return call("write", 4, pipe_a, bytes, static_cast<std::int64_t>(bytes.size())); }
Called reads(const std::string& bytes) { return call("read", 3, pipe_a, bytes, static_cast<std::int64_t>(bytes.size())); }
Called makes_pipe() {
  Called called = call("pipe2", 3, pipe_a, "", 0);
  called.second_fd = 4;
  return called;
}
Called closes(int fd) {
  Called called = call("close", -1, {}, "", 0);
  called.arguments[0] = static_cast<std::uint64_t>(fd);
  return called;
}

Timeline drawn(const TraceBuilder& builder, const Trial& trial = {}) {
  return timeline_of(trial, builder.trace(), Aftermath::left_out);
}

// "write → read bytes 9 bytes": by the names of the marks.
std::vector<std::string> arrows(const Timeline& timeline) {
  static constexpr std::array kinds = {"bytes", "end-of-file", "wake", "start", "exit", "signal"};
  std::vector<std::string> all;
  for (const Arrow& arrow : timeline.arrows) {
    const auto name = [&](std::size_t mark) {
      const page::Mark& one = timeline.marks.at(mark);
      return one.name.empty() ? one.text.substr(0, 6) : one.name;
    };
    all.push_back(name(arrow.from) + " → " + name(arrow.to) + " " + kinds.at(static_cast<std::size_t>(arrow.kind)) +
                  (arrow.label.empty() ? "" : " " + arrow.label));
  }
  return all;
}

bool holds(const std::vector<std::string>& all, const std::string& one) {
  return std::find(all.begin(), all.end(), one) != all.end();
}

}  // namespace

TEST_CASE("a step starts a program, a fork its child, bytes go from write to read, and an end reaches who waits for it") {
  TraceBuilder builder;
  const auto greet = builder.step_done(0).role("greet");
  builder.event(greet, makes_pipe());
  const auto child = builder.child(greet);
  builder.edit().processes[1].pid = 77;
  builder.event(greet, writes("Greetings"))
      .event(greet, closes(4))
      .event(child, closes(4))
      .event(child, reads("Greet"))
      .event(child, reads("ings"))
      .event(child, reads(""))
      .exited(child)
      .event(greet, call("wait4", -1, {}, "", 77));
  const auto all = arrows(drawn(builder, TrialBuilder().launch("greet").trial()));
  CHECK(holds(all, "step 1 → pipe start"));
  CHECK(holds(all, "fork → close start"));
  CHECK(holds(all, "write → read bytes 5 bytes"));
  CHECK(holds(all, "write → read bytes 4 bytes"));
  CHECK(holds(all, "close → read end-of-file"));
  CHECK(holds(all, "exit 0 → waitpid exit"));
  CHECK(all.size() == 6);
}

TEST_CASE("what the scenario sends reaches whoever reads the standard input") {
  TraceBuilder builder;
  const auto greet = builder.role("greet");
  const Object input{ObjectKind::input, 7, 8, 0};
  builder.step_done(0).event(greet, call("read", 0, input, "abc", 3));
  const auto all = arrows(drawn(builder, TrialBuilder().send("greet", "abc").trial()));
  CHECK(all == std::vector<std::string>{"step 1 → read bytes 3 bytes"});
}

TEST_CASE("bytes that leave a pipe while their writer still sleeps come from where it fell asleep") {
  TraceBuilder builder;
  const auto greet = builder.role("greet");
  builder.event(greet, makes_pipe());
  const auto child = builder.child(greet);
  builder.blocked(greet, "write", testing::writes(pipe_a, {child}, 4))
      .event(child, reads("0123456789"))
      .event(greet, writes("0123456789abc"))
      .event(child, reads("abc"));
  const Timeline timeline = drawn(builder);
  const auto all = arrows(timeline);
  CHECK(holds(all, "write → read bytes 10 bytes"));
  CHECK(holds(all, "read → write wake"));
  CHECK(holds(all, "write → read bytes 3 bytes"));
  REQUIRE(timeline.spans.size() == 1);
  CHECK(timeline.spans[0].end == Span::End::woken);
  CHECK(timeline.marks[timeline.spans[0].to].name == "write");
}

TEST_CASE("where the bytes could be from several, no arrow is drawn") {
  TraceBuilder builder;
  const auto greet = builder.role("greet");
  const auto one = builder.child(greet);
  const auto two = builder.child(greet);
  builder.blocked(one, "write", testing::writes(pipe_a, {greet}, 4))
      .blocked(two, "write", testing::writes(pipe_a, {greet}, 4))
      .event(greet, reads("x"));
  CHECK_FALSE(holds(arrows(drawn(builder)), "write → read bytes 1 byte"));
}

TEST_CASE("a message goes from whoever sent the same bytes to whoever receives them") {
  TraceBuilder builder;
  const auto server = builder.role("server");
  const Object socket = testing::an_object(ObjectKind::udp, 5);
  PeerDid sent{"c1", PeerDeed::sent, 3, "abc"};
  builder.event(nobody, sent)
      .event(server, call("recvfrom", 3, socket, "abc", 3))
      .event(server, call("recvfrom", 3, socket, "xyz", 3));
  CHECK(drawn(builder).arrows.size() == 1);
  CHECK(drawn(builder).lanes.size() == 3);
}

TEST_CASE("a wait that nobody ends reaches to the end of the picture, and the failed step is where it went wrong") {
  TraceBuilder builder;
  const auto greet = builder.role("greet");
  builder.blocked(greet, "read", testing::reads(pipe_a, {greet}, 3)).step_failed(0, WhyFailed::never);
  const Timeline timeline = drawn(builder, TrialBuilder().expect(process("greet").exits(0)).trial());
  REQUIRE(timeline.spans.size() == 1);
  CHECK(timeline.spans[0].end == Span::End::never);
  REQUIRE(timeline.wrong.has_value());
  CHECK(timeline.marks[*timeline.wrong].kind == page::Mark::Kind::failed);
}

TEST_CASE("a verdict about a line of the source points to the last mark there") {
  TraceBuilder builder;
  const auto greet = builder.role("greet");
  Called made = makes_pipe();
  made.site = {"main", "greet.c", 9};
  builder.event(greet, made).event(greet, writes("x"));
  const Timeline timeline = drawn(builder);
  Verdict verdict;
  verdict.site = Site{"main", "greet.c", 9};
  CHECK(mark_of(verdict, builder.trace(), timeline) == std::optional<std::size_t>(0));
  verdict.site.reset();
  CHECK_FALSE(mark_of(verdict, builder.trace(), timeline).has_value());
  verdict.verdict = VerdictClass::not_linearizable;
  verdict.evidence = {{greet, "it answered so"}};
  CHECK(mark_of(verdict, builder.trace(), timeline) == std::optional<std::size_t>(1));
}

TEST_CASE("of a run that is too long the middle is left out, and the picture says so") {
  TraceBuilder builder;
  const auto greet = builder.role("greet");
  for (int i = 0; i < 100; ++i) builder.event(greet, writes(std::to_string(i)));
  const Timeline timeline = timeline_of({}, builder.trace(), Aftermath::left_out, {20, 1000});
  CHECK(timeline.marks.size() == 21);
  CHECK(timeline.marks[10].kind == page::Mark::Kind::gap);
  CHECK(timeline.marks[10].text == "80 happenings are left out here");
  CHECK(timeline.marks.back().event == 100);
}

TEST_CASE("small calls in a row are one mark") {
  TraceBuilder builder;
  const auto greet = builder.role("greet");
  for (int i = 0; i < 9; ++i) builder.event(greet, call("ioctl", 1, {}, "", 0));
  const Timeline timeline = drawn(builder);
  REQUIRE(timeline.marks.size() == 1);
  CHECK(timeline.marks[0].text.starts_with("9 small calls"));
}

TEST_CASE("a thread has a lane of its own, and a signal comes from whoever sent it") {
  TraceBuilder builder;
  const auto greet = builder.role("greet");
  const auto other = builder.thread(greet);
  builder.edit().processes[0].pid = 9;
  Called kill = call("kill", -1, {}, "", 0);
  kill.arguments[0] = 9;
  kill.arguments[1] = SIGUSR1;
  builder.event(greet, kill).event(greet, GotSignal{SIGUSR1});
  builder.edit().events.push_back({greet, other, writes("x")});
  const Timeline timeline = drawn(builder);
  CHECK(timeline.lanes.size() == 3);
  CHECK(timeline.lanes.back().kind == Lane::Kind::thread);
  REQUIRE(timeline.arrows.size() == 1);
  CHECK(timeline.arrows[0].kind == Arrow::Kind::signal);
}

TEST_CASE("a deadlock is drawn with what each waits for and by which descriptor another could help") {
  TraceBuilder builder;
  const auto greet = builder.role("greet");
  const auto child = builder.child(greet);
  const Snapshot snapshot = SnapshotBuilder()
                                .blocked(greet, "wait4", {testing::reaps(child)})
                                .at("greet.c", 53)
                                .blocked(child, "read", {testing::reads(pipe_a, {child}, 3)})
                                .holds(child, 4, pipe_a, Access::write);
  const WaitPicture picture = wait_picture(builder.trace(), snapshot);
  REQUIRE(picture.waiters.size() == 2);
  CHECK(picture.waiters[0].where == "greet.c:53");
  CHECK(picture.things == std::vector<std::string>{"the end of greet/1", "pipe A"});
  CHECK(picture.waits[1].label == "read(3)");
  REQUIRE(picture.could.size() == 2);
  CHECK(picture.could[0].label.empty());
  CHECK(picture.could[1].label == "write end, fd 4");
  CHECK(picture.could[1].waiter == 1);
}

TEST_CASE("nothing is drawn where nobody is deadlocked") {
  TraceBuilder builder;
  const auto greet = builder.role("greet");
  CHECK(wait_picture(builder.trace(), SnapshotBuilder().blocked(greet, "read", {testing::reads_input()})).waiters.empty());
}
