#include "engine/patience.hpp"

#include <fcntl.h>
#include <linux/futex.h>
#include <sys/msg.h>
#include <sys/sem.h>
#include <sys/socket.h>
#include <sys/wait.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdint>
#include <iterator>
#include <optional>
#include <string_view>

#include "engine/probe/memory.hpp"
#include "engine/probe/proc.hpp"

namespace ipcgrade::engine {
namespace {

// A flag in an argument.
struct FlagRow {
  std::string_view call;
  std::size_t argument;
  std::uint64_t flag;
};
constexpr FlagRow flags[] = {
    {"recvfrom", 3, MSG_DONTWAIT}, {"recvmsg", 2, MSG_DONTWAIT}, {"sendto", 3, MSG_DONTWAIT}, {"sendmsg", 2, MSG_DONTWAIT},
    {"msgrcv", 4, IPC_NOWAIT},     {"msgsnd", 3, IPC_NOWAIT},    {"wait4", 2, WNOHANG},       {"waitid", 3, WNOHANG},
};

// A timeout that is a length of time: a number, or what an address points to (none: as long as it takes).
struct TimeoutRow {
  std::string_view call;
  std::size_t argument;
  enum class As : std::uint8_t { milliseconds, timespec, timeval } as;
};
constexpr TimeoutRow timeouts[] = {
    {"poll", 2, TimeoutRow::As::milliseconds},        {"epoll_wait", 3, TimeoutRow::As::milliseconds},
    {"epoll_pwait", 3, TimeoutRow::As::milliseconds}, {"ppoll", 2, TimeoutRow::As::timespec},
    {"select", 4, TimeoutRow::As::timeval},           {"pselect6", 4, TimeoutRow::As::timespec},
    {"futex", 3, TimeoutRow::As::timespec},           {"semtimedop", 3, TimeoutRow::As::timespec},
    {"rt_sigtimedwait", 2, TimeoutRow::As::timespec}, {"nanosleep", 0, TimeoutRow::As::timespec},
    {"clock_nanosleep", 2, TimeoutRow::As::timespec},
};

// Those whose first argument is a descriptor that may be set not to block.
constexpr std::array<std::string_view, 13> on_descriptors = {"read",    "readv",        "write",          "writev", "recvfrom",
                                                             "sendto",  "recvmsg",      "sendmsg",        "accept", "accept4",
                                                             "connect", "mq_timedsend", "mq_timedreceive"};

template <class Row>
const Row* row_of(const Row* begin, const Row* end, std::string_view call) {
  const Row* const found = std::find_if(begin, end, [&](const Row& row) { return row.call == call; });
  return found == end ? nullptr : found;
}

using Length = std::optional<std::chrono::nanoseconds>;

// Two words of a struct timespec or timeval: a program's, so they may be anything.
Length read_length(pid_t process, std::uint64_t address, std::chrono::nanoseconds fraction) {
  if (address == 0) return std::nullopt;
  const auto time = probe::read_value<std::array<std::int64_t, 2>>(process, address);
  if (!time) return std::nullopt;
  const auto bounded = [](std::int64_t count) { return std::clamp<std::int64_t>(count, 0, 1'000'000'000); };
  return std::chrono::seconds(bounded((*time)[0])) + bounded((*time)[1]) * fraction;
}

// Not a time of day: futex(2) takes a length in one of its calls only, clock_nanosleep(2) without TIMER_ABSTIME.
bool is_a_length(const Call& call) {
  if (call.row->name == "futex") return (static_cast<int>(call.arguments[1]) & FUTEX_CMD_MASK) == FUTEX_WAIT;
  return call.row->name != "clock_nanosleep" || call.arguments[1] == 0;
}

Length length_of_timeout(pid_t process, const Call& call) {
  const TimeoutRow* const row = row_of(std::begin(timeouts), std::end(timeouts), call.row->name);
  if (row == nullptr || !is_a_length(call)) return std::nullopt;
  const std::uint64_t argument = call.arguments[row->argument];
  switch (row->as) {
    case TimeoutRow::As::milliseconds:
      return static_cast<int>(argument) < 0 ? Length() : std::chrono::milliseconds(static_cast<int>(argument));
    case TimeoutRow::As::timespec:
      return read_length(process, argument, std::chrono::nanoseconds(1));
    case TimeoutRow::As::timeval:
      return read_length(process, argument, std::chrono::microseconds(1));
  }
  return std::nullopt;
}

bool semaphores_without_waiting(pid_t process, const Call& call) {
  const auto first = probe::read_value<sembuf>(process, call.arguments[1]);
  return first && (first->sem_op > 0 || (first->sem_flg & IPC_NOWAIT) != 0);
}

bool descriptor_does_not_block(pid_t process, const Call& call) {
  const auto file = probe::open_file(process, static_cast<int>(call.arguments[0]));
  return file && file->non_blocking;
}

}  // namespace

bool told_not_to_wait(World& world, const Thread& thread) {
  const Call& call = *thread.call;
  const pid_t process = world.process_of(thread).pid;
  const std::string_view name = call.row->name;
  if (const FlagRow* const row = row_of(std::begin(flags), std::end(flags), name))
    if ((call.arguments[row->argument] & row->flag) != 0) return true;
  if (length_of_timeout(process, call) == std::chrono::nanoseconds(0)) return true;
  if (name == "semop" || name == "semtimedop") return semaphores_without_waiting(process, call);
  const auto* const end = on_descriptors.end();
  return std::find(on_descriptors.begin(), end, name) != end && descriptor_does_not_block(process, call);
}

bool waits_at_least(World& world, const Thread& thread, std::chrono::nanoseconds time) {
  if (!thread.call || thread.call->row == nullptr) return false;
  const Length length = length_of_timeout(world.process_of(thread).pid, *thread.call);
  return length && *length >= time;
}

}  // namespace ipcgrade::engine
