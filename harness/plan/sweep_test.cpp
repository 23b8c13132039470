#include "plan/sweep.hpp"

#include <algorithm>
#include <csignal>

#include "model/fault.hpp"
#include "plan/sweep_rows.hpp"
#include "testing/catch.hpp"

using namespace ipcgrade;
using model::FaultClass;
using model::ObjectKind;
using model::Point;

namespace {

Point point(std::string call, ObjectKind on, std::uint64_t size = 0) {
  return {"p", std::move(call), 2, on, true, size, {"main", "p.c", 9}};
}

std::vector<std::string> names_at(const Point& at) {
  std::vector<std::string> out;
  for (const model::Strike& strike : plan::strikes_at(at)) out.push_back(strike.name);
  return out;
}

bool contains(const std::vector<std::string>& names, const std::string& name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

model::Trial trial_with(std::size_t steps) {
  model::Trial trial;
  for (std::size_t i = 0; i < steps; ++i) trial.steps.push_back({{}, model::CloseInput{"p"}});
  return trial;
}

}  // namespace

TEST_CASE("A write of up to PIPE_BUF bytes into a pipe is never short, a longer one may be") {
  CHECK_FALSE(contains(names_at(point("write", ObjectKind::pipe, 4'096)), "short"));
  CHECK(contains(names_at(point("write", ObjectKind::pipe, 4'097)), "short"));
  CHECK(contains(names_at(point("write", ObjectKind::tcp, 100)), "short"));
}

TEST_CASE("Every way to move bytes through a stream may be short, and none that tells a number") {
  for (const char* const call : {"read", "readv", "recvfrom", "recvmsg", "write", "writev", "sendto", "sendmsg"})
    for (const ObjectKind kind : {ObjectKind::tcp, ObjectKind::unix_socket})
      CHECK(contains(names_at(point(call, kind, 100)), "short"));
  CHECK_FALSE(contains(names_at(point("writev", ObjectKind::pipe, 4'096)), "short"));
  CHECK(contains(names_at(point("writev", ObjectKind::pipe, 4'097)), "short"));
  CHECK_FALSE(contains(names_at(point("recvmsg", ObjectKind::udp, 100)), "short"));
  CHECK_FALSE(model::can_be_short("read", ObjectKind::event, 8));
}

TEST_CASE("No error is tried that the call's table does not know") {
  for (const plan::SweepRow& row : plan::sweep_rows())
    if (const auto* fail = std::get_if<model::FailWith>(&row.effect))
      for (const std::string_view call : row.calls) {
        const auto& possible = model::errors_of(call);
        INFO(call << " " << model::error_name(fail->error));
        CHECK(std::find(possible.begin(), possible.end(), fail->error) != possible.end());
      }
}

TEST_CASE("What the runtime does for itself is left alone: no site in the submission, and nothing of communication") {
  Point loading{"p", "openat", 1, ObjectKind::file, false, 0, {}};
  CHECK(plan::strikes_at(loading).empty());
  loading.site = {"main", "p.c", 3};
  CHECK_FALSE(plan::strikes_at(loading).empty());
  CHECK_FALSE(plan::strikes_at({"p", "read", 1, ObjectKind::pipe, true, 10, {}}).empty());
}

TEST_CASE("A strike's fault names the very call") {
  for (const model::Strike& strike : plan::strikes_at(point("read", ObjectKind::fifo, 10))) {
    CHECK(strike.fault.process == "p");
    CHECK(strike.fault.call == "read");
    CHECK(strike.fault.on == ObjectKind::fifo);
    CHECK(strike.fault.when == model::Which{2, 0});
  }
}

TEST_CASE("A transparent fault leaves every step to be judged; a hard one none; a kill only those of the next run") {
  model::Strike strike;
  strike.fault_class = FaultClass::transparent;
  CHECK(plan::struck(trial_with(3), trial_with(2), strike).tolerated == 0);
  strike.fault_class = FaultClass::hard;
  const model::Trial hard = plan::struck(trial_with(3), trial_with(2), strike);
  CHECK(hard.tolerated == hard.steps.size());
  strike.fault_class = FaultClass::kill;
  const model::Trial kill = plan::struck(trial_with(3), trial_with(2), strike);
  REQUIRE(kill.steps.size() == 1 + 3 + 1 + 2);
  CHECK(kill.tolerated == 5);
  REQUIRE(std::holds_alternative<model::Restart>(kill.steps[4].action));
  CHECK_FALSE(std::get<model::Restart>(kill.steps[4].action).known_from_fresh);
  const model::Trial same = plan::struck(trial_with(3), std::nullopt, strike);
  REQUIRE(same.steps.size() == 1 + 3 + 1 + 3);
  CHECK(std::get<model::Restart>(same.steps[4].action).known_from_fresh);
}

TEST_CASE("Two runs are the same if each process makes the same calls, whoever goes first") {
  const Point a{"a", "read", 1, ObjectKind::pipe, true, 1, {}};
  const Point b{"b", "read", 1, ObjectKind::pipe, true, 1, {}};
  CHECK(plan::first_difference({a, b}, {b, a}).empty());
  CHECK(plan::first_difference({a, b}, {a}) == "b: its 1st read (pipe) happened in the first run only");
  Point other = a;
  other.call = "write";
  CHECK(plan::first_difference({a}, {other}) ==
        "the first run went on with a: its 1st read (pipe), the second with a: its 1st write (pipe)");
}

TEST_CASE("Two runs are the same whatever a runtime does for itself in them") {
  const Point read{"a", "read", 1, ObjectKind::tcp, true, 1, {}};
  const Point waiting{"a", "futex", 7, ObjectKind::private_futex, true, 0, {}};
  CHECK(plan::first_difference({waiting, read}, {read}).empty());
  CHECK_FALSE(plan::first_difference({waiting, read}, {waiting}).empty());
}
