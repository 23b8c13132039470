#include "oracles/line_writes.hpp"

#include "oracles/oracle.hpp"
#include "testing/catch.hpp"
#include "testing/trace_builder.hpp"
#include "testing/trial_builder.hpp"

using namespace ipcgrade::model;
using namespace ipcgrade::testing;
using Catch::Matchers::Contains;
using ipcgrade::oracles::torn_line;

namespace {

constexpr ProcessIndex one = 0;
constexpr ProcessIndex two = 1;
constexpr ProcessIndex reader = 2;
const Object fifo = an_object(ObjectKind::fifo, 5);

struct Write {
  ProcessIndex writer;
  std::string bytes;
  std::uint32_t times = 1;
};

TraceBuilder trace_of(const std::vector<Write>& writes) {
  TraceBuilder trace;
  for (const char* role : {"one", "two", "reader"}) (void)trace.role(role);
  std::string all;
  for (const Write& write : writes) {
    Called call;
    call.call = "write";
    call.object = fifo;
    call.result = static_cast<std::int64_t>(write.bytes.size());
    call.count = write.times;
    trace.event(write.writer, call);
    for (std::uint32_t i = 0; i < write.times; ++i) all += write.bytes;
  }
  trace.carrier(fifo, all, {one, two}, {reader});
  return trace;
}

std::string torn(const std::vector<Write>& writes) {
  const TraceBuilder trace = trace_of(writes);
  const auto found = torn_line(trace.trace(), trace.trace().carriers.at(0));
  return found ? found->text : "";
}

}  // namespace

TEST_CASE("lines of several writers, each one write, are whole") {
  CHECK(torn({{one, "a\n"}, {two, "b\n"}, {one, "\n", 3}, {two, "the end"}, {one, "c\n"}}).empty());
}

TEST_CASE("a write of a part of a line is found, unless it is the writer's last line, which lacks its end") {
  CHECK(torn({{one, "a"}, {two, "b\n"}, {one, "\n"}}) ==
        "a write(2) of one into a FIFO took only a part of a line: \"a\": every line has to be one write");
  CHECK(torn({{one, "a"}, {two, "b\n"}}).empty());
}

TEST_CASE("a write of several lines is found") {
  CHECK_THAT(torn({{one, "a\nb\n"}}), Contains("took 2 lines: every line"));
  CHECK_THAT(torn({{one, "a\nb"}, {one, "c\n"}}), Contains("took 1 line and a part of the next: \"b\""));
}

TEST_CASE("calls that put nothing into the object do not shift its bytes") {
  TraceBuilder trace = trace_of({{one, "a\n"}, {one, "b\n"}});
  Called read;
  read.call = "read";
  read.object = fifo;
  read.result = 1;
  Called interrupted = std::get<Called>(trace.trace().events.at(3).what);
  interrupted.result = -4;
  auto& events = trace.edit().events;
  events.insert(events.begin() + 3, {Event{reader, reader, read}, Event{one, one, interrupted}});
  CHECK_FALSE(torn_line(trace.trace(), trace.trace().carriers.at(0)));
}

TEST_CASE("only a mechanism that asks for lines is judged by them") {
  const TraceBuilder trace = trace_of({{one, "a\nb\n"}});
  Trial trial = TrialBuilder().launch("one").must_carry(ObjectKind::fifo, "a\nb\n");
  CHECK(ipcgrade::oracles::mechanism(trial, trace.trace()).empty());
  trial.mechanisms[0].writes = Writes::one_a_line;
  const Verdicts found = ipcgrade::oracles::mechanism(trial, trace.trace());
  REQUIRE(found.size() == 1);
  CHECK(found[0].verdict == VerdictClass::wrong_mechanism);
  CHECK_THAT(found[0].sentence, Contains("took 2 lines"));
}
