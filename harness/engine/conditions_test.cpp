#include "engine/conditions.hpp"

#include <csignal>
#include <ctime>

#include "testing/catch.hpp"

using namespace ipcgrade;
using namespace ipcgrade::engine;
using model::ObjectKind;

namespace {

model::ThreadState blocked_on(ObjectKind kind) {
  model::ThreadState thread;
  thread.thread = 0;
  thread.process = 0;
  thread.state = model::RunState::blocked;
  model::Wait wait;
  wait.object.kind = kind;
  thread.waits = {wait};
  return thread;
}

model::Snapshot with(std::vector<model::ThreadState> threads) {
  model::Snapshot snapshot;
  snapshot.threads = std::move(threads);
  return snapshot;
}

Standing alive(const std::string& output) { return {true, false, 0, 0, 0, &output, &output}; }

model::Condition is_blocked(const std::vector<ObjectKind>& on) { return {"p", model::ProcessCondition::blocked, on, {}, {}, {}}; }

}  // namespace

TEST_CASE("a thread that only sleeps is not blocked unless the condition asks for the timer") {
  const std::string none;
  const auto asleep = with({blocked_on(ObjectKind::timer)});
  CHECK(evaluate(is_blocked({}), alive(none), asleep) == Truth::not_yet);
  CHECK(evaluate(is_blocked({ObjectKind::timer}), alive(none), asleep) == Truth::holds);
}

TEST_CASE("a process is blocked only when every thread of it is") {
  const std::string none;
  auto running = blocked_on(ObjectKind::pipe);
  running.state = model::RunState::runnable;
  CHECK(evaluate(is_blocked({}), alive(none), with({blocked_on(ObjectKind::pipe), running})) == Truth::not_yet);
  CHECK(evaluate(is_blocked({}), alive(none), with({blocked_on(ObjectKind::pipe)})) == Truth::holds);
  CHECK(evaluate(is_blocked({}), alive(none), with({})) == Truth::not_yet);
}

TEST_CASE("a helper thread of a runtime does not keep its process from being blocked") {
  const std::string none;
  auto helper = blocked_on(ObjectKind::private_futex);
  helper.state = model::RunState::runnable;
  helper.runtime = true;
  CHECK(evaluate(is_blocked({ObjectKind::pipe}), alive(none), with({blocked_on(ObjectKind::pipe), helper})) == Truth::holds);
}

TEST_CASE("output that does not match yet may still come, but not from a process that has ended") {
  const std::string half = "read Hel";
  model::Condition wants;
  wants.process = "p";
  wants.standard_output = model::OutputMatch{model::OutputRule::equals, {"read Hello\n", ""}};
  CHECK(evaluate(wants, alive(half), {}) == Truth::not_yet);
  Standing ended = alive(half);
  ended.ended = true;
  CHECK(evaluate(wants, ended, {}) == Truth::never);
}

TEST_CASE("death by a signal is no exit status") {
  CHECK(matches(model::ExitMatch{model::ExitMatch::Rule::status, 0}, 0, 0));
  CHECK_FALSE(matches(model::ExitMatch{model::ExitMatch::Rule::status, 0}, 0, SIGPIPE));
  CHECK_FALSE(matches(model::ExitMatch{model::ExitMatch::Rule::failure, 0}, 0, SIGSEGV));
  CHECK(matches(model::ExitMatch{model::ExitMatch::Rule::failure, 0}, 3, 0));
  CHECK(matches(model::ExitMatch{model::ExitMatch::Rule::signal, SIGPIPE}, 0, SIGPIPE));
}

TEST_CASE("one more of each is no growth, and two more are") {
  const std::string none;
  model::Condition wants;
  wants.process = "p";
  wants.grown = false;
  Standing standing = alive(none);
  standing.growth = model::Growth{{5, 0, 2}, {6, 1, 3}};
  CHECK(evaluate(wants, standing, {}) == Truth::holds);
  for (const model::Census now : {model::Census{7, 0, 2}, {5, 2, 2}, {5, 0, 4}}) {
    standing.growth->now = now;
    CHECK(evaluate(wants, standing, {}) == Truth::not_yet);
  }
}

TEST_CASE("a line may lack its newline, and has none before it") {
  const model::OutputMatch line{model::OutputRule::line, {"Hello", ""}};
  CHECK(matches(line, "Hello", 0));
  CHECK(matches(line, "Hello\n", 0));
  CHECK_FALSE(matches(line, "Hello\n\n", 0));
  CHECK_FALSE(matches(line, "Hell", 0));
}

TEST_CASE("a line may have to tell the time of now") {
  const model::OutputMatch now{model::OutputRule::now, {}};
  const std::int64_t began = std::time(nullptr);
  const std::time_t moment = began;
  char line[64];
  std::strftime(line, sizeof line, "%Y %H:%M:%S\n", std::gmtime(&moment));
  CHECK(matches(now, line, began));
  CHECK_FALSE(matches(now, "1999 23:59:59\n", began));
}

TEST_CASE("a file is asked for beside the rest, and may still come while its process lives") {
  const std::string none;
  model::Condition wants;
  wants.process = "p";
  wants.file = model::FileMatch{"talk", model::FileKind::fifo, 0600, {}};
  Standing standing = alive(none);
  standing.file = model::FileState{};
  CHECK(evaluate(wants, standing, {}) == Truth::not_yet);
  standing.file = model::FileState{model::FileKind::fifo, 0600, ""};
  CHECK(evaluate(wants, standing, {}) == Truth::holds);
  standing.file->mode = 0644;
  standing.ended = true;
  CHECK(evaluate(wants, standing, {}) == Truth::never);
}

TEST_CASE("of several kinds of objects, one that a thread waits on is enough") {
  const std::string none;
  const auto on_queue = with({blocked_on(ObjectKind::queue)});
  CHECK(evaluate(is_blocked({ObjectKind::shared, ObjectKind::queue}), alive(none), on_queue) == Truth::holds);
  CHECK(evaluate(is_blocked({ObjectKind::shared, ObjectKind::tcp}), alive(none), on_queue) == Truth::not_yet);
}
