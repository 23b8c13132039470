#include "engine/recorder.hpp"

#include "testing/catch.hpp"

using namespace ipcgrade;
using namespace ipcgrade::engine;

namespace {

model::Called read_of(std::int64_t result, std::uint64_t hash) {
  model::Called called;
  called.call = "read";
  called.result = result;
  called.hash = hash;
  return called;
}

}  // namespace

TEST_CASE("equal calls of one thread in a row are one event with a count") {
  Recorder recorder(10);
  for (int i = 0; i < 3; ++i) recorder.event(0, 0, read_of(1, 7));
  REQUIRE(recorder.trace().events.size() == 1);
  CHECK(std::get<model::Called>(recorder.trace().events[0].what).count == 3);
}

TEST_CASE("another payload, another thread or anything between begins a new event") {
  Recorder recorder(10);
  recorder.event(0, 0, read_of(1, 7));
  recorder.event(0, 0, read_of(1, 8));
  recorder.event(0, 1, read_of(1, 8));
  recorder.event(0, 1, model::Woke{"read"});
  recorder.event(0, 1, read_of(1, 8));
  CHECK(recorder.trace().events.size() == 5);
}

TEST_CASE("the recorder says when it holds as many events as the trial may make") {
  Recorder recorder(2);
  recorder.event(model::StepDone{0});
  CHECK_FALSE(recorder.full());
  recorder.event(model::StepDone{1});
  CHECK(recorder.full());
}
