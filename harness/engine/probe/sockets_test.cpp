#include "engine/probe/sockets.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <sys/un.h>
#include <unistd.h>

#include "base/fd.hpp"
#include "engine/probe/proc.hpp"
#include "testing/catch.hpp"

using namespace ipcgrade;
using namespace ipcgrade::engine::probe;
using model::ObjectKind;

namespace {

struct Pair {
  base::Fd listening;
  base::Fd client;
  base::Fd server;
};

Pair tcp_pair() {
  sockaddr_in name{};
  name.sin_family = AF_INET;
  name.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof name;
  auto* const address = reinterpret_cast<sockaddr*>(&name);
  Pair pair{base::Fd(socket(AF_INET, SOCK_STREAM, 0)), base::Fd(socket(AF_INET, SOCK_STREAM, 0)), base::Fd()};
  REQUIRE(bind(pair.listening.get(), address, size) == 0);
  REQUIRE(getsockname(pair.listening.get(), address, &size) == 0);
  REQUIRE(listen(pair.listening.get(), 0) == 0);
  REQUIRE(connect(pair.client.get(), address, size) == 0);
  return pair;
}

Socket look(const base::Fd& fd) {
  const auto found = socket_of(getpid(), fd.get());
  REQUIRE(found.has_value());
  return *found;
}

ObjectKind kind_of(const base::Fd& fd) { return open_file(getpid(), fd.get())->object.kind; }

}  // namespace

TEST_CASE("the two ends of a connection name each other, before and after it was accepted") {
  Pair pair = tcp_pair();
  CHECK(look(pair.listening).listening);
  CHECK(look(pair.listening).crowded);  // room for none, one is there
  CHECK(look(pair.client).remote == look(pair.listening).local);
  pair.server.reset(accept(pair.listening.get(), nullptr, nullptr));
  CHECK_FALSE(look(pair.listening).crowded);
  CHECK(look(pair.server).local == look(pair.client).remote);
  CHECK(look(pair.server).remote == look(pair.client).local);
  CHECK(look(pair.server).local_port == look(pair.client).remote_port);
  CHECK_FALSE(look(pair.server).listening);
}

TEST_CASE("what was acknowledged is not in flight") {
  Pair pair = tcp_pair();
  pair.server.reset(accept(pair.listening.get(), nullptr, nullptr));
  const int at_once = 1;
  REQUIRE(setsockopt(pair.server.get(), IPPROTO_TCP, TCP_QUICKACK, &at_once, sizeof at_once) == 0);
  REQUIRE(write(pair.client.get(), "hello", 5) == 5);
  char text[5];
  REQUIRE(read(pair.server.get(), text, sizeof text) == 5);
  CHECK_FALSE(look(pair.client).in_flight);
  CHECK_FALSE(look(pair.client).connecting);
}

TEST_CASE("the kernel tells the peer of a UNIX socket") {
  int ends[2];
  REQUIRE(socketpair(AF_UNIX, SOCK_STREAM, 0, ends) == 0);
  const base::Fd first(ends[0]);
  const base::Fd second(ends[1]);
  struct stat status {};
  REQUIRE(fstat(first.get(), &status) == 0);
  const auto inode = open_file(getpid(), second.get())->object.inode;
  const auto peer = unix_peer(status.st_ino);
  if (!peer) return;  // the machine does not tell (no unix_diag)
  CHECK(*peer == inode);
}

TEST_CASE("descriptors are told apart by what they name") {
  CHECK(kind_of(base::Fd(socket(AF_INET, SOCK_STREAM, 0))) == ObjectKind::tcp);
  CHECK(kind_of(base::Fd(socket(AF_INET6, SOCK_STREAM, 0))) == ObjectKind::tcp);
  CHECK(kind_of(base::Fd(socket(AF_INET, SOCK_DGRAM, 0))) == ObjectKind::udp);
  CHECK(kind_of(base::Fd(socket(AF_UNIX, SOCK_DGRAM, 0))) == ObjectKind::unix_socket);
}

TEST_CASE("of UNIX sockets one kind alone is a stream of bytes") {
  const auto is_stream = [](int type) {
    const base::Fd fd(socket(AF_UNIX, type, 0));
    return is_byte_stream(getpid(), fd.get());
  };
  CHECK(is_stream(SOCK_STREAM));
  CHECK_FALSE(is_stream(SOCK_SEQPACKET));
  CHECK_FALSE(is_stream(SOCK_DGRAM));
}

TEST_CASE("a timeout for one direction says nothing about the other") {
  const base::Fd fd(socket(AF_INET, SOCK_DGRAM, 0));
  const timeval limit{1, 0};
  REQUIRE(setsockopt(fd.get(), SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit) == 0);
  CHECK(socket_patience(getpid(), fd.get(), Direction::receiving) == Patience::limited);
  CHECK(socket_patience(getpid(), fd.get(), Direction::sending) == Patience::endless);
}

TEST_CASE("what is no socket has nothing to say") {
  CHECK_FALSE(socket_of(getpid(), 0x7fff).has_value());
  const base::Fd file(memfd_create("no socket", 0));
  CHECK_FALSE(socket_of(getpid(), file.get()).has_value());
}
