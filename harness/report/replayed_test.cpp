#include "report/replayed.hpp"

#include "testing/catch.hpp"
#include "testing/trace_builder.hpp"

using namespace ipcgrade;
using namespace ipcgrade::model;
using namespace ipcgrade::report;
using testing::TraceBuilder;

namespace {

Called reads(std::uint64_t pipe, const std::string& bytes) {
  Called called;
  called.call = "read";
  called.fd = 3;
  called.object = testing::a_pipe(pipe);
  called.result = static_cast<std::int64_t>(bytes.size());
  called.payload = bytes;
  return called;
}

Called reaps(std::int64_t pid) {
  Called called;
  called.call = "wait4";
  called.result = pid;
  return called;
}

// A parent and its child, whose numbers and pipes are those of one run.
Trace run(std::uint64_t pipe, std::int64_t first_pid, const std::string& bytes = "x", std::uint32_t turns = 1) {
  TraceBuilder builder;
  const auto greet = builder.role("greet");
  const auto child = builder.child(greet);
  builder.edit().processes[1].pid = first_pid + 1;
  Called looks = reads(pipe, "");
  looks.result = -11;
  looks.count = turns;
  builder.event(child, looks).event(child, reads(pipe, bytes)).exited(child).event(greet, reaps(first_pid + 1)).exited(greet);
  return builder.trace();
}

Replay replay_of(Trace before, Trace now, VerdictClass then = VerdictClass::deadlock,
                 VerdictClass today = VerdictClass::deadlock) {
  Replay replay;
  replay.trial.scenario = "greet-default";
  replay.before = std::move(before);
  replay.now = std::move(now);
  replay.verdicts_before = {Verdict{then, "steps", "", {}, {}, {}}};
  replay.verdicts_now = {Verdict{today, "steps", "now it is so", {}, {}, {}}};
  return replay;
}

}  // namespace

TEST_CASE("two runs are the same whatever numbers the kernel gave, and however often a loop turned") {
  const TwoRuns runs = compared(run(7, 100, "x", 3), run(1234, 5000, "x", 900));
  CHECK(runs.order == Order::same);
  CHECK(runs.same == runs.events);
  CHECK_FALSE(runs.parted);
}

TEST_CASE("the first difference is shown from both runs") {
  const TwoRuns runs = compared(run(7, 100, "x"), run(7, 100, "y"));
  CHECK(runs.order == Order::different);
  REQUIRE(runs.parted);
  CHECK(runs.parted->before == "greet/1: read(3) from pipe A → 1 byte \"x\"");
  CHECK(runs.parted->now == "greet/1: read(3) from pipe A → 1 byte \"y\"");
}

TEST_CASE("bytes beyond those that are shown count as well") {
  const std::string beginning(40, 'a');
  Trace before = run(7, 100, beginning + "x");
  Trace now = run(7, 100, beginning + "y");
  std::get<Called>(before.events[3].what).hash = 1;
  std::get<Called>(now.events[3].what).hash = 2;
  CHECK(compared(before, now).order == Order::different);
}

TEST_CASE("a run that went on longer is different") {
  Trace longer = run(7, 100);
  longer.events.push_back(longer.events[2]);
  const TwoRuns runs = compared(run(7, 100), longer);
  REQUIRE(runs.parted);
  CHECK(runs.parted->before == "nothing more");
}

TEST_CASE("when an awaited call's end is seen is no difference") {
  enum class Seen : std::uint8_t { early, late };
  const auto trace = [](Seen seen) {
    TraceBuilder builder;
    const auto greet = builder.role("greet");
    const auto child = builder.child(greet);
    builder.blocked(child, "read", testing::reads(testing::a_pipe(7), {}, 3));
    if (seen == Seen::early) builder.event(child, reads(7, "x"));
    builder.exited(greet);
    if (seen == Seen::late) builder.event(child, reads(7, "x"));
    return builder.trace();
  };
  CHECK(compared(trace(Seen::early), trace(Seen::late)).order == Order::same);
}

TEST_CASE("another order among the processes is told as such") {
  const auto trace = [](ProcessIndex first, ProcessIndex second) {
    TraceBuilder builder;
    static_cast<void>(builder.child(builder.role("greet")));
    builder.exited(first).exited(second);
    return builder.trace();
  };
  CHECK(compared(trace(0, 1), trace(1, 0)).order == Order::interleaved_differently);
}

TEST_CASE("a replay says whether verdict and events are the same, and what it cannot fix") {
  const Replay same = replay_of(run(7, 100), run(8, 200));
  CHECK(came_out_the_same(same));
  const std::string text = render_replay(same, {});
  CHECK(text.find("deadlock, as before") != std::string::npos);
  CHECK(text.find("all 7 are the same, in the same order") != std::string::npos);
  CHECK(text.find("No turn ended inside a computation") != std::string::npos);
}

TEST_CASE("another verdict is a difference even where the events are the same") {
  const Replay other = replay_of(run(7, 100), run(8, 200), VerdictClass::deadlock, VerdictClass::passed);
  CHECK_FALSE(came_out_the_same(other));
  CHECK(render_replay(other, {}).find("passed; before it was deadlock") != std::string::npos);
}

TEST_CASE("turns that ended inside a computation are counted") {
  Trace now = run(8, 200);
  now.events.push_back({0, 0, Rotated{3}});
  const Replay replay = replay_of(run(7, 100), now);
  CHECK(came_out_the_same(replay));
  CHECK(render_replay(replay, {}).find("1 turn ended inside a long computation") != std::string::npos);
}
