#include <arpa/inet.h>
#include <fcntl.h>
#include <mqueue.h>
#include <netdb.h>
#include <netinet/in.h>
#include <sys/shm.h>
#include <sys/socket.h>
#include <sys/stat.h>

#include <cctype>

#include "engine/sandbox/sandbox_testing.hpp"
#include "testing/catch.hpp"

using namespace ipcgrade::engine::sandbox;
using namespace ipcgrade::engine::sandbox::testing;

namespace {

int addresses_of(const char* name) {
  addrinfo hints{};
  hints.ai_socktype = SOCK_STREAM;
  addrinfo* found = nullptr;
  int count = 0;
  if (getaddrinfo(name, "80", &hints, &found) != 0) return 0;
  for (const addrinfo* one = found; one != nullptr; one = one->ai_next) ++count;
  freeaddrinfo(found);
  return count;
}

}  // namespace

TEST_CASE("a fresh copy keeps modes and links, and belongs to the programs' user") {
  const HostSide host;
  fs::permissions(host.folder + "/note", fs::perms(0640));
  fs::create_directory(host.folder + "/sub");
  std::ofstream(host.folder + "/sub/tool") << std::string(300'000, 'x');
  fs::permissions(host.folder + "/sub/tool", fs::perms(04755));
  fs::create_symlink("sub/tool", host.folder + "/link");
  fs::create_symlink("/nowhere", host.folder + "/dangling");
  for (const Rung* rung : working_rungs()) {
    CAPTURE(rung->name);
    CHECK(holds_inside(host.order(), *rung, [] {
      struct stat note {};
      struct stat tool {};
      const bool found = stat("note", &note) == 0 && stat("sub/tool", &tool) == 0;
      const bool links = fs::read_symlink("link") == "sub/tool" && fs::read_symlink("dangling") == "/nowhere";
      return found && links && note.st_uid == geteuid() && note.st_gid == getegid() && (note.st_mode & 07777U) == 0640 &&
             (tool.st_mode & 07777U) == 0755 && tool.st_size == 300'000;
    }));
  }
}

TEST_CASE("room is bounded, beside what the submission itself takes") {
  const HostSide host;
  std::ofstream(host.folder + "/large") << std::string(3U << 20, 'x');
  for (const Rung* rung : working_rungs()) {
    if (!rung->mount_namespace) continue;
    CAPTURE(rung->name);
    for (const char* path : {"/tmp/fill", "/dev/shm/fill", "fill"}) {
      CAPTURE(path);
      CHECK(holds_inside(host.order(), *rung, [&] {
        const Fd file(open(path, O_WRONLY | O_CREAT, 0600));
        const bool fits = posix_fallocate(file.get(), 0, 900 << 10) == 0;
        return fits && posix_fallocate(file.get(), 0, 2 << 20) == ENOSPC;
      }));
    }
  }
}

TEST_CASE("more folders of the host can be seen, and only that") {
  const HostSide host;
  const HostSide tool;
  for (const Rung* rung : working_rungs()) {
    CAPTURE(rung->name);
    Order order = host.order();
    order.read_only = {tool.folder, "/usr/lib"};
    CHECK(holds_inside(order, *rung, [&] {
      return content(tool.folder + "/note") == "original" && (!rung->mount_namespace || !can_write(tool.folder + "/note"));
    }));
  }
}

TEST_CASE("programs find the world that the handout describes") {
  const HostSide host;
  for (const Rung* rung : working_rungs()) {
    if (!rung->mount_namespace) continue;
    CAPTURE(rung->name);
    const auto inside = [&](const std::function<bool()>& act) { return holds_inside(host.order(), *rung, act); };
    CHECK(inside([] { return fs::current_path() == "/work" && getuid() == 1000 && getgid() == 1000; }));
    CHECK(inside([] { return content("/etc/hosts") == "127.0.0.1 localhost\n::1 localhost\n"; }));
    CHECK(inside([] { return addresses_of("localhost") == 2; }));
    // What getservbyname, getprotobyname and the RPC library read, where the host has it.
    for (const char* path : {"/etc/netconfig", "/etc/protocols", "/etc/services", "/etc/rpc"})
      CHECK(inside([&, there = fs::exists(path)] { return fs::exists(path) == there && !can_write(path); }));
    CHECK(inside([] { return content("/proc/sys/fs/mqueue/msg_max") == "10\n"; }));
    CHECK(inside([] { return shmget(IPC_PRIVATE, 100, IPC_CREAT | 0600) > 0; }));
    CHECK(inside([] { return mq_open("/queue", O_CREAT | O_RDWR, 0600, nullptr) >= 0 && fs::exists("/dev/mqueue/queue"); }));
    CHECK(inside([] {
      return can_write("/dev/null") && can_write("/dev/full") && fs::exists("/dev/fd/0") && fs::exists("/dev/urandom");
    }));
    CHECK(inside([] { return system("echo 'int main(void){return 0;}' > a.c && cc -pthread a.c -o a && ./a") == 0; }));
    CHECK(inside(
        [] { return content("/proc/self/status").find("CapEff:\t0000000000000000") != std::string::npos || getuid() == 1000; }));
  }
}

TEST_CASE("programs of ours are there to be run, and nobody can change them") {
  const HostSide host;
  const HostSide ours;
  std::ofstream(ours.folder + "/consumer") << "#!/bin/sh\nexit 0\n";
  fs::permissions(ours.folder + "/consumer", fs::perms(0755));
  for (const Rung* rung : working_rungs()) {
    CAPTURE(rung->name);
    Order order = host.order();
    order.own_programs = ours.folder;
    const int status = enter(order, *rung, [&](const Ground& ground) {
      const std::string program = ground.own_programs + "/consumer";
      const bool right = as_program(ground, [&] {
        return system(program.c_str()) == 0 && (!rung->mount_namespace || !can_write(ground.own_programs + "/other"));
      });
      return right ? 0 : 1;
    });
    CHECK(status == 0);
    CHECK(!fs::exists(ours.folder + "/other"));
  }
}

TEST_CASE("a datagram to a group reaches who has joined it, on the loopback interface") {
  const HostSide host;
  for (const Rung* rung : working_rungs()) {
    if (!rung->net_namespace) continue;
    CAPTURE(rung->name);
    CHECK(holds_inside(host.order(), *rung, [] {
      const Fd receiver(socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0));
      sockaddr_in address{};
      address.sin_family = AF_INET;
      address.sin_port = htons(24'800);
      const ip_mreq group{{inet_addr("239.255.19.51")}, {htonl(INADDR_ANY)}};
      const bool joined = bind(receiver.get(), reinterpret_cast<sockaddr*>(&address), sizeof address) == 0 &&
                          setsockopt(receiver.get(), IPPROTO_IP, IP_ADD_MEMBERSHIP, &group, sizeof group) == 0;
      address.sin_addr = group.imr_multiaddr;
      const Fd sender(socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0));
      char byte = 0;
      return joined && sendto(sender.get(), "x", 1, 0, reinterpret_cast<sockaddr*>(&address), sizeof address) == 1 &&
             recv(receiver.get(), &byte, 1, MSG_DONTWAIT) == 1;
    }));
  }
}

TEST_CASE("standing in its own pid namespace a program sees nobody else") {
  const HostSide host;
  for (const Rung* rung : working_rungs()) {
    if (!rung->pid_namespace) continue;
    CAPTURE(rung->name);
    CHECK(holds_inside(host.order(), *rung, [] {
      const auto process = [](const fs::directory_entry& e) {
        return std::isdigit(static_cast<unsigned char>(e.path().filename().c_str()[0]));
      };
      return getppid() == 1 && std::count_if(fs::directory_iterator("/proc"), fs::directory_iterator(), process) == 2;
    }));
  }
}
