// What is said of waits on sockets, queues and what else two processes may wait on.
#include "oracles/oracle.hpp"
#include "oracles/waiting.hpp"
#include "testing/catch.hpp"
#include "testing/trace_builder.hpp"
#include "testing/trial_builder.hpp"

using namespace ipcgrade::model;
using namespace ipcgrade::testing;
using Catch::Matchers::Contains;
using ipcgrade::oracles::no_deadlock;

namespace {

constexpr ProcessIndex server = 0;
constexpr ProcessIndex client = 1;
const Object server_end = an_object(ObjectKind::tcp, 11);
const Object client_end = an_object(ObjectKind::tcp, 12);
const Object listening = an_object(ObjectKind::tcp, 10);

Wait to(Wait wait, const Object& other_end) {
  wait.other_end = other_end;
  return wait;
}

Verdict the_deadlock(const SnapshotBuilder& snapshot, const std::string& of = "client") {
  TraceBuilder trace;
  trace.role("server");
  trace.role("client");
  trace.snapshot(snapshot).step_failed(2, WhyFailed::never);
  const Verdicts found =
      no_deadlock(TrialBuilder().launch("server").launch("client").expect(process(of).exits(0)), trace.trace());
  REQUIRE(found.size() == 1);
  return found[0];
}

std::string said_of(const Wait& wait, const std::string& path = "") {
  TraceBuilder trace;
  trace.role("server");
  Snapshot snapshot = SnapshotBuilder().blocked(server, "read", {wait}).holds(server, 3, wait.object, Access::both).path(path);
  return ipcgrade::oracles::what_for({trace.trace(), snapshot}, snapshot.threads.at(0));
}

}  // namespace

TEST_CASE("two ends of a connection that both read first name each other") {
  const Verdict verdict = the_deadlock(SnapshotBuilder()
                                           .blocked(server, "read", {to(reads(server_end, {client}, 4), client_end)})
                                           .at("server.c", 20)
                                           .blocked(client, "read", {to(reads(client_end, {server}, 3), server_end)})
                                           .at("client.c", 10)
                                           .holds(server, 4, server_end, Access::both, "accept", {"main", "server.c", 12})
                                           .path("port 5000")
                                           .holds(client, 3, client_end, Access::both, "socket", {"main", "client.c", 5})
                                           .path("port 5000"));
  CHECK(verdict.sentence ==
        "server waits at server.c:20 in main to read from the TCP connection on port 5000 (fd 4), whose other end only client "
        "(fd 3, from socket at client.c:5 in main) holds; and client waits at client.c:10 in main to read from the TCP "
        "connection on port 5000 (fd 3), whose other end only server (fd 4, from accept at server.c:12 in main) holds");
  CHECK_THAT(verdict.evidence.at(2).text, Contains("server → client: client holds the other end (fd 3"));
}

TEST_CASE("a server that waits for clients is not deadlocked, whoever it has forgotten is") {
  const Wait connects = unseen_wakers(waits_for(WaitFor::connection, listening, {}, 3));
  const SnapshotBuilder alone =
      SnapshotBuilder().blocked(server, "accept", {connects}).holds(server, 3, listening, Access::both).path("port 5000");
  TraceBuilder trace;
  trace.role("server");
  trace.role("client");
  trace.snapshot(alone).step_failed(2, WhyFailed::never);
  const Trial asked = TrialBuilder().launch("server").launch("client").expect(process("server").exits(0));
  CHECK(no_deadlock(asked, trace.trace()).empty());
  const Verdict verdict = the_deadlock(SnapshotBuilder(alone)
                                           .blocked(client, "read", {to(reads(client_end, {server}, 5), server_end)})
                                           .holds(server, 4, server_end, Access::both));
  CHECK(verdict.sentence ==
        "client waits to read from the TCP connection (fd 5), whose other end only server (fd 4) holds; and server waits for a "
        "client to connect to the TCP socket on port 5000 (fd 3), and no other process is awake that could connect");
}

TEST_CASE("a client that nobody has accepted waits for whoever could do it") {
  const Wait unaccepted = to(waits_for(WaitFor::peer, client_end, {server}, 5), listening);
  const Verdict verdict = the_deadlock(SnapshotBuilder()
                                           .blocked(server, "wait4", {reaps(client)})
                                           .blocked(client, "connect", {unaccepted})
                                           .holds(server, 3, listening, Access::both)
                                           .holds(client, 5, client_end, Access::both));
  CHECK_THAT(verdict.sentence,
             Contains("client waits for its connection to be accepted (fd 5), which only server (fd 3) could do"));
}

TEST_CASE("waits on queues, semaphores and counters say what they are for") {
  CHECK(said_of(waits_for(WaitFor::data, an_object(ObjectKind::queue, 5), {}, 3), "/jobs") ==
        "for a message in the message queue /jobs (fd 3)");
  CHECK(said_of(waits_for(WaitFor::room, an_object(ObjectKind::queue, 5), {}, 3), "/jobs") ==
        "to send to the message queue /jobs (fd 3), which is full");
  CHECK(said_of(waits_for(WaitFor::wake, an_object(ObjectKind::semaphore, 5))) == "for a System V semaphore");
  CHECK(said_of(waits_for(WaitFor::data, an_object(ObjectKind::event, 5), {}, 3)) ==
        "to read from the eventfd (fd 3), whose count is 0");
  CHECK(said_of(waits_for(WaitFor::data, an_object(ObjectKind::udp, 5), {}, 3), "port 7000") ==
        "for a datagram on the UDP socket on port 7000 (fd 3)");
  CHECK(said_of(waits_for(WaitFor::data, an_object(ObjectKind::unix_socket, 5), {}, 3), "/work/talk") ==
        "to read from the UNIX socket /work/talk (fd 3)");
}

TEST_CASE("a System V object is known by its key") {
  const Object queue = an_object(ObjectKind::queue, 5);
  TraceBuilder trace;
  trace.role("server");
  trace.named({queue, "sysv:msg:0x1234", server, false, {}});
  const Snapshot snapshot = SnapshotBuilder().blocked(server, "msgrcv", {waits_for(WaitFor::data, queue)});
  CHECK(ipcgrade::oracles::what_for({trace.trace(), snapshot}, snapshot.threads.at(0)) ==
        "for a message in the System V message queue with the key 0x1234");
}
