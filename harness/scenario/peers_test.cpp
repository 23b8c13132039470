#include "scenario/peers.hpp"

#include "scenario/parse_fixture.hpp"
#include "testing/catch.hpp"

using namespace ipcgrade;
using namespace ipcgrade::scenario;

namespace {

// After p1 and a client c1 (connect stands in line 10), a server s1 and a UDP socket u1; what follows begins in line 19.
const std::string peers = started + R"([[step]]
connect = "c1"
port    = "{port}"
[[step]]
listen = "s1"
port   = 7000
[[step]]
datagram = "u1"
[[step]]
)";

model::Scenario parsed(const std::string& text) { return parse_scenario(text, "s.toml", pipe_assignment()); }
std::string about(const std::string& line) { return complaint_about(peers + line + "\n"); }
std::string about_first(const std::string& lines) { return complaint_about(started + "[[step]]\n" + lines + "\n"); }

template <class Action>
Action last(const std::string& line) {
  return std::get<Action>(parsed(peers + line + "\n").steps.back().action);
}

}  // namespace

TEST_CASE("each kind of peer is read with its keys") {
  const auto opened = [](const std::string& lines) {
    return std::get<model::OpenPeer>(parsed(started + "[[step]]\n" + lines + "\n").steps.back().action);
  };
  const auto client = opened("connect = \"c1\"\nport_of = \"p1\"\nfamily = \"ipv6\"\nreads = false\nreceive_buffer = 4096");
  CHECK(client.kind == model::PeerKind::client);
  CHECK(client.peer == "c1");
  CHECK(client.port.empty());
  CHECK(client.port_of == "p1");
  CHECK(client.family == model::Family::ipv6);
  CHECK(client.reads == model::Reads::when_told);
  CHECK(client.receive_buffer == 4096);
  const auto server = opened("listen = \"s1\"\nport = 7000\nanswers = [\"a\", { hex = \"00\" }]");
  CHECK(server.kind == model::PeerKind::server);
  CHECK(server.port == "7000");
  REQUIRE(server.answers.size() == 2);
  CHECK(server.answers[1].bytes == std::string(1, '\0'));
  const auto socket =
      opened("datagram = \"u1\"\nport = \"{port}\"\nlocal_port = \"{port2}\"\ngroup = \"239.1.2.3\"\necho = true");
  CHECK(socket.kind == model::PeerKind::datagram);
  CHECK(socket.port == "{port}");
  CHECK(socket.local_port == "{port2}");
  CHECK(socket.group == "239.1.2.3");
  CHECK(socket.echo == model::Echo::on);
}

TEST_CASE("peers are told what to do") {
  const auto send = last<model::SendToPeer>(R"(send = { peer = "c1", data = "abc", each = 1 })");
  CHECK(send.peer == "c1");
  CHECK(send.data.bytes == "abc");
  CHECK(send.each == 1);
  CHECK(last<model::SendToPeer>(R"(send = { peer = "s1/2", data = "" })").peer == "s1/2");
  CHECK(last<model::TellPeer>(R"(shut = "c1")").verb == model::PeerVerb::shut);
  CHECK(last<model::TellPeer>(R"(close = "s1")").verb == model::PeerVerb::close);
  CHECK(last<model::TellPeer>(R"(reset = "s1/1")").verb == model::PeerVerb::reset);
  CHECK(last<model::TellPeer>(R"(read = "c1")").verb == model::PeerVerb::read);
}

TEST_CASE("a condition may be about a peer") {
  const auto asked = [](const std::string& keys) {
    return *last<model::Expect>("expect = { peer = " + keys + " }").condition.peer;
  };
  const auto client = asked(R"("c1", received = "abc", closed = "end")");
  CHECK(client.peer == "c1");
  CHECK(client.received->text.bytes == "abc");
  CHECK(client.closed == model::ClosedRule::end);
  CHECK(asked(R"("s1/1", received = { starts_with = "a" })").received->rule == model::OutputRule::starts_with);
  CHECK(asked(R"("s1", connections = 1)").connections == 1U);
  const auto socket = asked(R"("u1", datagrams = ["one", ""])");
  REQUIRE(socket.datagrams->size() == 2);
  CHECK(socket.datagrams->at(1).bytes.empty());
}

