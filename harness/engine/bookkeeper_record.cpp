// What of a call goes into the trace.
#include <arpa/inet.h>
#include <fmt/format.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/un.h>

#include <algorithm>
#include <array>
#include <cstring>

#include "base/hash.hpp"
#include "engine/bookkeeper.hpp"
#include "engine/probe/memory.hpp"
#include "engine/snapshot.hpp"
#include "model/fault.hpp"

namespace ipcgrade::engine {
namespace {

constexpr std::size_t most_located = 10'000;  // calls whose place is looked up: a story shows a fraction of them

// The address that bind and connect are given, in words: "127.0.0.1 port 5000", a path.
std::string address_of(pid_t process, const Call& call) {
  sockaddr_storage storage{};
  const std::string bytes =
      probe::read_memory(process, call.arguments[1], std::min<std::size_t>(call.arguments[2], sizeof storage));
  std::memcpy(&storage, bytes.data(), bytes.size());
  std::array<char, INET6_ADDRSTRLEN> text{};
  if (storage.ss_family == AF_INET) {
    sockaddr_in v4{};
    std::memcpy(&v4, &storage, sizeof v4);
    return fmt::format("{} port {}", inet_ntop(AF_INET, &v4.sin_addr, text.data(), text.size()), ntohs(v4.sin_port));
  }
  if (storage.ss_family == AF_INET6) {
    sockaddr_in6 v6{};
    std::memcpy(&v6, &storage, sizeof v6);
    return fmt::format("{} port {}", inet_ntop(AF_INET6, &v6.sin6_addr, text.data(), text.size()), ntohs(v6.sin6_port));
  }
  const std::string path = bytes.size() > sizeof(sa_family_t) ? bytes.substr(sizeof(sa_family_t)) : "";
  return storage.ss_family == AF_UNIX ? path.substr(0, path.find('\0')) : "";
}

// Where the descriptor that a call made or was given stands: in its result, or in an argument.
struct FdRow {
  std::string_view call;
  int argument;
};
constexpr int in_result = -1;
constexpr std::array fd_rows = {
    FdRow{"socket", in_result},
    FdRow{"accept", in_result},
    FdRow{"accept4", in_result},
    FdRow{"eventfd2", in_result},
    FdRow{"mq_open", in_result},
    FdRow{"timerfd_create", in_result},
    FdRow{"signalfd4", in_result},
    FdRow{"memfd_create", in_result},
    FdRow{"epoll_create1", in_result},
    FdRow{"bind", 0},
    FdRow{"connect", 0},
    FdRow{"listen", 0},
    FdRow{"ftruncate", 0},
    FdRow{"flock", 0},
    FdRow{"shutdown", 0},
    FdRow{"mmap", 4},
};

model::ObjectKind kind_of_key(std::string_view call) {
  if (call == "msgget") return model::ObjectKind::queue;
  return call == "semget" ? model::ObjectKind::semaphore : model::ObjectKind::shared;
}

}  // namespace

// Where a call takes a name: the index of that argument; nullopt: it takes none.
std::optional<std::size_t> Bookkeeper::name_argument(const Call& call) {
  static constexpr std::array relative_to_a_folder = {"openat", "openat2", "mknodat", "execveat"};
  if (call.row->name == "link" || call.row->name == "linkat") return call.row->name == "link" ? 1 : 3;
  if (call.row->name == "unlink" || call.row->name == "unlinkat") return call.row->name == "unlink" ? 0 : 1;
  const bool takes = call.row->waiting == model::Waiting::open_path || call.row->name.starts_with("mknod") ||
                     call.row->change == model::Change::image || call.row->name == "mq_open" || call.row->name == "mq_unlink";
  if (!takes) return std::nullopt;
  const auto* const end = relative_to_a_folder.end();
  return std::find(relative_to_a_folder.begin(), end, call.row->name) != end ? 1 : 0;
}

// What moves no bytes is told by what it names and makes.
void Bookkeeper::note_what_it_made(Process& process, const Call& call, model::Called& event) {
  const bool replaced = call.row->change == model::Change::image && event.result >= 0;  // and the name with it
  if (const auto name = name_argument(call); name && !replaced)
    event.payload = probe::read_string(process.pid, call.arguments[*name], payload_bytes);
  if (call.row->waiting == model::Waiting::connect || call.row->name == "bind") event.payload = address_of(process.pid, call);
  const auto* row = std::find_if(fd_rows.begin(), fd_rows.end(), [&](const FdRow& r) { return r.call == call.row->name; });
  if (row != fd_rows.end() && row->argument != in_result)
    event.fd = static_cast<int>(call.arguments[static_cast<std::size_t>(row->argument)]);
  if (event.result < 0) return;
  if (call.row->waiting == model::Waiting::open_path || (row != fd_rows.end() && row->argument == in_result))
    event.fd = static_cast<int>(event.result);
  if (call.row->name.starts_with("pipe") || call.row->name == "socketpair") {
    const std::uint64_t ends = call.arguments[call.row->name == "socketpair" ? 3 : 0];
    event.fd = probe::read_value<int>(process.pid, ends).value_or(-1);
    event.second_fd = probe::read_value<int>(process.pid, ends + sizeof(int)).value_or(-1);
  }
  if (call.row->change == model::Change::keys)
    event.object = {kind_of_key(call.row->name), 0, static_cast<std::uint64_t>(event.result), 0};
  if (event.fd < 0 || event.object != model::Object{}) return;
  if (const probe::OpenFile* const file = world_.descriptor(process, event.fd)) event.object = file->object;
}

void Bookkeeper::record(Thread& thread, const Call& call, const Moved& what, std::int64_t result, const Registers& registers) {
  model::Called event;
  event.call = call.row == nullptr ? tracer::CallNumbers::name(call.number) : std::string(call.row->name);
  std::copy(call.arguments.begin(), call.arguments.end(), event.arguments);
  event.object = what.object;
  event.fd = what.fd;
  // A call that failed has moved nothing, but it was about something.
  if (result < 0 && event.fd < 0 && call.row != nullptr && model::extent_of(call.row->name))
    event.fd = static_cast<int>(call.arguments[0]);
  event.result = result;
  event.payload = what.bytes.substr(0, payload_bytes);
  event.hash = base::fnv1a(what.bytes);
  if (call.row != nullptr) note_what_it_made(world_.process_of(thread), call, event);
  if (symbolizer_ != nullptr && located_ < most_located) {
    ++located_;
    event.site = site_of(capture(world_, thread, registers), *symbolizer_);
    // Between opening and closing a library is mapped, which nobody sees: the next place is looked up in a new map.
    if (call.row != nullptr && call.row->change == model::Change::descriptors) world_.process_of(thread).maps.reset();
  }
  recorder_.event(thread, std::move(event));
}

}  // namespace ipcgrade::engine
