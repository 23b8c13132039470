#include "engine/peers/other_end.hpp"
#include "testing/catch.hpp"

using namespace ipcgrade;
using namespace ipcgrade::engine::peers;
using model::PeerKind;

namespace {

constexpr std::size_t largest = 65'507;  // 65,535 less the headers of IPv4 and UDP

model::OpenPeer socket_called(const std::string& name, model::Family family = model::Family::ipv4) {
  return order_of(PeerKind::datagram, name, family);
}

void send_to(const base::Fd& from, const Address& to, const std::string& bytes) {
  base::check(sendto(from.get(), bytes.data(), bytes.size(), 0, to.get(), to.size), "sendto");
}

std::string datagram(const base::Fd& fd) {
  std::string bytes(largest, '\0');
  const auto got = base::check(recv(fd.get(), bytes.data(), bytes.size(), 0), "recv");
  bytes.resize(static_cast<std::size_t>(got));
  return bytes;
}

bool came(Stage& stage, const std::vector<std::string>& datagrams) {
  return stage.exchange_until([&] { return stage.record("u1").datagrams == datagrams; });
}

}  // namespace

TEST_CASE("datagrams are what they are: empty, and as long as UDP can carry") {
  for (const model::Family family : {model::Family::ipv4, model::Family::ipv6}) {
    const base::Fd program = bound(family, SOCK_DGRAM);
    Stage stage;
    const model::OpenPeer order = socket_called("u1", family);
    stage.peers.open(order, port_of(program), 0);
    const std::string long_one(largest, 'z');
    stage.send("u1", long_one);
    stage.send("u1", "");
    (void)stage.peers.exchange();
    CHECK(datagram(program) == long_one);
    CHECK(datagram(program).empty());
    const Address back = loopback(family, stage.record("u1").port);
    send_to(program, back, "");
    send_to(program, back, long_one);
    CHECK(came(stage, {"", long_one}));
  }
}

TEST_CASE("a socket without a port answers whoever has sent last, and nobody before") {
  Stage stage;
  const model::OpenPeer order = socket_called("u1");
  stage.peers.open(order, 0, 0);
  stage.send("u1", "too early");
  CHECK(stage.log.back().deed == model::PeerDeed::unanswerable);
  const base::Fd one = bound(model::Family::ipv4, SOCK_DGRAM);
  const base::Fd two = bound(model::Family::ipv4, SOCK_DGRAM);
  send_to(one, loopback(model::Family::ipv4, stage.record("u1").port), "one");
  send_to(two, loopback(model::Family::ipv4, stage.record("u1").port), "two");
  CHECK(came(stage, {"one", "two"}));
  stage.send("u1", "answer");
  (void)stage.peers.exchange();
  CHECK(datagram(two) == "answer");
}

TEST_CASE("the k-th datagram gets the k-th answer, and an echo gets back what it sent") {
  Stage stage;
  model::OpenPeer order = socket_called("u1");
  order.answers = {{"yes", ""}};
  model::OpenPeer echo = socket_called("u2");
  echo.echo = model::Echo::on;
  stage.peers.open(order, 0, 0);
  stage.peers.open(echo, 0, 0);
  const base::Fd program = bound(model::Family::ipv4, SOCK_DGRAM);
  send_to(program, loopback(model::Family::ipv4, stage.record("u1").port), "question");
  CHECK(came(stage, {"question"}));
  CHECK(datagram(program) == "yes");
  send_to(program, loopback(model::Family::ipv4, stage.record("u1").port), "another");
  CHECK(came(stage, {"question", "another"}));
  CHECK(stage.log.back().deed == model::PeerDeed::received);
  send_to(program, loopback(model::Family::ipv4, stage.record("u2").port), "");
  CHECK(stage.exchange_until([&] { return stage.record("u2").datagram_count == 1; }));
  CHECK(datagram(program).empty());
}

TEST_CASE("members of a group get what is sent to it") {
  Stage stage;
  model::OpenPeer member = socket_called("u1");
  member.group = "239.1.2.3";
  model::OpenPeer sender = socket_called("u2");
  sender.group = member.group;
  stage.peers.open(member, 0, 0);
  stage.peers.open(sender, stage.record("u1").port, 0);
  stage.send("u2", "to all");
  CHECK(came(stage, {"to all"}));
  CHECK(stage.record("u2").datagram_count == 0);
}

TEST_CASE("empty datagrams take up memory, too, and so they count") {
  Stage stage;
  const model::OpenPeer order = socket_called("u1");
  stage.peers.open(order, 0, 0);
  const base::Fd program = bound(model::Family::ipv4, SOCK_DGRAM);
  for (int i = 0; i < 100; ++i) send_to(program, loopback(model::Family::ipv4, stage.record("u1").port), "");
  CHECK(stage.exchange_until([&] { return stage.record("u1").datagram_count == 100; }));
  CHECK(stage.peers.unasked_bytes() >= 100);
}
