#include "engine/peers/stream.hpp"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>

#include <cerrno>

#include "base/error.hpp"
#include "engine/peers/address.hpp"
#include "engine/peers/waiting_room.hpp"

namespace ipcgrade::engine::peers {
namespace {

using model::PeerDeed;
using model::PeerEnd;

bool would_block(int error) { return error == EAGAIN || error == EWOULDBLOCK || error == EINPROGRESS; }

}  // namespace

Stream::Stream(const model::OpenPeer& order, std::uint16_t port, const Log& sink)
    : Peer(order.peer, model::PeerKind::client, sink),
      order_(order),
      socket_(make_socket(order.family, Type::stream)),
      reads_(order.reads == model::Reads::at_once),
      answers_(order.answers) {
  set_option(socket_, IPPROTO_TCP, TCP_NODELAY, 1);  // every piece is a segment of its own
  if (order.receive_buffer > 0) set_option(socket_, SOL_SOCKET, SO_RCVBUF, static_cast<int>(order.receive_buffer));
  remote_port_ = port;
  log(PeerDeed::connecting, {}, port);
  const Address to = loopback(order.family, port);
  const bool failed = connect(socket_.get(), to.get(), to.size) != 0 && !would_block(errno);
  record_.port = port_of(socket_);
  if (failed)
    lost(PeerEnd::refused, PeerDeed::refused);
  else
    (void)look_whether_connected();
}

Stream::Stream(std::string name, base::Fd socket, const model::OpenPeer& server, const Log& sink)
    : Peer(std::move(name), model::PeerKind::connection, sink),
      order_(server),
      socket_(std::move(socket)),
      state_(State::connected),
      reads_(server.reads == model::Reads::at_once),
      answers_(server.answers) {
  set_option(socket_, IPPROTO_TCP, TCP_NODELAY, 1);
  record_.port = port_of(socket_);
  log(PeerDeed::accepted);
}

Progress Stream::exchange() {
  if (!socket_) return Progress::none;
  if (state_ == State::connecting) return look_whether_connected();
  const Progress received = receive();
  const Progress sent = push();
  const Progress finished = finish();
  return received == Progress::some || sent == Progress::some ? Progress::some : finished;
}

Progress Stream::look_whether_connected() {
  pollfd look{socket_.get(), POLLOUT, 0};
  if (poll(&look, 1, 0) <= 0) return Progress::none;
  int error = 0;
  socklen_t size = sizeof error;
  getsockopt(socket_.get(), SOL_SOCKET, SO_ERROR, &error, &size);
  if (error != 0) {
    lost(PeerEnd::refused, PeerDeed::refused);
    return Progress::some;
  }
  state_ = State::connected;
  log(PeerDeed::connected, {}, remote_port_);
  return Progress::some;
}

Progress Stream::receive() {
  Progress progress = Progress::none;
  static char buffer[1U << 18];
  while (socket_ && reads_ && sees_more_ && !(order_.echo == model::Echo::on && !unsent_.empty())) {
    const ssize_t got = recv(socket_.get(), buffer, sizeof buffer, 0);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0 && would_block(errno)) break;
    progress = Progress::some;
    if (got > 0) {
      take({buffer, static_cast<std::size_t>(got)});
    } else if (got == 0) {
      sees_more_ = false;
      record_.end = PeerEnd::end;
      log(PeerDeed::saw_end);
    } else {
      lost(PeerEnd::reset, PeerDeed::saw_reset);
    }
  }
  return progress;
}

void Stream::take(std::string_view bytes) {
  record_.bytes += bytes;
  record_.size += bytes.size();
  log(PeerDeed::received, bytes);
  if (order_.echo == model::Echo::on) unsent_.own(std::string(bytes));
  for (const std::string& request : records_.take(bytes)) {
    if (request.size() == Answers::xid_bytes) last_xid_ = request;
    if (auto answer = answers_.to(request)) unsent_.own(*std::move(answer));
  }
}

Progress Stream::push() {
  Progress progress = Progress::none;
  while (socket_ && !unsent_.empty()) {
    const std::string_view next = unsent_.front();
    const ssize_t put = ::send(socket_.get(), next.data(), next.size(), MSG_NOSIGNAL);
    if (put < 0 && errno == EINTR) continue;
    if (put < 0 && would_block(errno)) break;
    progress = Progress::some;
    if (put < 0) {
      lost(PeerEnd::reset, PeerDeed::saw_reset);
      break;
    }
    log(PeerDeed::sent, next.substr(0, static_cast<std::size_t>(put)));
    if (unsent_.front_is_borrowed()) scripted_bytes_ += static_cast<std::uint64_t>(put);
    unsent_.sent(static_cast<std::size_t>(put));
  }
  return progress;
}

// An echo ends when what it echoes has ended.
Progress Stream::finish() {
  if (ending_ == Ending::no && order_.echo == model::Echo::on && !sees_more_) ending_ = Ending::shut_when_sent;
  if (!socket_ || !unsent_.empty() || ending_ == Ending::no || ending_ == Ending::shut) return Progress::none;
  if (ending_ == Ending::close_when_sent) {
    log(PeerDeed::closed);
    socket_.reset();
  } else {
    shutdown(socket_.get(), SHUT_WR);
    log(PeerDeed::shut);
    ending_ = Ending::shut;
  }
  return Progress::some;
}

// The connection is no more. A stream that ended before it was torn down has ended: that came first.
void Stream::lost(PeerEnd end, PeerDeed deed) {
  if (record_.end == PeerEnd::none) record_.end = end;
  sees_more_ = false;
  unsent_.clear();
  socket_.reset();
  log(deed, {}, deed == PeerDeed::refused ? remote_port_ : std::uint16_t{0});
}

void Stream::send(std::string_view bytes, std::string made, const Peer& /*answered*/) {
  if (!socket_ || ending_ != Ending::no) return;
  unsent_.borrow(bytes);
  unsent_.own(std::move(made));
}

void Stream::obey(model::PeerVerb verb) {
  if (verb == model::PeerVerb::read) reads_ = true;
  if (!socket_) return;
  if (verb == model::PeerVerb::shut && ending_ == Ending::no) ending_ = Ending::shut_when_sent;
  if (verb == model::PeerVerb::close) ending_ = Ending::close_when_sent;
  if (verb == model::PeerVerb::reset) {
    const linger at_once{1, 0};  // close(2) then sends a RST (socket(7))
    base::check(setsockopt(socket_.get(), SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once), "resetting a connection");
    unsent_.clear();
    socket_.reset();
    log(PeerDeed::reset);
  }
}

// Segments that nobody has acknowledged: a SYN, bytes, a FIN. Bytes held back because the other end has no room are none.
bool Stream::in_flight() const {
  if (!socket_) return false;
  tcp_info info{};
  socklen_t size = sizeof info;
  if (getsockopt(socket_.get(), IPPROTO_TCP, TCP_INFO, &info, &size) != 0 || info.tcpi_unacked == 0) return false;
  return state_ != State::connecting || !is_full(order_.family, remote_port_);
}

}  // namespace ipcgrade::engine::peers
