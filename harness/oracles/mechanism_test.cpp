#include "oracles/oracle.hpp"
#include "testing/catch.hpp"
#include "testing/trace_builder.hpp"
#include "testing/trial_builder.hpp"

using namespace ipcgrade::model;
using namespace ipcgrade::testing;
using Catch::Matchers::Contains;
using ipcgrade::oracles::mechanism;

namespace {

constexpr ProcessIndex greet = 0;
constexpr ProcessIndex child = 1;
const Object fifo = an_object(ObjectKind::fifo, 5);

const Trial& through_a_pipe() {
  static const Trial trial = TrialBuilder().launch("greet").must_carry(ObjectKind::pipe, "Greetings");
  return trial;
}

TraceBuilder with_child() {
  TraceBuilder trace;
  trace.child(trace.role("greet"));
  return trace;
}

std::string complaint(const TraceBuilder& trace) {
  const Verdicts found = mechanism(through_a_pipe(), trace.trace());
  REQUIRE(found.size() == 1);
  CHECK(found[0].verdict == VerdictClass::wrong_mechanism);
  CHECK_THAT(found[0].evidence.at(0).text, Contains("\"Greetings\" should travel through a pipe"));
  return found[0].sentence;
}

bool accepted(const TraceBuilder& trace) { return mechanism(through_a_pipe(), trace.trace()).empty(); }

}  // namespace

TEST_CASE("bytes that one process wrote into a pipe and another read prove the mechanism") {
  CHECK(accepted(with_child().carrier(a_pipe(1), "Greetings", {greet}, {child})));
}

TEST_CASE("framing around and between the bytes is allowed, another order is not") {
  CHECK(accepted(with_child().carrier(a_pipe(1), std::string("\x09\0\0\0Greet|ings\n", 15), {greet}, {child})));
  CHECK_FALSE(accepted(with_child().carrier(a_pipe(1), "sgniteerG", {greet}, {child})));
}

TEST_CASE("several writers and readers are fine as long as two processes differ") {
  CHECK(accepted(with_child().carrier(a_pipe(1), "Greetings", {greet, child}, {greet, child})));
}

TEST_CASE("a pipe among others that carried the bytes is enough") {
  CHECK(accepted(with_child().carrier(a_pipe(1), "x", {greet}, {child}).carrier(a_pipe(2), "Greetings", {child}, {greet})));
}

TEST_CASE("no pipe at all means that the data took another way") {
  CHECK(complaint(with_child()) == "no data travelled through a pipe between two processes: it took another way");
}

TEST_CASE("the right bytes through another kind of object are shown as evidence") {
  const Verdicts found = mechanism(through_a_pipe(), with_child().carrier(fifo, "Greetings", {greet}, {child}).trace());
  REQUIRE(found.size() == 1);
  CHECK_THAT(found[0].sentence, Contains("it took another way"));
  CHECK(found[0].evidence.at(1).text == R"(a FIFO carried 9 bytes from greet to greet/1: "Greetings")");
}

TEST_CASE("a pipe that carried less than the data is made for show") {
  CHECK(complaint(with_child().carrier(a_pipe(1), "x", {greet}, {child})) ==
        "a pipe between two processes carried only 1 byte of the 9 that the task asks for");
}

TEST_CASE("a pipe that carried something else is told so") {
  CHECK(complaint(with_child().carrier(a_pipe(1), "0123456789", {greet}, {child})) ==
        "what a pipe carried between two processes is not the data that the task asks for");
}

TEST_CASE("one process that does it all does not use the pipe between processes") {
  CHECK(complaint(with_child().carrier(a_pipe(1), "Greetings", {greet}, {greet})) ==
        "a pipe was written and read by the same process, greet: threads do not count as processes");
}

TEST_CASE("a pipe that nobody reads is told so") {
  CHECK(complaint(with_child().carrier(a_pipe(1), "Greetings", {greet}, {})) ==
        "greet wrote into a pipe, but nobody read from it");
}

TEST_CASE("the harness is no process of the submission's") {
  CHECK_FALSE(accepted(with_child().carrier(a_pipe(1), "Greetings", {nobody}, {child})));
  CHECK_FALSE(accepted(with_child().carrier(a_pipe(1), "Greetings", {greet}, {nobody})));
}

TEST_CASE("bytes beyond those that were kept count by their number") {
  TraceBuilder trace = with_child().carrier(a_pipe(1), "Greet", {greet}, {child});
  CHECK_FALSE(accepted(trace));
  trace.edit().carriers[0].size = 9;
  CHECK(accepted(trace));
  trace.edit().carriers[0].bytes = "12345";
  CHECK_FALSE(accepted(trace));
}

TEST_CASE("bytes that were spliced count by their number") {
  TraceBuilder trace = with_child().carrier(a_pipe(1), "", {greet}, {child});
  trace.edit().carriers[0].opaque = true;
  trace.edit().carriers[0].size = 8;
  CHECK_FALSE(accepted(trace));
  trace.edit().carriers[0].size = 9;
  CHECK(accepted(trace));
  trace.edit().carriers[0].bytes = "a header";  // some came by write, and stand for no place among the others
  CHECK(accepted(trace));
}

TEST_CASE("several ways that the data did not take have one headline") {
  const Trial both = TrialBuilder().launch("greet").must_carry(ObjectKind::pipe, "there").must_carry(ObjectKind::pipe, "back");
  const Verdicts found = mechanism(both, with_child().trace());
  REQUIRE(found.size() == 1);
  REQUIRE(found[0].evidence.size() == 2);
  CHECK_THAT(found[0].evidence[0].text, Contains("\"there\" should travel"));
  CHECK_THAT(found[0].evidence[1].text, Contains("\"back\" should travel"));
}

TEST_CASE("the mechanism is not judged in a trial that broke off") {
  CHECK(accepted(with_child().step_failed(0, WhyFailed::never)));
  CHECK(accepted(with_child().limit(LimitName::cpu, 10'000)));
}
