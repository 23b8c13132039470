// What faults do to specimens: short calls that are restarted, with several buffers, with messages.
#include <algorithm>
#include <array>
#include <csignal>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/fault.hpp"
#include "specimens/trial_of_row.hpp"
#include "testing/catch.hpp"

using namespace ipcgrade;
using specimens::TrialOfRow;

namespace {

constexpr std::array<std::string_view, 6> vectors_and_messages = {"writev", "sendmsg", "sendmmsg",
                                                                  "readv",  "recvmsg", "recvmmsg"};

// In front of the program's start, so that it counts all of its calls.
void add_short(TrialOfRow& prepared, std::string_view call, std::uint64_t bytes,
               std::optional<model::ObjectKind> on = std::nullopt) {
  const model::Fault fault{prepared.trial.scenario, std::string(call), on, {1, 0}, model::Shorten{bytes}};
  prepared.trial.steps.insert(prepared.trial.steps.begin(), {{}, fault});
}

std::string output_of(const model::Trace& trace) {
  std::string out;
  for (const model::Stream& stream : trace.streams)
    if (stream.stream == 1) out += stream.bytes;
  return out;
}

// A line a call, in the order of the program.
std::string each_moved(std::string_view bytes) {
  std::string out;
  for (const std::string_view call : vectors_and_messages) out.append(call).append(" ").append(bytes).append("\n");
  return out;
}

}  // namespace

TEST_CASE("a short call that a signal interrupts is still short when the kernel takes it up again", "[specimens]") {
  TrialOfRow prepared("restarted_read_gets_all");
  add_short(prepared, "read", 2, model::ObjectKind::pipe);
  const model::Trace trace = prepared.run();
  CHECK(output_of(trace) == "read 2\n");
  REQUIRE(trace.faults.size() == 1);
  CHECK(trace.faults.front().seen == 1);
  CHECK(trace.faults.front().struck == 1);
}

TEST_CASE("a signal that a fault sends to a short call makes it no longer", "[specimens]") {
  TrialOfRow prepared("restarted_read_gets_all");
  add_short(prepared, "read", 2, model::ObjectKind::pipe);
  const model::Fault alarm{prepared.trial.scenario, "read", model::ObjectKind::pipe, {1, 0}, model::Raise{SIGALRM}};
  prepared.trial.steps.insert(prepared.trial.steps.begin(), {{}, alarm});
  CHECK(output_of(prepared.run()) == "read 2\n");
}

TEST_CASE("calls with several buffers and with messages are short within a buffer, and leave what describes them alone",
          "[specimens]") {
  for (const char* const bytes : {"1", "4", "5", "9"}) {
    TrialOfRow prepared("moves_vectors_and_messages");
    for (const std::string_view call : vectors_and_messages) add_short(prepared, call, std::stoull(bytes));
    const model::Trace trace = prepared.run();
    CHECK(output_of(trace) == each_moved(bytes));
    CHECK(std::all_of(trace.faults.begin(), trace.faults.end(), [](const auto& fault) { return fault.struck == 1; }));
  }
}

TEST_CASE("what keeps messages apart is never short, whatever the call", "[specimens]") {
  TrialOfRow prepared("moves_vectors_and_messages", "packets");
  for (const std::string_view call : vectors_and_messages) add_short(prepared, call, 5);
  for (const std::string_view call : {"sendto", "recvfrom"}) add_short(prepared, call, 5);
  const model::Trace trace = prepared.run();
  CHECK(output_of(trace) == each_moved("10"));
  CHECK(std::all_of(trace.faults.begin(), trace.faults.end(), [](const auto& fault) { return fault.seen > 0; }));
  CHECK(std::none_of(trace.faults.begin(), trace.faults.end(), [](const auto& fault) { return fault.struck > 0; }));
}

TEST_CASE("a survey says of a call with several buffers how many bytes could be cut, and of packets none", "[specimens]") {
  const auto sizes = [](TrialOfRow prepared) {
    prepared.trial.survey = model::Survey::points;
    std::vector<std::uint64_t> out;
    for (const model::Point& point : prepared.run().points) {
      const auto* const end = vectors_and_messages.end();
      if (std::find(vectors_and_messages.begin(), end, point.call) != end) out.push_back(point.size);
    }
    return out;
  };
  CHECK(sizes(TrialOfRow("moves_vectors_and_messages")) == std::vector<std::uint64_t>(6, 10));
  CHECK(sizes(TrialOfRow("moves_vectors_and_messages", "packets")) == std::vector<std::uint64_t>(6, 0));
}

TEST_CASE("a survey takes no flag, clock or count for a descriptor", "[specimens]") {
  struct Made {
    std::string_view program;
    std::string_view call;
  };
  for (const Made& made : {Made{"waits_on_timerfd", "timerfd_create"}, Made{"eventfd_between_processes", "eventfd2"}}) {
    TrialOfRow prepared(made.program);
    prepared.trial.survey = model::Survey::points;
    const model::Trace trace = prepared.run();
    const auto point =
        std::find_if(trace.points.begin(), trace.points.end(), [&](const model::Point& p) { return p.call == made.call; });
    INFO(made.call);
    REQUIRE(point != trace.points.end());
    CHECK(point->object == model::ObjectKind::unknown);
  }
}
