#include "engine/peers/peers.hpp"

#include <algorithm>

#include "engine/peers/datagrams.hpp"
#include "engine/peers/listener.hpp"
#include "engine/peers/stream.hpp"

namespace ipcgrade::engine::peers {
namespace {

using model::PeerKind;

constexpr std::size_t kept_bytes = 1U << 20;   // of a stream, and of all datagrams of a peer
constexpr std::size_t kept_before = 1U << 10;  // of a stream in front of the difference
constexpr std::size_t kept_datagrams = 10'000;

std::size_t first_difference(const std::string& a, const std::string& b) {
  const std::size_t common = std::min(a.size(), b.size());
  const auto end = a.begin() + static_cast<std::ptrdiff_t>(common);
  return static_cast<std::size_t>(std::mismatch(a.begin(), end, b.begin()).first - a.begin());
}

// Where in the stream the part begins that is worth keeping.
std::size_t worth_keeping(const model::PeerRecord& record, const model::PeerMatch* asked) {
  const bool compared =
      asked != nullptr && asked->peer == record.peer && asked->received &&
      (asked->received->rule == model::OutputRule::equals || asked->received->rule == model::OutputRule::starts_with);
  if (!compared) return 0;
  const std::size_t place = first_difference(record.bytes, asked->received->text.bytes);
  return place + kept_before < kept_bytes ? 0 : place - kept_before;
}

void cut(model::PeerRecord& record, const model::PeerMatch* asked) {
  if (record.bytes.size() > kept_bytes) {
    record.from = worth_keeping(record, asked);
    record.bytes = record.bytes.substr(record.from, kept_bytes);
  }
  std::size_t size = 0;
  std::size_t count = 0;
  while (count < record.datagrams.size() && count < kept_datagrams && size + record.datagrams[count].size() <= kept_bytes)
    size += record.datagrams[count++].size();
  record.datagrams.resize(count);
}

bool is_tcp(const model::PeerRecord& record) { return record.kind != PeerKind::datagram; }

}  // namespace

void Peers::open(const model::OpenPeer& order, std::uint16_t port, std::uint16_t local) {
  if (order.kind == PeerKind::client) {
    peers_.push_back(std::make_unique<Stream>(order, port, log_));
  } else if (order.kind == PeerKind::datagram) {
    peers_.push_back(std::make_unique<Datagrams>(order, port, local, log_));
  } else {
    const auto accepted = [this](std::string name, base::Fd socket, const model::OpenPeer& server) {
      peers_.push_back(std::make_unique<Stream>(std::move(name), std::move(socket), server, log_));
    };
    peers_.push_back(std::make_unique<Listener>(order, port, log_, accepted));
  }
}

void Peers::send(const model::SendToPeer& order, std::string_view bytes) {
  Peer* const sender = named(order.peer);
  const Peer* const answered = order.answers.empty() ? sender : named(order.answers);
  if (sender == nullptr || answered == nullptr) return;
  if (order.data.xid_at.empty()) return sender->send(bytes, {}, *answered);
  const std::string xid = answered->last_xid();
  if (xid.empty()) return sender->miss();
  sender->send({}, model::answer_bytes(order.data, xid), *answered);
}

void Peers::obey(const std::string& peer, model::PeerVerb verb) {
  if (Peer* const found = named(peer)) found->obey(verb);
}

void Peers::shut_all() {
  for (const auto& peer : peers_)
    if (peer->record().kind == PeerKind::client || peer->record().kind == PeerKind::connection) peer->obey(model::PeerVerb::shut);
}

// By index: a server that accepts adds to the list.
Progress Peers::exchange() {
  Progress progress = Progress::none;
  for (std::size_t i = 0; i < peers_.size(); ++i)
    if (peers_[i]->exchange() == Progress::some) progress = Progress::some;
  return progress;
}

bool Peers::in_flight() const {
  return std::any_of(peers_.begin(), peers_.end(), [](const auto& peer) { return peer->in_flight(); });
}

Peer* Peers::named(const std::string& peer) {
  const auto found = std::find_if(peers_.begin(), peers_.end(), [&](const auto& p) { return p->record().peer == peer; });
  return found == peers_.end() ? nullptr : found->get();
}

const model::PeerRecord* Peers::find(const std::string& peer) const {
  const auto found = std::find_if(peers_.begin(), peers_.end(), [&](const auto& p) { return p->record().peer == peer; });
  return found == peers_.end() ? nullptr : &(*found)->record();
}

std::uint64_t Peers::unasked_bytes() const {
  std::uint64_t came = 0;
  std::uint64_t asked = 0;
  for (const auto& peer : peers_) {
    came += peer->received_bytes();
    asked += peer->scripted_bytes();
  }
  return came > asked ? came - asked : 0;
}

bool Peers::could_end(Protocol protocol, std::uint16_t local, std::uint16_t remote, model::WaitFor what) const {
  return std::any_of(peers_.begin(), peers_.end(), [&](const auto& peer) {
    const model::PeerRecord& record = peer->record();
    if (!peer->may_end(what) || is_tcp(record) != (protocol == Protocol::tcp)) return false;
    if (protocol == Protocol::udp) return remote == 0 || remote == record.port;
    // A server's connections speak for themselves: it alone can only take another one.
    if (record.kind == model::PeerKind::server && what != model::WaitFor::peer) return false;
    return remote != 0 && record.port == remote && (peer->remote_port() == 0 || peer->remote_port() == local);
  });
}

void Peers::abandon() {
  for (const auto& peer : peers_) cut(abandoned_.emplace_back(std::move(peer->record())), nullptr);
  peers_.clear();
}

std::vector<model::PeerRecord> Peers::take_records(const model::PeerMatch* asked) {
  std::vector<model::PeerRecord> out = std::move(abandoned_);
  for (const auto& peer : peers_) cut(out.emplace_back(std::move(peer->record())), asked);
  peers_.clear();
  return out;
}

}  // namespace ipcgrade::engine::peers
