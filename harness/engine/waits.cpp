#include "engine/waits.hpp"

#include <fcntl.h>
#include <linux/futex.h>
#include <netinet/in.h>
#include <poll.h>
#include <sched.h>
#include <sys/epoll.h>
#include <sys/file.h>
#include <sys/select.h>
#include <sys/wait.h>

#include <algorithm>

#include "engine/probe/memory.hpp"
#include "engine/probe/sockets.hpp"

namespace ipcgrade::engine {
namespace {

using model::ObjectKind;
using model::Wait;
using model::WaitFor;
using model::Waiting;

struct Context {
  World& world;
  const Thread& thread;
  Process& process;
  const Call& call;

  [[nodiscard]] std::uint64_t argument(int index) const { return call.arguments[static_cast<std::size_t>(index)]; }
  [[nodiscard]] int fd(int index) const { return static_cast<int>(argument(index)); }
};

using Waits = std::vector<Wait>;

bool can_make_wait(ObjectKind kind) { return kind != ObjectKind::file && kind != ObjectKind::unknown; }

void add_descriptor(const Context& c, int fd, WaitFor what, Waits& waits) {
  const probe::OpenFile* const file = c.world.descriptor(c.process, fd);
  if (file == nullptr || !can_make_wait(file->object.kind)) return;
  model::Object object = file->object;
  if (object.kind == ObjectKind::timer) what = WaitFor::time;
  if (object.kind == ObjectKind::child) what = WaitFor::child;
  if (object.kind == ObjectKind::signal) {  // of a signalfd: those of whoever reads it
    what = WaitFor::signal;
    object = {ObjectKind::signal, 0, static_cast<std::uint64_t>(c.process.index), 0};
  }
  if (what == WaitFor::data && c.world.listeners.contains(object.inode) && probe::is_socket(object.kind))
    what = WaitFor::connection;
  waits.push_back({object, what, fd, {}, false, true});
}

Waits read_fd(const Context& c) {
  Waits waits;
  add_descriptor(c, c.fd(0), WaitFor::data, waits);
  return waits;
}

Waits write_fd(const Context& c) {
  Waits waits;
  add_descriptor(c, c.fd(0), WaitFor::room, waits);
  return waits;
}

Waits accepting(const Context& c) {
  Waits waits;
  add_descriptor(c, c.fd(0), WaitFor::connection, waits);
  return waits;
}

Waits connecting(const Context& c) {
  Waits waits;
  add_descriptor(c, c.fd(0), WaitFor::peer, waits);
  return waits;
}

Wait on_system_v(const Context& c, ObjectKind kind, WaitFor what) {
  const model::Object object{kind, 0, c.argument(0), 0};
  c.world.users[object].insert(c.process.index);
  return {object, what, -1, {}, false, false};
}
Waits queue_receive(const Context& c) { return {on_system_v(c, ObjectKind::queue, WaitFor::data)}; }
Waits queue_send(const Context& c) { return {on_system_v(c, ObjectKind::queue, WaitFor::room)}; }
Waits semaphore(const Context& c) { return {on_system_v(c, ObjectKind::semaphore, WaitFor::wake)}; }

// splice and tee name the source first; sendfile names it second.
Waits copy_fds(const Context& c) {
  const bool sendfile = c.call.row->name == "sendfile";
  const int source = c.fd(sendfile ? 1 : 0);
  const int target = c.fd(sendfile ? 0 : (c.call.row->name == "tee" ? 1 : 2));
  Waits waits;
  add_descriptor(c, source, WaitFor::data, waits);
  add_descriptor(c, target, WaitFor::room, waits);
  return waits;
}

Waits open_path(const Context& c) {
  const bool relative_to_fd = c.call.row->name.starts_with("openat");
  const int directory = relative_to_fd ? c.fd(0) : AT_FDCWD;
  const std::string path = probe::read_string(c.process.pid, c.argument(relative_to_fd ? 1 : 0), 4096);
  const auto object = probe::object_at(c.process.pid, directory, path);
  if (!object || object->kind != ObjectKind::fifo) return {};
  return {{*object, WaitFor::peer, -1, {}, false, false}};
}

struct Named {
  int fd = -1;
  WaitFor what = WaitFor::data;
};

std::vector<Named> named_by_poll(const Context& c) {
  std::vector<Named> named;
  const auto count = std::min<std::uint64_t>(c.argument(1), 4096);
  for (std::uint64_t i = 0; i < count; ++i) {
    const auto entry = probe::read_value<pollfd>(c.process.pid, c.argument(0) + i * sizeof(pollfd));
    if (entry && entry->fd >= 0) named.push_back({entry->fd, (entry->events & POLLOUT) != 0 ? WaitFor::room : WaitFor::data});
  }
  return named;
}

std::vector<Named> named_by_select(const Context& c) {
  std::vector<Named> named;
  const int count = std::min(c.fd(0), FD_SETSIZE);
  for (const int set : {1, 2, 3}) {  // to read, to write, exceptions
    const auto bits = c.argument(set) == 0 ? std::nullopt : probe::read_value<fd_set>(c.process.pid, c.argument(set));
    for (int fd = 0; bits && fd < count; ++fd)
      if (FD_ISSET(fd, &*bits)) named.push_back({fd, set == 2 ? WaitFor::room : WaitFor::data});
  }
  return named;
}

Waits on_named(const Context& c, const std::vector<Named>& named) {
  Waits waits;
  for (const Named& one : named) add_descriptor(c, one.fd, one.what, waits);
  return waits;
}
Waits poll_fds(const Context& c) { return on_named(c, named_by_poll(c)); }
Waits select_fds(const Context& c) { return on_named(c, named_by_select(c)); }

Waits epoll_fds(const Context& c) {
  Waits waits;
  for (const probe::Watched& one : probe::watched_by_epoll(c.process.pid, c.fd(0))) {
    const bool only_room = (one.events & (EPOLLIN | EPOLLOUT)) == EPOLLOUT;
    add_descriptor(c, one.fd, only_room ? WaitFor::room : WaitFor::data, waits);
  }
  return waits;
}

bool futex_waits(std::uint64_t operation) {
  switch (static_cast<int>(operation) & FUTEX_CMD_MASK) {
    case FUTEX_WAIT:
    case FUTEX_WAIT_BITSET:
    case FUTEX_LOCK_PI:
    case FUTEX_LOCK_PI2:
    case FUTEX_WAIT_REQUEUE_PI:
      return true;
    default:
      return false;
  }
}

// A shared futex is keyed by (device, inode, offset) of its word; one in private memory by process and address, whatever
// the flag says (futex(2)).
Waits futex_word(const Context& c) {
  if (!futex_waits(c.argument(1))) return {};
  const std::uint64_t address = c.argument(0);
  const model::Object own{ObjectKind::private_futex, 0, static_cast<std::uint64_t>(c.process.index), address};
  if ((c.argument(1) & FUTEX_PRIVATE_FLAG) == 0) {
    for (const probe::Mapping& m : probe::mappings(c.process.pid)) {
      if (address < m.start || address >= m.end || !m.shared) continue;
      const model::Object word{ObjectKind::shared, m.device, m.inode, m.offset + (address - m.start)};
      return {{word, WaitFor::wake, -1, {}, false, false}};
    }
  }
  return {{own, WaitFor::wake, -1, {}, false, true}};
}

// wait4's pid argument, and waitid's (idtype, id) put the same way: -1 any child, n > 0 that one, others a group.
Waits child_change(const Context& c) {
  std::int64_t who = static_cast<pid_t>(c.argument(0));
  if (c.call.row->name == "waitid") who = c.argument(0) == P_PID ? static_cast<pid_t>(c.argument(1)) : -1;
  const Process* const child = who > 0 ? c.world.find_process(static_cast<pid_t>(who)) : nullptr;
  const std::uint64_t which = child == nullptr ? 0 : static_cast<std::uint64_t>(child->index);
  return {{{ObjectKind::child, 0, which, 0}, WaitFor::child, -1, {}, false, true}};
}

Waits clock(const Context&) { return {{{ObjectKind::timer, 0, 0, 0}, WaitFor::time, -1, {}, false, true}}; }

Waits lock(const Context& c) {
  const probe::OpenFile* const file = c.world.descriptor(c.process, c.fd(0));
  if (file == nullptr) return {};
  model::Object object = file->object;
  object.kind = ObjectKind::lock;
  return {{object, WaitFor::lock, c.fd(0), {}, false, true}};
}

Waits whole_file_lock(const Context& c) { return (c.argument(1) & (LOCK_UN | LOCK_NB)) == 0 ? lock(c) : Waits{}; }

Waits record_lock(const Context& c) {
  constexpr std::uint64_t ofd_set_lock_wait = 38;  // F_OFD_SETLKW (fcntl(2))
  const bool waits = c.argument(1) == F_SETLKW || c.argument(1) == ofd_set_lock_wait;
  return waits ? lock(c) : Waits{};
}

Waits any_signal(const Context& c) {
  return {{{ObjectKind::signal, 0, static_cast<std::uint64_t>(c.process.index), 0}, WaitFor::signal, -1, {}, false, false}};
}

bool has_timeout(const Context& c) {
  const model::CallRow& row = *c.call.row;
  const std::uint64_t argument = row.timeout_argument < 0 ? 0 : c.argument(row.timeout_argument);
  switch (row.timeout) {
    case model::CallRow::Timeout::none:
      return false;
    case model::CallRow::Timeout::always:
      return true;
    case model::CallRow::Timeout::pointer:
      return argument != 0;
    case model::CallRow::Timeout::milliseconds:
      return static_cast<int>(argument) >= 0;
  }
  return false;
}

Waits nothing(const Context&) { return {}; }

// A wait for several things, none of which could make it wait (select(2), epoll(7)): with a timeout it is a sleep; without one
// poll and select of nothing at all are a pause, and of an epoll instance whoever has it may still say what it is to watch.
Waits none_of_several(const Context& c) {
  const Waiting way = c.call.row->waiting;
  if (has_timeout(c)) return clock(c);
  const bool pause = (way == Waiting::poll && named_by_poll(c).empty()) || (way == Waiting::select && named_by_select(c).empty());
  if (pause) return any_signal(c);
  Waits waits;
  if (way == Waiting::epoll) add_descriptor(c, c.fd(0), WaitFor::wake, waits);
  return waits;
}

// One row a way to wait, in the order of model::Waiting.
constexpr Waits (*readers[])(const Context&) = {nothing,    read_fd,      write_fd,      copy_fds,        open_path,
                                                accepting,  connecting,   poll_fds,      select_fds,      epoll_fds,
                                                futex_word, child_change, clock,         whole_file_lock, record_lock,
                                                any_signal, nothing,      queue_receive, queue_send,      semaphore};

// A connection that is asked for again and again (tcp(7), tcp_syn_retries) comes as soon as its server has room for it; a server
// that has none must first accept one.
bool asks_again(const Context& c) {
  const auto port = probe::read_value<std::uint16_t>(c.process.pid, c.argument(1) + sizeof(sa_family_t));
  if (!port) return false;
  return std::none_of(c.world.listeners.begin(), c.world.listeners.end(), [&](const auto& entry) {
    const Listener& listener = entry.second;
    const auto socket = probe::socket_of(c.world.process(listener.process).pid, listener.fd);
    return socket && socket->crowded && socket->local_port == ntohs(*port);
  });
}

// A socket with a timeout, a timer that is set.
bool object_ends_it(const Context& c, const Wait& wait) {
  const pid_t pid = c.process.pid;
  const Waiting way = c.call.row->waiting;
  if (wait.object.kind == ObjectKind::timer) return wait.fd >= 0 && probe::timer_armed(pid, wait.fd);
  if (!probe::is_socket(wait.object.kind)) return false;
  if (way == Waiting::connect && wait.object.kind == ObjectKind::tcp && asks_again(c)) return true;
  const bool sends = way == Waiting::write_fd || way == Waiting::connect;
  if (!sends && way != Waiting::read_fd && way != Waiting::accept) return false;
  const auto direction = sends ? probe::Direction::sending : probe::Direction::receiving;
  return probe::socket_patience(pid, wait.fd, direction) == probe::Patience::limited;
}

}  // namespace

bool may_wait(const Thread& thread) {
  return thread.call && (thread.call->row == nullptr || thread.call->row->waiting != Waiting::never);
}

Awaited awaited(World& world, const Thread& thread) {
  if (!thread.call || thread.call->row == nullptr) return {};
  const Context context{world, thread, world.process(thread.process), *thread.call};
  Awaited out{waits_of(world, thread), false};
  out.timed = has_timeout(context) ||
              std::any_of(out.waits.begin(), out.waits.end(), [&](const Wait& wait) { return object_ends_it(context, wait); });
  return out;
}

std::vector<model::Wait> waits_of(World& world, const Thread& thread) {
  if (!thread.call || thread.call->row == nullptr) return {};
  const Context context{world, thread, world.process(thread.process), *thread.call};
  Waits waits = readers[static_cast<std::size_t>(thread.call->row->waiting)](context);
  return waits.empty() ? none_of_several(context) : waits;
}

}  // namespace ipcgrade::engine
