#include "engine/faults/schedule.hpp"

#include <cerrno>

#include "testing/catch.hpp"

using namespace ipcgrade;
using engine::faults::Due;
using engine::faults::Schedule;
using model::ObjectKind;

namespace {

model::Fault fail(std::string process, std::string call, model::Which when) {
  return {std::move(process), std::move(call), {}, when, model::FailWith{EINTR}};
}

// Which of eight calls of write by p1 are struck.
std::vector<std::uint32_t> struck(const model::Which& when) {
  Schedule schedule;
  schedule.activate(fail("p1", "write", when), 0);
  std::vector<std::uint32_t> out;
  for (int i = 0; i < 8; ++i)
    for (const Due& due : schedule.at({"p1", "write", ObjectKind::pipe})) out.push_back(due.nth);
  return out;
}

}  // namespace

TEST_CASE("a fault strikes the calls that its `when` names and no other") {
  CHECK(struck({2, 0}) == std::vector<std::uint32_t>{2});
  CHECK(struck({6, 1}) == std::vector<std::uint32_t>{6, 7, 8});
  CHECK(struck({2, 3}) == std::vector<std::uint32_t>{2, 5, 8});
}

TEST_CASE("calls of others, other calls and other objects are not counted") {
  Schedule schedule;
  model::Fault fault = fail("p1", "read", {1, 0});
  fault.on = ObjectKind::pipe;
  schedule.activate(fault, 0);
  CHECK(schedule.at({"p2", "read", ObjectKind::pipe}).empty());
  CHECK(schedule.at({"p1/1", "read", ObjectKind::pipe}).empty());
  CHECK(schedule.at({"p1", "write", ObjectKind::pipe}).empty());
  CHECK(schedule.at({"p1", "read", ObjectKind::input}).empty());
  CHECK(schedule.rules().front().seen == 0);
  CHECK(schedule.at({"p1", "read", ObjectKind::pipe}).size() == 1);
}

TEST_CASE("p1/* is p1 and all its descendants, and nobody whose name begins alike") {
  Schedule schedule;
  schedule.activate(fail("p1/*", "fork", {1, 1}), 0);
  CHECK(schedule.at({"p1", "clone"}).size() == 1);
  CHECK(schedule.at({"p1/2/1", "vfork"}).size() == 1);
  CHECK(schedule.at({"p12", "fork"}).empty());
}

TEST_CASE("one rule counts read and recv, write and send, and all waits for several objects together") {
  Schedule schedule;
  schedule.activate(fail("p1", "read or recv", {2, 0}), 0);
  schedule.activate(fail("p1", "write or send", {2, 0}), 1);
  schedule.activate(fail("p1", "poll or select", {2, 0}), 2);
  for (const char* call : {"read", "write", "epoll_wait"}) CHECK(schedule.at({"p1", call}).empty());
  CHECK(schedule.at({"p1", "recvfrom"}).front().rule == 0);
  CHECK(schedule.at({"p1", "sendto"}).front().rule == 1);
  CHECK(schedule.at({"p1", "ppoll"}).front().rule == 2);
}

TEST_CASE("several rules may strike one call, each with its own count") {
  Schedule schedule;
  schedule.activate(fail("p1", "write", {1, 0}), 0);
  CHECK(schedule.at({"p1", "write"}).size() == 1);
  schedule.activate(fail("p1", "write", {1, 0}), 0);
  schedule.activate(fail("p1", "write", {1, 0}), 0);
  const auto due = schedule.at({"p1", "write"});
  REQUIRE(due.size() == 2);
  CHECK((due[0].rule == 1 && due[1].rule == 2));
  CHECK(schedule.rules()[0].seen == 2);
  CHECK(schedule.rules()[0].struck == 0);  // that is for whoever strikes to say
  schedule.struck(due[0].rule);
  CHECK(schedule.rules()[1].struck == 1);
}

TEST_CASE("A schedule that is retired counts no more, and remembers what it has counted") {
  Schedule schedule;
  schedule.activate(fail("p1", "write", {1, 1}), 0);
  CHECK(schedule.at({"p1", "write", ObjectKind::pipe}).size() == 1);
  schedule.retire();
  CHECK(schedule.at({"p1", "write", ObjectKind::pipe}).empty());
  CHECK(schedule.rules().front().seen == 1);
}
