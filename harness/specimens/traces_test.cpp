// What stands in a specimen's trace beside its verdict, and trials that differ from those of the table.
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cstddef>
#include <fstream>
#include <map>
#include <numeric>
#include <string>
#include <string_view>
#include <vector>

#include "oracles/judge.hpp"
#include "specimens/trial_of_row.hpp"
#include "testing/catch.hpp"

using namespace ipcgrade;
using specimens::TrialOfRow;

namespace {

template <class What>
std::vector<What> all_of(const model::Trace& trace, const std::string& call) {
  std::vector<What> found;
  for (const model::Event& event : trace.events)
    if (const auto* const what = std::get_if<What>(&event.what); what != nullptr && what->call == call) found.push_back(*what);
  return found;
}

// Of a pipe: the loader reads files.
std::vector<std::int64_t> results_on_pipes(const model::Trace& trace, const std::string& call) {
  std::vector<std::int64_t> results;
  for (const model::Called& called : all_of<model::Called>(trace, call))
    if (called.object.kind == model::ObjectKind::pipe) results.push_back(called.result);
  return results;
}

// On pipes.
std::ptrdiff_t points_of(const model::Trace& trace, std::string_view call) {
  return std::count_if(trace.points.begin(), trace.points.end(),
                       [&](const model::Point& point) { return point.call == call && point.object == model::ObjectKind::pipe; });
}

model::VerdictClass headline(const TrialOfRow& prepared, const model::Trace& trace) {
  const model::Verdicts verdicts = oracles::judge(prepared.trial, trace);
  INFO(prepared.trial.scenario << ": " << verdicts.front().sentence);
  return verdicts.front().verdict;
}

// In a copy of this process, which may not have more descriptors than that, or only fewer until it asks for more.
enum class Bound { soft, hard };
bool passes_with_descriptors(const TrialOfRow& prepared, rlim_t most, Bound bound) {
  const pid_t child = fork();
  if (child == 0) {
    rlimit limit{};
    getrlimit(RLIMIT_NOFILE, &limit);
    limit.rlim_cur = most;
    if (bound == Bound::hard) limit.rlim_max = most;
    setrlimit(RLIMIT_NOFILE, &limit);
    const model::Verdicts verdicts = oracles::judge(prepared.trial, prepared.run());
    _exit(verdicts.front().verdict == model::VerdictClass::passed ? 0 : 1);
  }
  int status = 0;
  while (waitpid(child, &status, 0) < 0 && errno == EINTR) continue;
  return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

}  // namespace

TEST_CASE("a trial that asks for the places of calls gets them, with what the calls made", "[specimens]") {
  TrialOfRow prepared("child_keeps_write_end");
  prepared.trial.sites = model::Sites::of_calls;
  const auto pipes = all_of<model::Called>(prepared.run(), "pipe2");
  const auto older = all_of<model::Called>(prepared.run(), "pipe");
  REQUIRE(pipes.size() + older.size() == 1);
  const model::Called& pipe = pipes.empty() ? older.front() : pipes.front();
  CHECK(pipe.object.kind == model::ObjectKind::pipe);
  CHECK(pipe.fd >= 3);
  CHECK(pipe.second_fd > pipe.fd);
  CHECK(pipe.site.line > 0);
  CHECK(pipe.site.file.ends_with("child_keeps_write_end.c"));
}

TEST_CASE("who has ended holds no descriptors of the tracer", "[specimens]") {
  CHECK(passes_with_descriptors(TrialOfRow("many_children_in_turn"), 200, Bound::hard));
}

TEST_CASE("a program has the limit on descriptors that the harness was given, though the tracer takes more", "[specimens]") {
  CHECK(passes_with_descriptors(TrialOfRow("many_children_in_turn", "20"), 20, Bound::soft));
}

TEST_CASE("a server that takes a while to end is given the time", "[specimens]") {
  TrialOfRow prepared("ends_some_time_after_sigterm");
  std::get<model::Launch>(prepared.trial.steps.front().action).at_end = model::AtEnd::serves;
  prepared.trial.steps.pop_back();  // what it asks for
  CHECK(headline(prepared, prepared.run()) == model::VerdictClass::passed);
}

TEST_CASE("a step that waits for quiet is not held up by a thread that nobody can see asleep", "[specimens]") {
  const std::string program = "reads_beside_heartbeat";
  TrialOfRow prepared(program);
  auto& steps = prepared.trial.steps;
  model::Condition echoed;
  echoed.process = program;
  echoed.standard_output = model::OutputMatch{model::OutputRule::equals, {"first\n", ""}};
  steps.insert(steps.begin() + 1, {{{}, model::Send{program, {"first\n", ""}}}, {{}, model::Expect{echoed}}});
  std::get<model::Expect>(steps.back().action).condition.standard_output->text.bytes = "first\nsome text\n";
  CHECK(headline(prepared, prepared.run()) == model::VerdictClass::passed);
}

TEST_CASE("a call that a signal interrupts and the kernel takes up again is one call in every count", "[specimens]") {
  TrialOfRow prepared("sigaction_restart_counts_once");
  prepared.trial.survey = model::Survey::points;
  const model::Trace trace = prepared.run();
  CHECK(all_of<model::BlockedIn>(trace, "read").size() == 1);
  CHECK(results_on_pipes(trace, "read") == std::vector<std::int64_t>{1});
  CHECK(points_of(trace, "read") == 1);
}

TEST_CASE("a restarted call is one call wherever the handler's stack lies", "[specimens]") {
  TrialOfRow prepared("handler_on_a_higher_stack");
  prepared.trial.survey = model::Survey::points;
  const model::Trace trace = prepared.run();
  CHECK(all_of<model::BlockedIn>(trace, "read").size() == 1);
  CHECK(results_on_pipes(trace, "read").size() == 1);
  CHECK(points_of(trace, "read") == 1);
}

TEST_CASE("a call that a handler jumps out of is over, and the next one at its place is another", "[specimens]") {
  TrialOfRow prepared("leaves_a_handler_by_siglongjmp");
  prepared.trial.survey = model::Survey::points;
  const model::Trace trace = prepared.run();
  CHECK(all_of<model::BlockedIn>(trace, "read").size() == 2);
  CHECK(points_of(trace, "read") == 2);
}

TEST_CASE("a call that a signal interrupts for good has failed with EINTR, and the next one is another", "[specimens]") {
  TrialOfRow prepared("reads_until_not_interrupted");
  prepared.trial.survey = model::Survey::points;
  const model::Trace trace = prepared.run();
  CHECK(all_of<model::BlockedIn>(trace, "read").size() == 2);  // for the third there is something to read
  CHECK(all_of<model::Woke>(trace, "read").size() == 2);
  CHECK(results_on_pipes(trace, "read") == std::vector<std::int64_t>{-EINTR, -EINTR, 1});
}

TEST_CASE("a write that cannot succeed is not on record as one that must", "[specimens]") {
  const model::Trace trace = TrialOfRow("writes_from_nowhere").run();
  CHECK(results_on_pipes(trace, "write") == std::vector<std::int64_t>{-EFAULT, -EFAULT, 5});
}

// The kernel tells of the exits of a writer and of the reader that it woke in the order of its list of tracees.
TEST_CASE("a write to a reader that sleeps is on record before it is made, and so before what was read", "[specimens]") {
  const model::Trace trace = TrialOfRow("pipe_ping_pong").run();
  std::map<model::Object, std::int64_t> inside;
  std::size_t read_first = 0;
  for (const model::Event& event : trace.events) {
    const auto* const called = std::get_if<model::Called>(&event.what);
    if (called == nullptr || called->object.kind != model::ObjectKind::pipe) continue;
    if (called->call == "write") inside[called->object] += called->result;
    if (called->call == "read" && (inside[called->object] -= called->result) < 0) ++read_first;
  }
  CHECK(read_first < 10);  // of 200: not where the reader is yet to fall asleep, nor at every 64th call. Else some 50
}

TEST_CASE("a trace keeps no more than 32 MiB of what went through its pipes", "[specimens]") {
  const TrialOfRow prepared("many_pipes_of_64k");
  const model::Trace trace = prepared.run();
  const auto kept = std::accumulate(trace.carriers.begin(), trace.carriers.end(), std::size_t{0},
                                    [](std::size_t sum, const model::Carrier& c) { return sum + c.bytes.size(); });
  CHECK(kept > 0);
  CHECK(kept <= std::size_t{32} << 20);
}

TEST_CASE("where the user's pipes have used up what the kernel allows, nobody is judged by the small ones", "[specimens]") {
  long pages = 0;
  std::ifstream("/proc/sys/fs/pipe-user-pages-soft") >> pages;
  const TrialOfRow prepared("finds_room_in_a_pipe", "3");
  const model::Trace trace = prepared.run();
  if (pages == 0 || pages > 1200 * 16) {  // no limit, or a higher one than by default
    CHECK(trace.ending != model::Ending::machine);
    return;
  }
  CHECK(trace.ending == model::Ending::machine);
  CHECK(trace.trouble.find("pipe") != std::string::npos);
}

TEST_CASE("who sleeps on what the engine takes for a slow file is kept to the limits", "[specimens]") {
  TrialOfRow prepared("polls_mounts", "-1");
  prepared.trial.limits.wall = std::chrono::milliseconds(300);
  CHECK(prepared.run().ending == model::Ending::backstop);
}
