// A literal trace against the approved file. IPCGRADE_APPROVE=1 rewrites it: read the difference.
#include "report/page/trace_events.hpp"

#include <cstdlib>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "testing/catch.hpp"
#include "testing/trace_builder.hpp"
#include "testing/trial_builder.hpp"

using namespace ipcgrade;
using namespace ipcgrade::model;
using namespace ipcgrade::report::page;
using testing::process;
using testing::TraceBuilder;
using testing::TrialBuilder;

namespace {

Called moves(const std::string& call, int fd, const std::string& bytes) {
  Called called;
  called.call = call;
  called.fd = fd;
  called.object = testing::a_pipe(41);
  called.payload = bytes;
  called.result = static_cast<std::int64_t>(bytes.size());
  called.arguments[2] = bytes.size();
  called.site = {"main", "greet.c", 33};
  return called;
}

std::string example() {
  TraceBuilder builder;
  const auto greet = builder.step_done(0).role("greet");
  const auto child = builder.child(greet);
  builder.blocked(child, "read", testing::reads(testing::a_pipe(41), {greet}, 3))
      .event(greet, moves("write", 4, "Greetings, \x1b[31m</script> and a text that is longer than a line"))
      .event(child, moves("read", 3, "Greetings, \x1b[31m</script> and a text that is longer than a line"))
      .blocked(child, "read", testing::reads(testing::a_pipe(41), {greet}, 3))
      .step_failed(1, WhyFailed::never);
  Trial trial = TrialBuilder().launch("greet").expect(process("greet").exits(0)).trial();
  trial.scenario = "greet-default";
  return render_trace_events(trial, builder.trace());
}

}  // namespace

TEST_CASE("trace events are as approved") {
  const std::string path = IPCGRADE_SOURCE_DIR "/reports/example.perfetto.json";
  if (std::getenv("IPCGRADE_APPROVE") != nullptr) std::ofstream(path, std::ios::binary) << example();
  std::ifstream in(path, std::ios::binary);
  std::stringstream approved;
  approved << in.rdbuf();
  CHECK(example() == approved.str());
}

TEST_CASE("every arrow begins and ends inside a slice of its lane, which is what binds it") {
  const auto events = nlohmann::json::parse(example()).at("traceEvents");
  int arrows = 0;
  for (const auto& end : events) {
    if (end.at("ph") != "s" && end.at("ph") != "f") continue;
    ++arrows;
    bool inside = false;
    for (const auto& slice : events)
      inside |= slice.at("ph") == "X" && slice.at("tid") == end.at("tid") && slice.at("ts") <= end.at("ts") &&
                end.at("ts") < slice.at("ts").get<int>() + slice.at("dur").get<int>();
    CHECK(inside);
  }
  CHECK(arrows == 6);
}
