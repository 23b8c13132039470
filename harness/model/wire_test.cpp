#include "model/wire.hpp"

#include <csignal>

#include "testing/catch.hpp"

using namespace ipcgrade::model;

TEST_CASE("a trial crosses the wire whole") {
  Trial trial;
  trial.scenario = "a";
  trial.steps = {
      {{"s.toml", 4, 1}, Launch{"p1", "greet", {"./greet", "x"}, AtEnd::serves}},
      {{"s.toml", 7, 1}, SendSignal{"p1", SIGTERM}},
      {{"s.toml", 9, 1}, Expect{{"p1", ProcessCondition::exited, {}, OutputMatch{OutputRule::some, {}}, {}, ExitMatch{}}}}};
  trial.mechanisms = {{ObjectKind::fifo, {"abc", ""}, Writes::one_a_line}};
  trial.given = {{"notes", FileKind::regular, 0640, {"x", ""}}};
  const Trial back = decode_trial(encode(trial));
  CHECK(encode(back) == encode(trial));
  CHECK(std::get<Launch>(back.steps[0].action).argv[1] == "x");
  CHECK(std::get<SendSignal>(back.steps[1].action).signal == SIGTERM);
  CHECK(std::get<Expect>(back.steps[2].action).condition.exit == ExitMatch{});
  CHECK(back.mechanisms == trial.mechanisms);
  CHECK(back.given == trial.given);
}

TEST_CASE("a trace crosses the wire whole") {
  Trace trace;
  trace.ending = Ending::spinning;
  trace.processes = {{"greet/1", "greet", 0, 42}};
  trace.events = {{0, 0, Called{"write", {1, 2, 3}, {ObjectKind::pipe, 1, 2, 3}, 4, 5, "hello", 6, 7, -1, {}}},
                  {0, 0, StepFailed{3, WhyFailed::never, {}, FileState{FileKind::fifo, 0600, ""}}},
                  {0, 0, Exited{0, SIGSEGV, {1}, {"main", "greet.c", 12}, 0}}};
  trace.snapshots.push_back({2, true, {{0, 0, RunState::blocked, "read", {Wait{}}, true, false, {}}}, {}});
  const Trace back = decode_trace(encode(trace));
  CHECK(encode(back) == encode(trace));
  CHECK(std::get<Called>(back.events[0].what).payload == "hello");
  CHECK(std::get<StepFailed>(back.events[1].what).file == FileState{FileKind::fifo, 0600, ""});
  CHECK(std::get<Exited>(back.events[2].what).site.line == 12);
}

TEST_CASE("bytes that are cut short are refused") {
  const std::string bytes = encode(Trace{});
  CHECK_THROWS(decode_trace(std::string_view(bytes).substr(0, bytes.size() / 2)));
}
