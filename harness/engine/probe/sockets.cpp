#include "engine/probe/sockets.hpp"

#include <arpa/inet.h>
#include <fcntl.h>
#include <linux/netlink.h>
#include <linux/sock_diag.h>
#include <linux/tcp.h>
#include <linux/unix_diag.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <sys/un.h>
#include <unistd.h>

#include <array>
#include <cstdlib>
#include <cstring>
#include <string_view>

#include "base/fd.hpp"
#include "engine/probe/reading.hpp"

namespace ipcgrade::engine::probe {
namespace {

constexpr std::uint8_t state_syn_sent = 2;  // tcp_states.h; TCP_INFO tells them
constexpr std::uint8_t state_listen = 10;

base::Fd copy_of(pid_t process, int fd) {
  const base::Fd handle(static_cast<int>(syscall(SYS_pidfd_open, process, 0)));
  base::Fd copy(handle ? static_cast<int>(syscall(SYS_pidfd_getfd, handle.get(), fd, 0)) : -1);
  if (!copy) throw_if_out_of_descriptors();
  return copy;
}

int option_of(const base::Fd& socket, int name) {
  int value = 0;
  socklen_t size = sizeof value;
  return getsockopt(socket.get(), SOL_SOCKET, name, &value, &size) == 0 ? value : 0;
}

struct End {
  std::string address;
  std::uint16_t port = 0;
};

End end_of(const sockaddr_storage& storage, socklen_t size) {
  in6_addr address{};
  in_port_t port = 0;
  if (storage.ss_family == AF_INET) {
    sockaddr_in v4{};
    std::memcpy(&v4, &storage, sizeof v4);
    const std::uint32_t mark = htonl(0xffff);
    std::memcpy(&address.s6_addr[8], &mark, sizeof mark);
    std::memcpy(&address.s6_addr[12], &v4.sin_addr, sizeof v4.sin_addr);
    port = v4.sin_port;
  } else if (storage.ss_family == AF_INET6) {
    sockaddr_in6 v6{};
    std::memcpy(&v6, &storage, sizeof v6);
    address = v6.sin6_addr;
    port = v6.sin6_port;
  } else if (storage.ss_family == AF_UNIX && size > sizeof(sa_family_t)) {
    sockaddr_un name{};
    std::memcpy(&name, &storage, std::min<std::size_t>(size, sizeof name));
    const std::string_view path(name.sun_path, size - sizeof(sa_family_t));
    return {std::string(name.sun_path[0] == 0 ? path : path.substr(0, path.find('\0'))), 0};
  }
  if (port == 0) return {};
  std::array<char, INET6_ADDRSTRLEN> text{};
  inet_ntop(AF_INET6, &address, text.data(), text.size());
  return {std::string(text.data()) + " " + std::to_string(ntohs(port)), ntohs(port)};
}

using Asks = int (*)(int, sockaddr*, socklen_t*);

End end_of(const base::Fd& socket, Asks asks) {
  sockaddr_storage storage{};
  socklen_t size = sizeof storage;
  if (asks(socket.get(), reinterpret_cast<sockaddr*>(&storage), &size) != 0) return {};
  return end_of(storage, size);
}

// What the kernel tells of a TCP socket. Of one that listens, two members mean something else: how many connections wait to be
// accepted, and how many may (tcp_get_info in net/ipv4/tcp.c).
void add_tcp_state(const base::Fd& copy, Socket& out) {
  tcp_info info{};
  socklen_t size = sizeof info;
  if (getsockopt(copy.get(), IPPROTO_TCP, TCP_INFO, &info, &size) != 0) return;
  out.connecting = info.tcpi_state == state_syn_sent;
  out.crowded = info.tcpi_state == state_listen && info.tcpi_unacked > info.tcpi_sacked;
  out.in_flight = !out.connecting && info.tcpi_state != state_listen && info.tcpi_unacked > 0;
}

struct Question {
  nlmsghdr header;
  unix_diag_req body;
};

std::optional<std::uint64_t> peer_in(const char* message, std::size_t size) {
  nlmsghdr header{};
  if (size < sizeof header + sizeof(unix_diag_msg)) return std::nullopt;
  std::memcpy(&header, message, sizeof header);
  if (header.nlmsg_type != SOCK_DIAG_BY_FAMILY) return std::nullopt;
  std::size_t at = NLMSG_ALIGN(sizeof header) + NLMSG_ALIGN(sizeof(unix_diag_msg));
  const std::size_t end = std::min<std::size_t>(size, header.nlmsg_len);
  while (at + sizeof(nlattr) <= end) {
    nlattr attribute{};
    std::memcpy(&attribute, message + at, sizeof attribute);
    if (attribute.nla_len < sizeof attribute) break;
    std::uint32_t inode = 0;
    if (attribute.nla_type == UNIX_DIAG_PEER && at + sizeof attribute + sizeof inode <= end) {
      std::memcpy(&inode, message + at + sizeof attribute, sizeof inode);
      return inode;
    }
    at += NLA_ALIGN(attribute.nla_len);
  }
  return std::nullopt;
}

}  // namespace

std::optional<Socket> socket_of(pid_t process, int fd) {
  const base::Fd copy = copy_of(process, fd);
  struct stat status {};
  if (!copy || fstat(copy.get(), &status) != 0 || !S_ISSOCK(status.st_mode)) return std::nullopt;
  Socket out;
  const End local = end_of(copy, getsockname);
  const End remote = end_of(copy, getpeername);
  out.local = local.address;
  out.local_port = local.port;
  out.remote = remote.address;
  out.remote_port = remote.port;
  out.stream = option_of(copy, SO_TYPE) != SOCK_DGRAM;
  out.listening = option_of(copy, SO_ACCEPTCONN) != 0;
  if (option_of(copy, SO_PROTOCOL) == IPPROTO_TCP) add_tcp_state(copy, out);
  return out;
}

std::optional<std::uint64_t> unix_peer(std::uint64_t inode) {
  const base::Fd netlink(socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_SOCK_DIAG));
  if (!netlink) throw_if_out_of_descriptors();
  Question question{};
  question.header.nlmsg_len = sizeof question;
  question.header.nlmsg_type = SOCK_DIAG_BY_FAMILY;
  question.header.nlmsg_flags = NLM_F_REQUEST;
  question.body.sdiag_family = AF_UNIX;
  question.body.udiag_states = ~0U;
  question.body.udiag_ino = static_cast<std::uint32_t>(inode);
  question.body.udiag_show = UDIAG_SHOW_PEER;
  question.body.udiag_cookie[0] = question.body.udiag_cookie[1] = ~0U;
  if (!netlink || send(netlink.get(), &question, sizeof question, 0) < 0) return std::nullopt;
  std::array<char, 4096> answer{};
  const ssize_t size = recv(netlink.get(), answer.data(), answer.size(), MSG_DONTWAIT);
  return size <= 0 ? std::nullopt : peer_in(answer.data(), static_cast<std::size_t>(size));
}

