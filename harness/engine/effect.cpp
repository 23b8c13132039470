#include "engine/effect.hpp"

#include <fcntl.h>
#include <linux/futex.h>
#include <sys/ipc.h>
#include <sys/sem.h>

#include <cerrno>

namespace ipcgrade::engine {
namespace {

bool missing_peer(const Call& call, std::int64_t error) {
  const bool reaches_for_one = call.row->waiting == model::Waiting::open_path || call.row->name == "connect";
  return reaches_for_one && (error == -ENOENT || error == -ENXIO || error == -ECONNREFUSED);
}

bool only_asks(const Call& call) {
  const std::uint64_t command = call.arguments[1];
  if (call.row->name == "fcntl") return command == F_GETFL || command == F_GETFD || command == F_SETFL || command == F_SETFD;
  if (call.row->name == "kill" || call.row->name == "tkill") return command == 0;
  if (call.row->name == "msgctl" || call.row->name == "shmctl") return command == IPC_STAT;
  if (call.row->name == "semctl")
    return call.arguments[2] == IPC_STAT || call.arguments[2] == GETVAL || call.arguments[2] == GETALL;
  if (call.row->name == "mq_getsetattr") return command == 0;
  return call.row->name == "ioctl" || call.row->change == model::Change::handlers;
}

}  // namespace

Effect effect_of(const Call& call, std::int64_t result) {
  if (call.row == nullptr) return Effect::changed;
  if (result < 0) return missing_peer(call, result) ? Effect::retried : Effect::looked;
  if (only_asks(call)) return Effect::looked;
  switch (call.row->waiting) {
    case model::Waiting::poll:
    case model::Waiting::select:
    case model::Waiting::epoll:
    case model::Waiting::sleep:
    // A lock is taken to look at something, and given back: where nobody waits for it, nobody notices.
    case model::Waiting::flock:
    case model::Waiting::record_lock:
      return Effect::looked;
    case model::Waiting::read_fd:
    case model::Waiting::child:
      return result == 0 && call.row->name != "waitid" ? Effect::looked : Effect::changed;
    case model::Waiting::futex:
      return result == 0 ? Effect::looked : Effect::changed;
    default:
      return Effect::changed;
  }
}

}  // namespace ipcgrade::engine
