#include "engine/peers/other_end.hpp"
#include "testing/catch.hpp"

using namespace ipcgrade;
using namespace ipcgrade::engine::peers;
using model::PeerEnd;
using model::PeerKind;
using model::PeerVerb;

namespace {

std::uint16_t free_port(model::Family family = model::Family::ipv4) { return port_of(bound(family, SOCK_STREAM)); }

struct Serving : Stage {
  explicit Serving(model::OpenPeer wanted) : order(std::move(wanted)), port(free_port(order.family)) {
    peers.open(order, port, 0);
  }
  base::Fd client() { return connected(order.family, port); }
  bool has(std::uint32_t connections) {
    return exchange_until([&] { return record("s1").connections == connections; });
  }
  model::OpenPeer order;
  std::uint16_t port;
};

model::OpenPeer server(model::Family family = model::Family::ipv4) { return order_of(PeerKind::server, "s1", family); }

constexpr std::uint32_t last = 0x80000000U;
std::string fragment(const std::string& bytes, std::uint32_t mark) {
  const auto size = static_cast<std::uint32_t>(bytes.size()) | mark;
  std::string out;
  for (const unsigned shift : {24U, 16U, 8U, 0U}) out += static_cast<char>(size >> shift & 0xffU);
  return out + bytes;
}

}  // namespace

TEST_CASE("a server names its connections in the order in which they come, by IPv4 and by IPv6") {
  for (const model::Family family : {model::Family::ipv4, model::Family::ipv6}) {
    Serving at(server(family));
    const base::Fd first = at.client();
    const base::Fd second = at.client();
    CHECK(at.has(2));
    put(second, "me");
    CHECK(at.received("s1/2", "me"));
    at.send("s1/1", "you");
    (void)at.peers.exchange();
    CHECK(take(first, 3) == "you");
    CHECK(at.peers.find("s1/3") == nullptr);
  }
}

TEST_CASE("a server that is closed refuses, and its connections go on") {
  Serving at(server());
  const base::Fd first = at.client();
  CHECK(at.has(1));
  at.peers.obey("s1", PeerVerb::close);
  const base::Fd late = blocking(AF_INET, SOCK_STREAM);
  const Address to = loopback(model::Family::ipv4, at.port);
  CHECK(connect(late.get(), to.get(), to.size) == -1);
  CHECK(errno == ECONNREFUSED);
  put(first, "still here");
  CHECK(at.received("s1/1", "still here"));
}

TEST_CASE("a server whose port is taken says so") {
  const base::Fd other = bound(model::Family::ipv4, SOCK_STREAM);
  Stage stage;
  const model::OpenPeer order = server();
  stage.peers.open(order, port_of(other), 0);
  CHECK(stage.record("s1").end == PeerEnd::refused);
  CHECK(stage.log.back().deed == model::PeerDeed::taken);
}

TEST_CASE("the k-th record gets the k-th answer, however it is cut, and further ones get none") {
  model::OpenPeer order = server();
  order.answers = {{"first", ""}, {"second", ""}};
  Serving at(order);
  const base::Fd client = at.client();
  CHECK(at.has(1));
  put(client, fragment("ab", 0));
  CHECK(at.exchange_until([&] { return at.record("s1/1").size == 6; }));
  CHECK(at.log.back().deed == model::PeerDeed::received);
  put(client, fragment("cd", last) + fragment("", last) + fragment("third", last));
  CHECK(at.exchange_until([&] { return at.record("s1/1").size == 6 + 6 + 4 + 9; }));
  CHECK(take(client, 11) == "firstsecond");
}

TEST_CASE("a record of a length that nobody can mean costs nothing and gets no answer") {
  model::OpenPeer order = server();
  order.answers = {{"never", ""}};
  Serving at(order);
  const base::Fd client = at.client();
  CHECK(at.has(1));
  put(client, std::string("\xff\xff\xff\xff garbage", 12));
  CHECK(at.exchange_until([&] { return at.record("s1/1").size == 12; }));
  CHECK(at.log.back().deed == model::PeerDeed::received);
}

TEST_CASE("connections without end are not all taken") {
  Serving at(server());
  std::vector<base::Fd> clients;
  for (int i = 0; i < 300; ++i) {
    clients.push_back(at.client());
    (void)at.peers.exchange();
  }
  CHECK(at.record("s1").connections == 256);
}

TEST_CASE("who could end the wait of a socket is told by its ports") {
  Serving at(server());
  const base::Fd client = at.client();
  CHECK(at.has(1));
  CHECK(at.peers.could_end(Protocol::tcp, port_of(client), at.port, model::WaitFor::data));
  CHECK_FALSE(at.peers.could_end(Protocol::tcp, port_of(client), static_cast<std::uint16_t>(at.port + 1), model::WaitFor::data));
  CHECK_FALSE(at.peers.could_end(Protocol::udp, port_of(client), at.port, model::WaitFor::data));
  at.peers.obey("s1/1", PeerVerb::shut);
  CHECK_FALSE(at.peers.could_end(Protocol::tcp, port_of(client), at.port, model::WaitFor::data));
  CHECK(at.peers.could_end(Protocol::tcp, port_of(client), at.port, model::WaitFor::room));
}
