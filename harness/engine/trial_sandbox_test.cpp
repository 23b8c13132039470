#include "engine/trial_sandbox.hpp"

#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "base/pipe.hpp"
#include "engine/sandbox/imprint.hpp"
#include "engine/sandbox/network.hpp"
#include "engine/sandbox/sandbox_testing.hpp"
#include "testing/catch.hpp"

using namespace ipcgrade::engine;
using namespace ipcgrade::engine::sandbox::testing;
namespace sandbox = ipcgrade::engine::sandbox;

namespace {

// What was asked for, how often this process has been asked, and the number of a process that it starts.
std::string words_of(const std::string& request) {
  static int times = 0;
  const pid_t child = fork();
  if (child == 0) _exit(0);
  waitpid(child, nullptr, 0);
  return request + " " + std::to_string(++times) + " " + std::to_string(child);
}

// As a trial does: "write", "touch" and "send" leave something behind.
process::Answered act(const sandbox::Ground& ground, const process::Request& request) {
  if (request.bytes == "write") std::ofstream("note") << "replaced";
  if (request.bytes == "touch") std::ofstream("/tmp/trace").flush();
  if (request.bytes == "send") {
    const Fd socket(::socket(AF_UNIX, SOCK_DGRAM, 0));
    const sockaddr name{AF_UNIX, {}};
    if (bind(socket.get(), &name, sizeof name.sa_family) != 0) return {1, false};  // autobind: unix(7)
    const bool as_found = sandbox::network_is_as_new();
    process::send_reply(request.reply, as_found ? "unseen" : words_of(request.bytes));
    return {0, false};
  }
  if (request.bytes == "die") _exit(7);
  process::send_reply(request.reply, words_of(request.bytes));
  const bool as_found = ground.imprint && sandbox::imprint(*ground.rung) == ground.imprint;
  return {0, as_found && ground.rung->pid_namespace && count_processes_anew()};
}

// The reply, or the status where it is not 0.
std::string ask(TrialSandbox& sandbox, const sandbox::Order& order, const std::string& request) {
  ipcgrade::base::Pipe reply = ipcgrade::base::make_pipe();
  const int status = sandbox.answer(order, {request, reply.write.get()});
  reply.write.reset();
  if (status != 0) return "status " + std::to_string(status);
  char buffer[256];
  const ssize_t got = read(reply.read.get(), buffer, sizeof buffer);
  constexpr ssize_t length = sizeof(std::uint64_t);
  return got < length ? "" : std::string(buffer + length, static_cast<std::size_t>(got - length));
}

// In a process of its own: a maker moves into namespaces for good.
std::vector<std::string> asked(const sandbox::Rung& rung, const std::vector<std::pair<sandbox::Order, std::string>>& requests) {
  ipcgrade::base::Pipe told = ipcgrade::base::make_pipe();
  const pid_t child = fork();
  if (child == 0) {
    sandbox::Maker maker(rung);
    TrialSandbox sandbox(maker, act);
    std::string all;
    for (const auto& [order, request] : requests) all += ask(sandbox, order, request) + '\n';
    _exit(write(told.write.get(), all.data(), all.size()) == static_cast<ssize_t>(all.size()) ? 0 : 1);
  }
  told.write.reset();
  waitpid(child, nullptr, 0);
  char buffer[4096];
  const ssize_t got = read(told.read.get(), buffer, sizeof buffer);
  std::istringstream text(std::string(buffer, got < 0 ? 0 : static_cast<std::size_t>(got)));
  std::vector<std::string> lines;
  for (std::string line; std::getline(text, line);) lines.push_back(line);
  return lines;
}

}  // namespace

TEST_CASE("a sandbox that is as it was found serves the next trial, which counts its processes from the same number") {
  const HostSide host;
  const HostSide other;
  const auto here = host.order();
  for (const sandbox::Rung* rung : working_rungs()) {
    const auto replies = asked(*rung, {{here, "a"}, {here, "b"}, {other.order(), "c"}, {here, "d"}});
    REQUIRE(replies.size() == 4);
    if (!rung->pid_namespace) {  // processes are counted with the machine's: nothing is kept
      for (const std::string& reply : replies) CHECK(reply.substr(1, 3) == " 1 ");
      continue;
    }
    const std::string first = replies[0].substr(4);
    CHECK(replies == std::vector<std::string>{"a 1 " + first, "b 2 " + first, "c 1 " + first, "d 1 " + first});
  }
}

TEST_CASE("whoever leaves anything, or dies, has had the sandbox for itself") {
  const HostSide host;
  const auto here = host.order();
  for (const sandbox::Rung* rung : working_rungs()) {
    if (!rung->pid_namespace) continue;
    for (const std::string trace : {"write", "touch", "send", "die"}) {
      INFO(rung->name << ": " << trace);
      const auto replies = asked(*rung, {{here, "a"}, {here, trace}, {here, "b"}});
      REQUIRE(replies.size() == 3);
      CHECK(replies[1].starts_with(trace == "die" ? "status 7" : trace + " 2 "));
      CHECK(replies[2].starts_with("b 1 "));
    }
  }
}

TEST_CASE("a folder that the host has changed meanwhile is copied anew") {
  const HostSide host;
  const auto here = host.order();
  for (const sandbox::Rung* rung : working_rungs()) {
    if (!rung->pid_namespace) continue;
    ipcgrade::base::Pipe told = ipcgrade::base::make_pipe();
    const pid_t child = fork();
    if (child == 0) {
      sandbox::Maker maker(*rung);
      TrialSandbox sandbox(maker, act);
      const std::string first = ask(sandbox, here, "a");
      const std::string now = maker.on_host(host.folder) + "/new";
      const bool made = can_write(now);
      const std::string second = ask(sandbox, here, "b");
      unlink(now.c_str());
      _exit(made && first.starts_with("a 1 ") && second.starts_with("b 1 ") ? 0 : 1);
    }
    int status = 0;
    waitpid(child, &status, 0);
    CHECK(status == 0);
  }
}
