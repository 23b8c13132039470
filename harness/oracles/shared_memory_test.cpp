#include "oracles/oracle.hpp"
#include "testing/catch.hpp"
#include "testing/trace_builder.hpp"
#include "testing/trial_builder.hpp"

using namespace ipcgrade::model;
using namespace ipcgrade::testing;
using Catch::Matchers::Contains;
using ipcgrade::oracles::mechanism;

namespace {

constexpr ProcessIndex producer = 0;
constexpr ProcessIndex consumer = 1;
constexpr ProcessIndex helper = 2;  // the consumer's child
const Object ring = an_object(ObjectKind::file, 7);

Trial shared_by_both() {
  Trial trial = TrialBuilder().launch("producer").launch("consumer");
  Mechanism asked;
  asked.object = ObjectKind::shared;
  asked.name = "/dev/shm/ring";
  asked.between = {"producer", "consumer"};
  trial.mechanisms.push_back(asked);
  return trial;
}

TraceBuilder both() {
  TraceBuilder trace;
  trace.role("producer");
  trace.child(trace.role("consumer"));
  return trace;
}

TraceBuilder with(std::vector<Mapped> mapped) {
  TraceBuilder trace = both();
  trace.edit().mapped = std::move(mapped);
  return trace;
}

Mapped maps(ProcessIndex process, Access access = Access::both, const Object& object = ring, std::string path = "/dev/shm/ring") {
  return {object, std::move(path), process, 4096, access != Access::read};
}

bool accepted(const TraceBuilder& trace) { return mechanism(shared_by_both(), trace.trace()).empty(); }

std::string complaint(const TraceBuilder& trace) {
  const Verdicts found = mechanism(shared_by_both(), trace.trace());
  REQUIRE(found.size() == 1);
  CHECK(found[0].verdict == VerdictClass::wrong_mechanism);
  CHECK(found[0].evidence.at(0).text ==
        "the data should travel through the shared memory /dev/shm/ring, mapped by producer and by consumer");
  return found[0].sentence;
}

}  // namespace

TEST_CASE("two processes that map one object, one of them to write, share it") {
  CHECK(accepted(with({maps(producer), maps(consumer)})));
  CHECK(accepted(with({maps(producer), maps(consumer, Access::read)})));
}

TEST_CASE("a descendant may map it, and a name that begins so will do") {
  CHECK(accepted(with({maps(producer), maps(helper)})));
  CHECK(accepted(with(
      {maps(producer, Access::both, ring, "/dev/shm/ring-data"), maps(consumer, Access::both, ring, "/dev/shm/ring-data")})));
}

TEST_CASE("a process that has not mapped the object is named") {
  CHECK(complaint(with({maps(producer)})) == "consumer has not mapped the shared memory /dev/shm/ring (with MAP_SHARED)");
  CHECK(complaint(with({})) == "producer has not mapped the shared memory /dev/shm/ring (with MAP_SHARED)");
  CHECK_FALSE(accepted(with({maps(producer), maps(consumer, Access::both, ring, "/dev/shm/other")})));
}

TEST_CASE("memory into which nobody may write carries nothing") {
  CHECK(complaint(with({maps(producer, Access::read), maps(consumer, Access::read)})) ==
        "producer and consumer have both mapped the shared memory /dev/shm/ring, but neither to write");
}

TEST_CASE("two objects that bore the same name are not shared") {
  CHECK_THAT(complaint(with({maps(producer), maps(consumer, Access::both, an_object(ObjectKind::file, 8))})),
             Contains("have mapped different objects of the name /dev/shm/ring"));
}

TEST_CASE("bytes that went another way between the two show that the memory is there for show") {
  TraceBuilder trace = with({maps(producer), maps(consumer)});
  trace.carrier(an_object(ObjectKind::fifo, 3), "0 1 2", {producer}, {helper});
  CHECK(complaint(trace) ==
        "producer and consumer have mapped the shared memory /dev/shm/ring, but a FIFO carried 5 bytes between them");
}

TEST_CASE("what travels within one side, or into the mapped object itself, is nobody's business") {
  TraceBuilder trace = with({maps(producer), maps(consumer)});
  trace.carrier(a_pipe(3), "to its child", {consumer}, {helper}).carrier(ring, "0", {producer}, {consumer});
  CHECK(accepted(trace));
}

TEST_CASE("shared memory is not judged in a trial that broke off") { CHECK(accepted(with({}).step_failed(0, WhyFailed::never))); }
