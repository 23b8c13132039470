// What outlives the call that made it: names, keys, shared mappings, listening sockets.
#include <fcntl.h>
#include <sys/ipc.h>
#include <sys/mman.h>
#include <sys/shm.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>

#include <algorithm>
#include <array>
#include <cstring>

#include "engine/bookkeeper.hpp"
#include "engine/named_objects.hpp"
#include "engine/probe/memory.hpp"
#include "engine/probe/sockets.hpp"
#include "engine/snapshot.hpp"

namespace ipcgrade::engine {
namespace {

using model::Change;
using model::ObjectKind;

struct KeyRow {
  std::string_view call;
  SystemV what;
  ObjectKind kind;
};
constexpr std::array key_rows = {
    KeyRow{"msgget", SystemV::queue, ObjectKind::queue},
    KeyRow{"semget", SystemV::semaphores, ObjectKind::semaphore},
    KeyRow{"shmget", SystemV::memory, ObjectKind::shared},
};

const KeyRow& key_row(const Call& call) {
  return *std::find_if(key_rows.begin(), key_rows.end(), [&](const KeyRow& r) { return r.call == call.row->name; });
}

std::uint64_t flags_of_get(const Call& call) { return call.arguments[call.row->name == "msgget" ? 1 : 2]; }

// Where an open may make a file, its flags; creat(2) says it by its name.
std::uint64_t flags_of_open(const Call& call) {
  if (call.row->name == "creat") return O_CREAT;
  return call.row->name == "openat" ? call.arguments[2] : call.row->name == "open" ? call.arguments[1] : 0;
}

std::string queue_name(pid_t process, std::uint64_t address) {
  std::string name = probe::read_string(process, address, 256);
  return name.starts_with('/') ? name : '/' + name;  // the C library leaves out the slash
}

constexpr std::string_view shared_memory = "/dev/shm/";  // where shm_open(3) and sem_open(3) make their files

struct NameRow {
  std::string_view call;
  int directory;  // the argument with its descriptor; -1: the working folder
  int name;
};
constexpr std::array name_rows = {
    NameRow{"mknod", -1, 0},
    NameRow{"mknodat", 0, 1},
    NameRow{"link", -1, 1},
    NameRow{"linkat", 2, 3},
};

// The path of an AF_UNIX address; "" where it has none (socket addresses of other families, abstract names: unix(7)).
std::string bound_path(pid_t process, const Call& call) {
  const std::string address =
      probe::read_memory(process, call.arguments[1], std::min<std::size_t>(call.arguments[2], sizeof(sockaddr_un)));
  sa_family_t family = 0;
  if (address.size() <= sizeof family) return "";
  std::memcpy(&family, address.data(), sizeof family);
  const std::string path = address.substr(sizeof family);
  return family == AF_UNIX ? path.substr(0, path.find('\0')) : "";
}

}  // namespace

// Asked at the entry of calls that make something only where there is nothing yet.
bool Bookkeeper::already_there(const Process& process, const Call& call) {
  if (call.row->change == Change::keys) {
    const auto key = static_cast<key_t>(call.arguments[0]);
    return key != IPC_PRIVATE && key_exists(key_row(call).what, key);
  }
  if (call.row->name == "mq_open")
    return (call.arguments[1] & O_CREAT) != 0 && queue_exists(queue_name(process.pid, call.arguments[0]));
  if (call.row->waiting != model::Waiting::open_path || (flags_of_open(call) & O_CREAT) == 0) return false;
  const std::string path = probe::read_string(process.pid, call.arguments[call.row->name == "openat" ? 1 : 0], 4096);
  return path.starts_with(shared_memory) && probe::object_at(process.pid, AT_FDCWD, path).has_value();
}

void Bookkeeper::names_changed(Thread& thread, const Call& call, const Registers& registers) {
  const pid_t pid = world_.process_of(thread).pid;
  if (call.row->name == "bind") {
    const std::string path = bound_path(pid, call);
    if (!path.empty()) name_made(thread, probe::absolute_path(pid, AT_FDCWD, path), registers);
    return;
  }
  const auto* row = std::find_if(name_rows.begin(), name_rows.end(), [&](const NameRow& r) { return r.call == call.row->name; });
  const bool makes_node = row->call.starts_with("mknod");
  if (makes_node && !S_ISFIFO(static_cast<mode_t>(call.arguments[static_cast<std::size_t>(row->name) + 1]))) return;
  const int directory =
      row->directory < 0 ? AT_FDCWD : static_cast<int>(call.arguments[static_cast<std::size_t>(row->directory)]);
  const std::string name = probe::read_string(pid, call.arguments[static_cast<std::size_t>(row->name)], 4096);
  const std::string path = probe::absolute_path(pid, directory, name);
  if (makes_node || path.starts_with(shared_memory)) name_made(thread, path, registers);
}

void Bookkeeper::key_used(Thread& thread, const Call& call, std::int64_t result, const Registers& registers) {
  const KeyRow& row = key_row(call);
  const auto key = static_cast<key_t>(call.arguments[0]);
  const model::Object object{row.kind, 0, static_cast<std::uint64_t>(result), 0};
  world_.users[object].insert(thread.process);
  const bool makes = key == IPC_PRIVATE || ((flags_of_get(call) & IPC_CREAT) != 0 && !call.was_there);
  auto& named = recorder_.trace().named;
  const bool known = std::any_of(named.begin(), named.end(), [&](const model::NamedObject& n) { return n.object == object; });
  if (!makes || known) return;
  named.push_back({object, key_path(row.what, key), thread.process, false, {}});
  makers_.push_back(capture(world_, thread, registers));
}

void Bookkeeper::name_made(Thread& thread, const std::string& path, const Registers& registers) {
  auto& named = recorder_.trace().named;
  const bool known = std::any_of(named.begin(), named.end(), [&](const model::NamedObject& n) { return n.path == path; });
  if (known) return;
  const auto object = probe::object_at(world_.process_of(thread).pid, AT_FDCWD, path);
  named.push_back({object.value_or(model::Object{}), path, thread.process, false, {}});
  makers_.push_back(capture(world_, thread, registers));
}

// What open and mq_open made where nothing was.
void Bookkeeper::opened(Thread& thread, const Call& call, const probe::OpenFile& file, const Registers& registers) {
  if (call.row->name == "mq_open") {
    if ((call.arguments[1] & O_CREAT) != 0 && !call.was_there)
      name_made(thread, "/dev/mqueue" + queue_name(world_.process_of(thread).pid, call.arguments[0]), registers);
    return;
  }
  const bool makes = (flags_of_open(call) & O_CREAT) != 0 && !call.was_there;
  if (makes && file.path.starts_with(shared_memory)) name_made(thread, file.path, registers);
}

void Bookkeeper::mapped(Thread& thread, const Call& call) {
  Process& process = world_.process_of(thread);
  auto& all = recorder_.trace().mapped;
  if (call.row->name == "shmat") {
    const auto identifier = static_cast<int>(call.arguments[0]);
    const bool writable = (call.arguments[2] & SHM_RDONLY) == 0;
    const model::Object object{ObjectKind::shared, 0, call.arguments[0], 0};
    world_.users[object].insert(process.index);
    all.push_back({object, segment_path(identifier), process.index, segment_size(identifier), writable});
    return;
  }
  const probe::OpenFile* const file = world_.descriptor(process, static_cast<int>(call.arguments[4]));
  if (file == nullptr) return;
  all.push_back({file->object, file->path, process.index, call.arguments[1], (call.arguments[2] & PROT_WRITE) != 0});
}

void Bookkeeper::listens(Thread& thread, const Call& call) {
  const auto fd = static_cast<int>(call.arguments[0]);
  const pid_t pid = world_.process_of(thread).pid;
  if (const probe::OpenFile* const file = world_.descriptor(world_.process_of(thread), fd))
    world_.listeners[file->object.inode] = {thread.process, fd, probe::socket_of(pid, fd).value_or(probe::Socket{}).local_port};
}

}  // namespace ipcgrade::engine
