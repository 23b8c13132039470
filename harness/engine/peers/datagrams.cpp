#include "engine/peers/datagrams.hpp"

#include <net/if.h>
#include <netinet/in.h>

#include <cerrno>

#include "base/error.hpp"

namespace ipcgrade::engine::peers {
namespace {

using model::PeerDeed;

constexpr std::size_t largest_datagram = 65'535;  // more than UDP can carry

Address destination(const model::OpenPeer& order, std::uint16_t port) {
  if (port == 0) return {};
  return order.group.empty() ? loopback(order.family, port) : group_address(order.group, port);
}

}  // namespace

Datagrams::Datagrams(const model::OpenPeer& order, std::uint16_t port, std::uint16_t local, const Log& sink)
    : Peer(order.peer, model::PeerKind::datagram, sink),
      order_(order),
      socket_(make_socket(order.family, Type::datagram)),
      to_(destination(order, port)),
      reads_(order.reads == model::Reads::at_once),
      answers_(order.answers) {
  remote_port_ = port;
  if (order.receive_buffer > 0) set_option(socket_, SOL_SOCKET, SO_RCVBUF, static_cast<int>(order.receive_buffer));
  if (!order.group.empty()) set_option(socket_, SOL_SOCKET, SO_REUSEADDR, 1);  // members of a group share its port
  const Address here = order.group.empty() ? loopback(order.family, local) : anywhere(local);
  const bool is_bound = bind(socket_.get(), here.get(), here.size) == 0;
  if (!is_bound && errno != EADDRINUSE) base::check(-1, "binding a peer's UDP socket");
  record_.port = is_bound ? port_of(socket_) : local;
  if (!is_bound) {
    record_.end = model::PeerEnd::refused;
    socket_.reset();
  } else if (!order.group.empty()) {
    use_group(order.group, port == 0 || local != 0 ? Member::yes : Member::no);
  }
  log(is_bound ? PeerDeed::bound : PeerDeed::taken, {}, record_.port);
}

// On the loopback interface: a trial has no other. Who only sends is no member: on Linux its membership would bring the group's
// datagrams to programs that have not joined (IP_MULTICAST_ALL in ip(7)).
void Datagrams::use_group(const std::string& group, Member member) {
  ip_mreqn membership{};
  const Address address = group_address(group, 0);
  membership.imr_multiaddr = reinterpret_cast<const sockaddr_in*>(&address.storage)->sin_addr;
  membership.imr_ifindex = static_cast<int>(if_nametoindex("lo"));
  const auto apply = [&](int option) {
    base::check(setsockopt(socket_.get(), IPPROTO_IP, option, &membership, sizeof membership), "joining a multicast group");
  };
  if (member == Member::yes) apply(IP_ADD_MEMBERSHIP);
  apply(IP_MULTICAST_IF);
}

Progress Datagrams::exchange() {
  const Progress received = receive();
  const Progress sent = push();
  return received == Progress::some ? received : sent;
}

Progress Datagrams::receive() {
  Progress progress = Progress::none;
  static char buffer[largest_datagram];
  while (socket_ && reads_) {
    Address from;
    from.size = sizeof from.storage;
    const ssize_t got = recvfrom(socket_.get(), buffer, sizeof buffer, 0, reinterpret_cast<sockaddr*>(&from.storage), &from.size);
    if (got < 0 && errno == EAGAIN) break;
    if (got < 0) continue;  // EINTR, or an earlier datagram of ours found nobody (ECONNREFUSED): both are told once
    progress = Progress::some;
    take({buffer, static_cast<std::size_t>(got)}, from);
  }
  return progress;
}

void Datagrams::take(std::string_view bytes, const Address& from) {
  from_ = from;
  last_xid_ = bytes.substr(0, bytes.size() < Answers::xid_bytes ? 0 : Answers::xid_bytes);
  record_.datagrams.emplace_back(bytes);
  ++record_.datagram_count;
  record_.size += bytes.size();
  log(PeerDeed::received, bytes);
  if (order_.echo == model::Echo::on) unsent_.push_back({std::string(bytes), {}, from});
  if (auto answer = answers_.to(bytes)) unsent_.push_back({*std::move(answer), {}, from});
}

Progress Datagrams::push() {
  Progress progress = Progress::none;
  while (socket_ && !unsent_.empty()) {
    const Outgoing& next = unsent_.front();
    const std::string_view bytes = next.bytes();
    const ssize_t put = sendto(socket_.get(), bytes.data(), bytes.size(), MSG_NOSIGNAL, next.to.get(), next.to.size);
    if (put < 0 && errno == EAGAIN) break;
    if (put < 0 && errno == EINTR) continue;
    if (put < 0 && errno == EMSGSIZE) base::check(put, "sending a datagram that is longer than UDP can carry");
    progress = Progress::some;
    if (put >= 0) log(PeerDeed::sent, bytes);
    if (next.owned.empty()) scripted_bytes_ += bytes.size();
    unsent_.pop_front();
  }
  return progress;
}

void Datagrams::send(std::string_view bytes, std::string made, const Peer& answered) {
  if (!socket_) return;
  const auto* const asked = dynamic_cast<const Datagrams*>(&answered);
  const bool for_another = asked != nullptr && asked != this;
  const Address& to = for_another ? asked->from_ : to_.size == 0 ? from_ : to_;
  if (to.size == 0) return miss();
  unsent_.push_back({std::move(made), bytes, to});
}

void Datagrams::obey(model::PeerVerb verb) {
  if (verb == model::PeerVerb::read) {
    reads_ = true;
  } else if (verb != model::PeerVerb::shut && socket_) {
    (void)push();
    socket_.reset();
    log(PeerDeed::closed);
  }
}

}  // namespace ipcgrade::engine::peers
