#include "engine/sandbox/network.hpp"

#include <arpa/inet.h>
#include <linux/rtnetlink.h>
#include <net/if.h>
#include <sys/socket.h>

#include <cstdint>
#include <cstring>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "engine/sandbox/system.hpp"

namespace ipcgrade::engine::sandbox {
namespace {

constexpr unsigned loopback_index = 1;  // in every net namespace: it is made with it

// Messages of rtnetlink(7), one after another, each to be acknowledged.
class Messages {
 public:
  template <class Header>
  void begin(std::uint16_t type, std::uint16_t flags, const Header& header) {
    start_ = bytes_.size();
    nlmsghdr start{};
    start.nlmsg_type = type;
    start.nlmsg_flags = static_cast<std::uint16_t>(NLM_F_REQUEST | NLM_F_ACK | flags);
    append(&start, sizeof start);
    append(&header, sizeof header);
    ++count_;
  }
  void attribute(std::uint16_t type, const void* data, std::size_t size) {
    const rtattr head{static_cast<std::uint16_t>(RTA_LENGTH(size)), type};
    append(&head, sizeof head);
    append(data, size);
  }
  void end() {
    const auto length = static_cast<std::uint32_t>(bytes_.size() - start_);
    std::memcpy(bytes_.data() + start_, &length, sizeof length);
  }
  [[nodiscard]] const std::string& bytes() const { return bytes_; }
  [[nodiscard]] int count() const { return count_; }

 private:
  void append(const void* data, std::size_t size) {
    bytes_.append(static_cast<const char*>(data), size);
    bytes_.resize((bytes_.size() + 3) / 4 * 4);  // NLMSG_ALIGN
  }
  std::string bytes_;
  std::size_t start_ = 0;
  int count_ = 0;
};

struct Route {
  std::uint8_t family;
  const char* to;
  std::uint8_t bits;
  std::uint8_t type;
  std::uint8_t table;
  std::uint8_t scope;
};
// The first three exist as soon as the interface is up: they are replaced by themselves with quickack.
constexpr Route routes[] = {
    {AF_INET, "127.0.0.0", 8, RTN_LOCAL, RT_TABLE_LOCAL, RT_SCOPE_HOST},
    {AF_INET, "127.0.0.1", 32, RTN_LOCAL, RT_TABLE_LOCAL, RT_SCOPE_HOST},
    {AF_INET6, "::1", 128, RTN_LOCAL, RT_TABLE_LOCAL, RT_SCOPE_UNIVERSE},
    {AF_INET, "224.0.0.0", 4, RTN_UNICAST, RT_TABLE_MAIN, RT_SCOPE_LINK},
};

rtmsg header_of(const Route& route) {
  rtmsg header{};
  header.rtm_family = route.family;
  header.rtm_dst_len = route.bits;
  header.rtm_type = route.type;
  header.rtm_table = route.table;
  header.rtm_scope = route.scope;
  header.rtm_protocol = RTPROT_KERNEL;
  return header;
}

void add_destination(Messages& messages, const Route& route) {
  in6_addr address{};
  inet_pton(route.family, route.to, &address);
  messages.attribute(RTA_DST, &address, route.family == AF_INET ? sizeof(in_addr) : sizeof(in6_addr));
  messages.attribute(RTA_OIF, &loopback_index, sizeof loopback_index);
}

void add(Messages& messages, const Route& route) {
  messages.begin(RTM_NEWROUTE, NLM_F_CREATE | NLM_F_REPLACE, header_of(route));
  add_destination(messages, route);
  if (route.type == RTN_LOCAL && route.family == AF_INET) {
    in_addr own{};
    inet_pton(AF_INET, "127.0.0.1", &own);
    messages.attribute(RTA_PREFSRC, &own, sizeof own);
  }
  const struct {
    rtattr head;
    std::uint32_t value;
  } quickack{{sizeof(rtattr) + sizeof(std::uint32_t), RTAX_QUICKACK}, 1};
  messages.attribute(RTA_METRICS, &quickack, sizeof quickack);
  messages.end();
  if (route.family == AF_INET || route.type != RTN_LOCAL) return;
  // An IPv6 route of the kernel's own has metric 0, which no request can name: ours stands beside it, and the first one found,
  // the kernel's, goes.
  messages.begin(RTM_DELROUTE, 0, header_of(route));
  add_destination(messages, route);
  messages.end();
}

// The kernel's answers, in the order of the requests: 0 or -errno.
std::vector<int> exchange(const Messages& messages) {
  const base::Fd wire(must(socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_ROUTE), "opening rtnetlink"));
  must(send(wire.get(), messages.bytes().data(), messages.bytes().size(), 0), "configuring the loopback interface");
  std::vector<int> results;
  alignas(nlmsghdr) char buffer[4096];
  while (static_cast<int>(results.size()) < messages.count()) {
    auto left = static_cast<unsigned>(must(recv(wire.get(), buffer, sizeof buffer, 0), "configuring the loopback interface"));
    for (auto* message = reinterpret_cast<nlmsghdr*>(buffer); NLMSG_OK(message, left); message = NLMSG_NEXT(message, left)) {
      if (message->nlmsg_type == NLMSG_ERROR) results.push_back(static_cast<nlmsgerr*>(NLMSG_DATA(message))->error);
    }
  }
  return results;
}

}  // namespace

void bring_up_loopback() {
  Messages messages;
  ifinfomsg up{};
  up.ifi_family = AF_UNSPEC;
  up.ifi_index = loopback_index;
  up.ifi_flags = IFF_UP;
  up.ifi_change = IFF_UP;
  messages.begin(RTM_NEWLINK, 0, up);
  messages.end();
  for (const Route& route : routes) {
    if (route.family == AF_INET) add(messages, route);
  }
  for (const int result : exchange(messages)) {
    errno = -result;
    if (result != 0) must(-1, "configuring the loopback interface");
  }
  Messages version_6;  // which a kernel may lack
  for (const Route& route : routes) {
    if (route.family == AF_INET6) add(version_6, route);
  }
  exchange(version_6);
}

bool network_is_as_new() {
  // proc_pid_net(5): the first line of unix is a heading, and the eighth column a name; the first figure after "lo:" counts
  // bytes.
  std::ifstream sockets("/proc/self/net/unix");
  std::string line;
  std::getline(sockets, line);
  while (std::getline(sockets, line)) {
    std::istringstream columns(line);
    std::string column;
    for (int i = 0; i < 8; ++i) columns >> column;
    if (columns) return false;
  }
  std::ifstream devices("/proc/self/net/dev");
  std::string word;
  while (devices >> word && word != "lo:") continue;
  std::uint64_t bytes = 1;
  return devices >> bytes && bytes == 0;
}

}  // namespace ipcgrade::engine::sandbox
