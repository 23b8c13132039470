#include "engine/named_objects.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <mqueue.h>
#include <sys/ipc.h>
#include <sys/msg.h>
#include <sys/sem.h>
#include <sys/shm.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>

#include "engine/probe/proc.hpp"

namespace ipcgrade::engine {
namespace {

union SemaphoreArgument {  // semctl(2) leaves it to its callers to declare it
  int value;
  semid_ds* status;
};

int get_queue(key_t key) { return msgget(key, 0); }
int get_semaphores(key_t key) { return semget(key, 0, 0); }
int get_memory(key_t key) { return shmget(key, 0, 0); }

int queue_status(int identifier) {
  msqid_ds status{};
  return msgctl(identifier, IPC_STAT, &status);
}
int semaphores_status(int identifier) {
  semid_ds status{};
  return semctl(identifier, 0, IPC_STAT, SemaphoreArgument{.status = &status});
}
int memory_status(int identifier) {
  shmid_ds status{};
  return shmctl(identifier, IPC_STAT, &status);
}

int remove_queue(int identifier) { return msgctl(identifier, IPC_RMID, nullptr); }
int remove_semaphores(int identifier) { return semctl(identifier, 0, IPC_RMID); }
int remove_memory(int identifier) { return shmctl(identifier, IPC_RMID, nullptr); }

struct Row {
  SystemV what;
  std::string_view prefix;
  int (*get)(key_t);
  int (*status)(int);
  int (*remove)(int);
};
constexpr std::array rows = {
    Row{SystemV::queue, "sysv:msg:", get_queue, queue_status, remove_queue},
    Row{SystemV::semaphores, "sysv:sem:", get_semaphores, semaphores_status, remove_semaphores},
    Row{SystemV::memory, "sysv:shm:", get_memory, memory_status, remove_memory},
};

const Row& row_of(SystemV what) {
  return *std::find_if(rows.begin(), rows.end(), [&](const Row& row) { return row.what == what; });
}

const Row* row_of(const std::string& path) {
  const auto* row = std::find_if(rows.begin(), rows.end(), [&](const Row& r) { return path.starts_with(r.prefix); });
  return row == rows.end() ? nullptr : row;
}

constexpr std::string_view queues = "/dev/mqueue";

}  // namespace

bool queue_exists(const std::string& name) {
  const mqd_t queue = mq_open(name.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC);
  if (queue >= 0) mq_close(queue);
  return queue >= 0 || errno != ENOENT;
}

bool key_exists(SystemV what, std::int32_t key) { return row_of(what).get(key) >= 0 || errno != ENOENT; }

bool is_there(const model::NamedObject& named) {
  if (const Row* row = row_of(named.path)) return row->status(static_cast<int>(named.object.inode)) == 0 || errno == EACCES;
  if (named.path.starts_with(queues)) return queue_exists(named.path.substr(queues.size()));
  return probe::object_at(getpid(), 0, named.path).has_value();
}

bool is_kept_by_ipc(const model::NamedObject& named) { return row_of(named.path) != nullptr || named.path.starts_with(queues); }

void remove(const model::NamedObject& named) {
  if (const Row* row = row_of(named.path)) {
    row->remove(static_cast<int>(named.object.inode));
  } else if (named.path.starts_with(queues)) {
    mq_unlink(named.path.substr(queues.size()).c_str());
  } else {
    unlink(named.path.c_str());
  }
}

std::string key_path(SystemV what, std::int32_t key) {
  const std::string_view prefix = row_of(what).prefix;
  return key == IPC_PRIVATE ? fmt::format("{}private", prefix) : fmt::format("{}{:#x}", prefix, static_cast<std::uint32_t>(key));
}

std::uint64_t segment_size(int identifier) {
  shmid_ds status{};
  return shmctl(identifier, IPC_STAT, &status) == 0 ? status.shm_segsz : 0;
}

std::string segment_path(int identifier) {
  shmid_ds status{};
  const bool known = shmctl(identifier, IPC_STAT, &status) == 0;
  return key_path(SystemV::memory, known ? status.shm_perm.__key : IPC_PRIVATE);
}

}  // namespace ipcgrade::engine
