#include "engine/patience.hpp"

#include <fcntl.h>
#include <sys/msg.h>
#include <sys/sem.h>
#include <sys/socket.h>
#include <sys/wait.h>

#include <algorithm>
#include <array>
#include <ctime>
#include <iterator>
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

// A timeout: a number, or a time that an address points to.
struct TimeoutRow {
  std::string_view call;
  std::size_t argument;
  enum class As : std::uint8_t { milliseconds, address } as;
};
constexpr TimeoutRow timeouts[] = {
    {"poll", 2, TimeoutRow::As::milliseconds},        {"epoll_wait", 3, TimeoutRow::As::milliseconds},
    {"epoll_pwait", 3, TimeoutRow::As::milliseconds}, {"ppoll", 2, TimeoutRow::As::address},
    {"select", 4, TimeoutRow::As::address},           {"pselect6", 4, TimeoutRow::As::address},
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

bool is_zero(pid_t process, const TimeoutRow& row, std::uint64_t argument) {
  if (row.as == TimeoutRow::As::milliseconds) return static_cast<int>(argument) == 0;
  if (argument == 0) return false;  // no timeout at all
  const auto time = probe::read_value<timespec>(process, argument);
  return time && time->tv_sec == 0 && time->tv_nsec == 0;
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
  if (const TimeoutRow* const row = row_of(std::begin(timeouts), std::end(timeouts), name))
    return is_zero(process, *row, call.arguments[row->argument]);
  if (name == "semop" || name == "semtimedop") return semaphores_without_waiting(process, call);
  const auto* const end = on_descriptors.end();
  return std::find(on_descriptors.begin(), end, name) != end && descriptor_does_not_block(process, call);
}

}  // namespace ipcgrade::engine
