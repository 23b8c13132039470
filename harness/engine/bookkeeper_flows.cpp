// What moves through which object: one carrier for each pipe, FIFO and queue, one for each direction of a connection, one for
// each port that datagrams are sent to.
#include <fcntl.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <algorithm>
#include <climits>
#include <cstring>

#include "base/hash.hpp"
#include "engine/bookkeeper.hpp"
#include "engine/probe/memory.hpp"
#include "engine/probe/sockets.hpp"

namespace ipcgrade::engine {
namespace {

using model::Object;
using model::ObjectKind;
using model::Waiting;

constexpr std::size_t carried_bytes = 1U << 20;    // of one carrier
constexpr std::size_t carried_by_all = 32U << 20;  // of all of a trial: a loop makes pipes without end

bool is_pipe(ObjectKind kind) { return kind == ObjectKind::pipe || kind == ObjectKind::fifo; }

bool is_one_of(std::string_view name, std::initializer_list<std::string_view> names) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

// Where a call has its bytes: a buffer, an array of buffers, a message header, or a message with its type before it.
enum class Holds : std::uint8_t { buffer, vector, header, typed, unknown };
Holds holder_of(const Call& call) {
  const std::string_view name = call.row->name;
  if (is_one_of(name, {"readv", "writev", "vmsplice", "preadv", "pwritev", "preadv2", "pwritev2"})) return Holds::vector;
  if (is_one_of(name, {"sendmsg", "recvmsg"})) return Holds::header;
  if (is_one_of(name, {"msgsnd", "msgrcv"})) return Holds::typed;
  return is_one_of(name, {"sendmmsg", "recvmmsg"}) ? Holds::unknown : Holds::buffer;
}

std::string bytes_of(pid_t process, const Call& call, std::size_t size) {
  const std::uint64_t address = call.arguments[1];
  switch (holder_of(call)) {
    case Holds::buffer:
      return probe::read_memory(process, address, size);
    case Holds::vector:
      return probe::read_vector(process, address, call.arguments[2], size);
    case Holds::typed:
      return probe::read_memory(process, address + sizeof(long), size);
    case Holds::header: {
      const auto header = probe::read_value<msghdr>(process, address);
      if (!header) return "";
      return probe::read_vector(process, reinterpret_cast<std::uint64_t>(header->msg_iov), header->msg_iovlen, size);
    }
    case Holds::unknown:
      break;
  }
  return "";
}

bool receives(const Call& call) { return call.row->waiting == Waiting::read_fd || call.row->waiting == Waiting::queue_receive; }
bool sends(const Call& call) { return call.row->waiting == Waiting::write_fd || call.row->waiting == Waiting::queue_send; }

// How many bytes it moved; calls that send whole messages return 0.
std::uint64_t size_of(const Call& call, std::int64_t result) {
  if (result < 0 || holder_of(call) == Holds::unknown) return 0;
  return is_one_of(call.row->name, {"mq_timedsend", "msgsnd"}) ? call.arguments[2] : static_cast<std::uint64_t>(result);
}

void add_unique(std::vector<model::ProcessIndex>& list, model::ProcessIndex process) {
  if (std::find(list.begin(), list.end(), process) == list.end()) list.push_back(process);
}

// The port that a datagram is sent to, where the call names it.
std::uint16_t port_named(pid_t process, const Call& call) {
  std::uint64_t address = 0;
  if (call.row->name == "sendto") address = call.arguments[4];
  if (call.row->name == "sendmsg")
    address = reinterpret_cast<std::uint64_t>(probe::read_value<msghdr>(process, call.arguments[1]).value_or(msghdr{}).msg_name);
  if (address == 0) return 0;
  return ntohs(probe::read_value<std::uint16_t>(process, address + sizeof(sa_family_t)).value_or(0));
}

// It may have been woken, and move into any pipe before whoever is let go next: splice(2) and its kin.
bool is_copying(const Thread& thread) {
  const bool in_call = thread.where != Thread::Where::gone && thread.call && thread.call->row != nullptr;
  return in_call && thread.call->row->waiting == Waiting::copy_fds;
}

std::uint64_t hash_of(const std::string& text) { return base::fnv1a(text); }

}  // namespace

// The two sides of a socket, asked once it is connected, or bound where it is not a stream.
const Bookkeeper::Sides& Bookkeeper::sides_of(const Process& process, const probe::OpenFile& file) {
  Sides& sides = sides_[file.object.inode];
  if (sides.connected) return sides;
  const auto socket = probe::socket_of(process.pid, file.fd);
  if (!socket) return sides;
  const bool bound = file.object.kind == ObjectKind::udp && socket->local_port != 0;
  sides = {hash_of(socket->local), hash_of(socket->remote), socket->local_port, socket->remote_port,
           bound || !socket->remote.empty()};
  if (file.object.kind != ObjectKind::unix_socket) return sides;
  const auto peer = probe::unix_peer(file.object.inode);
  if (!peer || *peer == 0) return sides;
  return sides = {file.object.inode, *peer, 0, 0, true};
}

// Where these bytes go or come from; of the kind unknown where nobody follows them.
Object Bookkeeper::channel_of(const Process& process, const Call& call, const probe::OpenFile& file) {
  switch (file.object.kind) {
    case ObjectKind::pipe:
    case ObjectKind::fifo:
    case ObjectKind::queue:
    case ObjectKind::file:
      return file.object;
    case ObjectKind::tcp:
    case ObjectKind::unix_socket: {
      const Sides& sides = sides_of(process, file);
      if (!sides.connected) return {};
      return {file.object.kind, sends(call) ? sides.local : sides.remote, sends(call) ? sides.remote : sides.local, 0};
    }
    case ObjectKind::udp: {
      const Sides& sides = sides_of(process, file);
      if (!sends(call)) return {ObjectKind::udp, 0, sides.local_port, 0};
      const std::uint16_t named = port_named(process.pid, call);
      if (named == 0 && sides.remote_port == 0) sides_.erase(file.object.inode);  // bound when it was asked, connected since
      return {ObjectKind::udp, 0, named == 0 ? sides_of(process, file).remote_port : named, 0};
    }
    default:
      return {};
  }
}

Bookkeeper::Moved Bookkeeper::moved(Thread& thread, const Call& call, std::int64_t result) {
  if (call.row == nullptr) return {};
  const bool system_v = call.row->waiting == Waiting::queue_send || call.row->waiting == Waiting::queue_receive;
  const bool moves = sends(call) || receives(call);
  if (!moves && call.row->waiting != Waiting::copy_fds) return {};
  Process& process = world_.process_of(thread);
  Moved out;
  out.fd = system_v ? -1 : static_cast<int>(call.arguments[0]);
  const probe::OpenFile* const file = system_v ? nullptr : world_.descriptor(process, out.fd);
  if (file != nullptr) out.object = file->object;
  if (system_v) out.object = {ObjectKind::queue, 0, call.arguments[0], 0};
  out.size = moves ? size_of(call, result) : 0;
  if (out.size == 0) return out;
  out.channel = file != nullptr ? channel_of(process, call, *file) : out.object;
  const std::size_t size = std::min<std::size_t>(out.size, kept_of(call, out.channel));
  if (receives(call) && is_pipe(out.object.kind)) out.bytes = payload_of_read(out.object, size);
  if (out.bytes.empty()) out.bytes = bytes_of(process.pid, call, size);
  out.opaque = call.row->name == "vmsplice";
  return out;
}

// How many bytes of a call are looked at: all that its carrier has room for, where it is the one that fills it.
std::size_t Bookkeeper::kept_of(const Call& call, const Object& channel) {
  if (is_pipe(channel.kind)) return carried_bytes;
  if (receives(call) || channel.kind == ObjectKind::unknown || channel.kind == ObjectKind::file) return payload_bytes;
  return std::max(payload_bytes, carried_bytes - std::min(carried_bytes, carrier(channel).bytes.size()));
}

Bookkeeper::Flow& Bookkeeper::flow(const Object& object) {
  auto& carriers = recorder_.trace().carriers;
  const auto [found, fresh] = flows_.try_emplace(object, Flow{carriers.size(), 0});
  if (fresh) carriers.push_back({object, 0, {}, {}, {}, false});
  return found->second;
}

// What a reader gets is what a writer put there: no need to read it from memory again. Empty where that is not known.
std::string Bookkeeper::payload_of_read(const Object& object, std::size_t size) {
  const Flow& through = flow(object);
  const model::Carrier& carried = recorder_.trace().carriers[through.index];
  if (carried.opaque || through.taken + size > carried.bytes.size()) return {};
  return carried.bytes.substr(through.taken, size);
}

bool Bookkeeper::will_not_wait(const Thread& thread) {
  const Call& call = *thread.call;
  if (call.row == nullptr || (call.row->waiting != Waiting::read_fd && call.row->waiting != Waiting::write_fd)) return false;
  const probe::OpenFile* const file = world_.descriptor(world_.process(thread.process), static_cast<int>(call.arguments[0]));
  if (file == nullptr) return true;  // EBADF
  if (!is_pipe(file->object.kind)) return file->object.kind == ObjectKind::file;
  const Flow& through = flow(file->object);
  const std::uint64_t size = recorder_.trace().carriers[through.index].size;
  const std::uint64_t inside =
      size > through.taken ? size - through.taken : 0;  // a reader's exit may be seen before its writer's
  if (call.row->waiting == Waiting::read_fd) return inside > 0;
  return inside == 0 && call.row->name == "write" && call.arguments[2] <= PIPE_BUF;
}

// Whoever sleeps reading a pipe holds a reading end of it for as long, and data would have woken it.
bool Bookkeeper::somebody_sleeps_reading(const Object& object) {
  return std::any_of(world_.threads().begin(), world_.threads().end(), [&](const auto& other) {
    if (other->where != Thread::Where::asleep || !other->call || other->call->row == nullptr || other->call->row->name != "read")
      return false;
    const auto fd = static_cast<int>(other->call->arguments[0]);
    const probe::OpenFile* const file = world_.descriptor(world_.process_of(*other), fd);
    if (file == nullptr || file->object != object) return false;
    return other->idling.epoch == world_.effects || other->still_asleep();  // nothing has happened since it fell asleep
  });
}

// Of a write, whatever it holds.
bool Bookkeeper::finds_room(const Thread& thread) {
  const Call& call = *thread.call;
  if (call.row == nullptr || call.row->name != "write" || call.arguments[2] == 0 || call.arguments[2] > PIPE_BUF) return false;
  const probe::OpenFile* const file = world_.descriptor(world_.process(thread.process), static_cast<int>(call.arguments[0]));
  const bool into_pipe = file != nullptr && is_pipe(file->object.kind) && file->access != model::Access::read;
  const auto& threads = world_.threads();
  return into_pipe && somebody_sleeps_reading(file->object) &&
         std::none_of(threads.begin(), threads.end(), [](const auto& other) { return is_copying(*other); });
}

// splice, tee, sendfile: between two descriptors, and nobody sees the bytes.
void Bookkeeper::carry_unseen(const Thread& thread, const Call& call, std::int64_t result) {
  Process& process = world_.process_of(thread);
  for (const int argument : {0, 1, 2}) {
    const auto* const file = world_.descriptor(process, static_cast<int>(call.arguments[static_cast<std::size_t>(argument)]));
    if (file == nullptr || !is_pipe(file->object.kind)) continue;
    model::Carrier& through = carrier(file->object);
    through.opaque = true;
    if (file->access == model::Access::read) {
      flow(file->object).taken += static_cast<std::uint64_t>(result);
      add_unique(through.readers, thread.process);
    } else {
      through.size += static_cast<std::uint64_t>(result);
      add_unique(through.writers, thread.process);
    }
  }
}

// A file carries something only once somebody has written into it: most are only read.
void Bookkeeper::carry(const Thread& thread, const Call& call, const Moved& what, std::int64_t result) {
  if (call.row == nullptr || result < 0) return;
  if (call.row->waiting == Waiting::copy_fds && result > 0) return carry_unseen(thread, call, result);
  if (what.size == 0 || what.channel.kind == ObjectKind::unknown) return;
  if (receives(call)) {
    if (what.channel.kind == ObjectKind::file && !flows_.contains(what.channel)) return;
    flow(what.channel).taken += what.size;
    return add_unique(carrier(what.channel).readers, thread.process);
  }
  model::Carrier& through = carrier(what.channel);
  add_unique(through.writers, thread.process);
  through.size += what.size;
  through.opaque = through.opaque || what.opaque;
  if (what.channel.kind == ObjectKind::file || through.bytes.size() >= carried_bytes) return;
  const std::size_t room = std::min(carried_bytes - through.bytes.size(), carried_by_all - kept_);
  const std::size_t before = through.bytes.size();
  through.bytes += what.bytes.substr(0, room);
  kept_ += through.bytes.size() - before;
}

}  // namespace ipcgrade::engine