bool is_byte_stream(pid_t process, int fd) {
  const base::Fd copy = copy_of(process, fd);
  return copy && option_of(copy, SO_TYPE) == SOCK_STREAM;
}

Patience socket_patience(pid_t process, int fd, Direction direction) {
  const base::Fd copy = copy_of(process, fd);
  timeval limit{};
  socklen_t size = sizeof limit;
  const int option = direction == Direction::receiving ? SO_RCVTIMEO : SO_SNDTIMEO;
  if (!copy || getsockopt(copy.get(), SOL_SOCKET, option, &limit, &size) != 0) return Patience::endless;
  return limit.tv_sec != 0 || limit.tv_usec != 0 ? Patience::limited : Patience::endless;
}

// A line a CPU, in hexadecimal; the length of its queue is the 12th number, its own number the 13th (since Linux 5.10).
bool packets_under_way(int cpu) {
  const base::Fd file(open("/proc/net/softnet_stat", O_RDONLY | O_CLOEXEC));
  std::string text(65536, 0);
  const ssize_t size = file ? read(file.get(), text.data(), text.size()) : 0;
  text.resize(size > 0 ? static_cast<std::size_t>(size) : 0);
  for (std::size_t at = 0; at < text.size(); at = text.find('\n', at) + 1) {
    std::array<unsigned long, 13> numbers{};
    char* next = text.data() + at;
    std::size_t count = 0;
    for (; count < numbers.size() && *next != '\n' && *next != 0; ++count) numbers[count] = std::strtoul(next, &next, 16);
    if (count == numbers.size() && numbers[12] == static_cast<unsigned long>(cpu)) return numbers[11] != 0;
    if (text.find('\n', at) == std::string::npos) break;
  }
  return false;
}

}  // namespace ipcgrade::engine::probe
