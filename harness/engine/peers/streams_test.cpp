#include <cerrno>

#include "engine/peers/other_end.hpp"
#include "testing/catch.hpp"

using namespace ipcgrade;
using namespace ipcgrade::engine::peers;
using model::PeerEnd;
using model::PeerKind;
using model::PeerVerb;

namespace {

// A client that is connected to a program's socket.
struct Connection : Stage {
  explicit Connection(model::OpenPeer wanted) : order(std::move(wanted)), listener(bound(order.family, SOCK_STREAM)) {
    peers.open(order, port_of(listener), 0);
    program = accepted(listener);
  }
  model::OpenPeer order;
  base::Fd listener;
  base::Fd program;
};

model::OpenPeer client(model::Family family = model::Family::ipv4) { return order_of(PeerKind::client, "c1", family); }

}  // namespace

TEST_CASE("a client sends, receives and sees the end, by IPv4 and by IPv6") {
  for (const model::Family family : {model::Family::ipv4, model::Family::ipv6}) {
    Connection to(client(family));
    to.send("c1", "hello");
    (void)to.peers.exchange();
    CHECK(take(to.program, 5) == "hello");
    put(to.program, "good day");
    CHECK(to.received("c1", "good day"));
    to.peers.obey("c1", PeerVerb::shut);
    (void)to.peers.exchange();
    CHECK(take(to.program, 1).empty());
    to.program.reset();
    CHECK(to.saw("c1", PeerEnd::end));
    CHECK(to.log.front().deed == model::PeerDeed::connecting);
    CHECK(to.log.back().deed == model::PeerDeed::saw_end);
  }
}

TEST_CASE("a port where nobody listens refuses, and that is a state and no error") {
  const std::uint16_t port = port_of(bound(model::Family::ipv4, SOCK_STREAM));  // free again at once
  Stage stage;
  const model::OpenPeer order = client();
  stage.peers.open(order, port, 0);
  CHECK(stage.saw("c1", PeerEnd::refused));
  stage.send("c1", "into the void");
  stage.peers.obey("c1", PeerVerb::shut);
  CHECK(stage.peers.exchange() == Progress::none);
}

TEST_CASE("a reset arrives as ECONNRESET, and one that the program causes is seen") {
  Connection ours(client());
  ours.peers.obey("c1", PeerVerb::reset);
  char byte = 0;
  CHECK(recv(ours.program.get(), &byte, 1, 0) == -1);
  CHECK(errno == ECONNRESET);

  Connection theirs(client());
  const linger at_once{1, 0};
  setsockopt(theirs.program.get(), SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
  theirs.program.reset();
  CHECK(theirs.saw("c1", PeerEnd::reset));
}

TEST_CASE("what a program sent before it closed is received although it is reset afterwards") {
  Connection to(client());
  put(to.program, "last words");
  to.send("c1", "which nobody reads");
  (void)to.peers.exchange();
  to.program.reset();  // with unread data: RST
  CHECK(to.received("c1", "last words"));
  CHECK(to.exchange_until([&] { return to.record("c1").end != PeerEnd::none; }));
}

TEST_CASE("a slow reader closes its window, and reads all when it is told to") {
  model::OpenPeer slow = client();
  slow.reads = model::Reads::when_told;
  slow.receive_buffer = 4096;
  Connection to(slow);
  const std::string block(1 << 16, 'x');
  std::size_t sent = 0;
  for (ssize_t put = 1; put > 0; sent += put > 0 ? static_cast<std::size_t>(put) : 0)
    put = ::send(to.program.get(), block.data(), block.size(), MSG_DONTWAIT | MSG_NOSIGNAL);
  CHECK(errno == EAGAIN);
  CHECK(to.peers.exchange() == Progress::none);
  CHECK(to.record("c1").size == 0);
  to.peers.obey("c1", PeerVerb::read);
  CHECK(to.exchange_until([&] { return to.record("c1").size == sent; }));
}

TEST_CASE("what finds no room waits, and goes when the program reads") {
  Connection to(client());
  const std::string much(16 << 20, 'y');
  to.send("c1", much);
  to.peers.obey("c1", PeerVerb::close);
  std::string came;
  while (came.size() < much.size()) {
    (void)to.peers.exchange();
    const std::string part = take(to.program, 1 << 16);
    if (part.empty()) break;
    came += part;
  }
  CHECK(came == much);
  CHECK(take(to.program, 1).empty());
}

TEST_CASE("nothing is under way when the program has what was sent") {
  Connection to(client());
  to.send("c1", "abc");
  CHECK(to.exchange_until([&] { return !to.peers.in_flight(); }));
}

TEST_CASE("a client that waits in a full queue is not under way") {
  const base::Fd listener = bound(model::Family::ipv4, SOCK_STREAM);
  base::check(listen(listener.get(), 0), "listen");  // room for one
  Stage stage;
  std::vector<model::OpenPeer> orders;
  for (int i = 0; i < 4; ++i) orders.push_back(order_of(PeerKind::client, "c" + std::to_string(i)));
  for (const model::OpenPeer& order : orders) stage.peers.open(order, port_of(listener), 0);
  CHECK(stage.exchange_until([&] { return !stage.peers.in_flight(); }));
}

TEST_CASE("what comes counts only beyond what the scenario has sent") {
  Connection to(client());
  to.send("c1", "12345");
  (void)to.peers.exchange();
  put(to.program, "1234567");
  CHECK(to.received("c1", "1234567"));
  CHECK(to.peers.unasked_bytes() == 2);
}

TEST_CASE("an echo holds little, and ends when its other end does") {
  model::OpenPeer echo = client();
  echo.echo = model::Echo::on;
  Connection to(echo);
  put(to.program, "ping");
  CHECK(to.received("c1", "ping"));
  CHECK(take(to.program, 4) == "ping");
  shutdown(to.program.get(), SHUT_WR);
  CHECK(to.saw("c1", PeerEnd::end));
  CHECK(take(to.program, 1).empty());
  CHECK(to.peers.unasked_bytes() == 4);  // what it sends back is nothing that the scenario has said
}

TEST_CASE("of a long stream a trace keeps the part where it differs from what was asked") {
  Connection to(client());
  const std::string wanted(3 << 20, 'a');
  std::string sent = wanted;
  sent[2 << 20] = 'b';
  std::size_t done = 0;
  while (done < sent.size()) {
    const ssize_t put = ::send(to.program.get(), sent.data() + done, sent.size() - done, MSG_DONTWAIT | MSG_NOSIGNAL);
    if (put > 0) done += static_cast<std::size_t>(put);
    (void)to.peers.exchange();
  }
  CHECK(to.exchange_until([&] { return to.record("c1").size == sent.size(); }));
  model::PeerMatch asked;
  asked.peer = "c1";
  asked.received = model::OutputMatch{model::OutputRule::equals, {wanted, ""}};
  const auto records = to.peers.take_records(&asked);
  REQUIRE(records.size() == 1);
  CHECK(records[0].size == sent.size());
  CHECK(records[0].bytes.size() <= 1 << 20);
  REQUIRE(records[0].from <= 2 << 20);
  CHECK(records[0].bytes.at((2 << 20) - records[0].from) == 'b');
}