TEST_CASE("a peer needs a name of its own and a place to go to") {
  CHECK(about_first("connect = \"p1\"\nport = 1") == "s.toml:10:11: a process has the name 'p1': this peer needs another one");
  CHECK(about_first("connect = \"a b\"\nport = 1") == "s.toml:10:11: a peer's name is of letters, digits, '-' and '_'");
  CHECK(about("connect = \"c1\"\nport = 1") == "s.toml:18:11: an earlier step has made a peer 'c1': this one needs another name");
  CHECK(about_first("connect = \"c1\"") == "s.toml:10:11: 'connect' needs the key 'port' or 'port_of' beside it");
  CHECK(about_first("listen = \"s1\"") == "s.toml:10:10: 'listen' needs the key 'port' beside it");
  CHECK(about_first("connect = \"c1\"\nport = 70000") == "s.toml:11:8: 'port' must be from 1 to 65535, not 70000");
  CHECK(about_first("connect = \"c1\"\nport = \"http\"") ==
        "s.toml:11:8: 'port' must be a number from 1 to 65535, or \"{port}\" or \"{port2}\"");
  CHECK(about_first("connect = \"c1\"\nport = 1\nport_of = \"p1\"") ==
        "s.toml:12:11: this step has 'port' already, so 'port_of' is one too many");
  CHECK(about_first("connect = \"c1\"\nport_of = \"p2\"") == "s.toml:11:11: no earlier step starts 'p2'; did you mean 'p1'?");
}

TEST_CASE("keys of peers are checked, and that they belong together") {
  CHECK(about_first("connect = \"c1\"\nport = 1\nfamily = \"ipv5\"") ==
        "s.toml:12:10: unknown family 'ipv5'; did you mean 'ipv4'?");
  CHECK(about_first("connect = \"c1\"\nport = 1\nreads = 0") == "s.toml:12:9: 'reads' must be true or false, not an integer");
  CHECK(about_first("datagram = \"u1\"\ngroup = \"10.0.0.1\"") ==
        "s.toml:11:9: 'group' must be an IPv4 multicast address, 224.0.0.0 to 239.255.255.255, or \"{group}\"");
  CHECK(about_first("datagram = \"u1\"\nfamily = \"ipv6\"\ngroup = \"239.0.0.1\"") ==
        "s.toml:12:9: 'group' is an IPv4 address: it cannot stand beside family = \"ipv6\"");
  CHECK(about_first("listen = \"s1\"\nport = 1\necho = true\nanswers = [\"x\"]") ==
        "s.toml:13:11: a peer with echo = true sends back what it gets: it cannot have 'answers' as well");
  CHECK(about_first("connect = \"c1\"\nport = 1\ngroup = \"239.0.0.1\"") ==
        "s.toml:12:1: 'group' belongs to the verb 'datagram', which this step lacks");
  CHECK(about_first("close_input = \"p1\"\nport = 1") ==
        "s.toml:11:1: 'port' belongs to one of the verbs 'connect', 'listen', 'datagram', which this step lacks");
}

TEST_CASE("a peer is asked and told only what its kind can do") {
  CHECK(about(R"(shut = "c2")") == "s.toml:18:8: no earlier step makes a peer 'c2'; did you mean 'c1'?");
  CHECK(about(R"(shut = "c1/1")") == "s.toml:18:8: 'c1/1' names no peer: only a server has connections, 'c1/1' for its first");
  CHECK(about(R"(send = { peer = "s1", data = "x" })") ==
        "s.toml:18:17: 's1' sends nothing: it is a server, whose connections are 's1/1', 's1/2'");
  CHECK(about(R"(reset = "u1")") == "s.toml:18:9: 'u1' has no connection to reset: it is a UDP socket");
  CHECK(about(R"(expect = { peer = "u1", received = "x" })") ==
        "s.toml:18:19: 'u1' receives no stream of bytes: it is a UDP socket");
  CHECK(about(R"(expect = { peer = "c1", connections = 1 })") == "s.toml:18:19: 'c1' accepts no connections: it is a connection");
}

TEST_CASE("a condition is about a process or a peer, and asks something") {
  CHECK(about(R"(expect = { stdout = "x" })") == "s.toml:18:10: 'expect' needs the key 'process' or 'peer': whom it is about");
  CHECK(about(R"(expect = { peer = "c1", received = "x", exit = 0 })") ==
        "s.toml:18:41: 'exit' is about a process: it cannot stand beside 'peer'");
  CHECK(about(R"(expect = { peer = "c1" })") ==
        "s.toml:18:10: this condition asks nothing of its peer: it needs 'received', 'closed', 'datagrams' or 'connections'");
  CHECK(about(R"(expect = { peer = "c1", closed = "ended" })") ==
        "s.toml:18:34: unknown way to be closed 'ended'; did you mean 'end'?");
  CHECK(about(R"(send = { data = "x" })") == "s.toml:18:8: 'send' needs the key 'process' or 'peer': where the bytes go");
  CHECK(about(R"(send = { process = "p1", data = "x", each = 1 })") ==
        "s.toml:18:38: 'each' is about what a peer sends: it needs 'peer', not 'process'");
  CHECK(about(R"(send = { peer = "c1", data = { length = 300000 }, each = 1 })") ==
        "s.toml:18:58: 300000 bytes in pieces of 1 are more than 100000 pieces");
}
