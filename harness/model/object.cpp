#include "model/object.hpp"

#include <algorithm>
#include <array>

#include "base/ensure.hpp"

namespace ipcgrade::model {
namespace {

struct Row {
  ObjectKind kind;
  std::string_view name;
  bool waitable;
};

constexpr std::array rows = {
    Row{ObjectKind::unknown, "unknown", false},
    Row{ObjectKind::pipe, "pipe", true},
    Row{ObjectKind::fifo, "fifo", true},
    Row{ObjectKind::input, "input", true},
    Row{ObjectKind::output, "output", true},
    Row{ObjectKind::shared, "shared", true},
    Row{ObjectKind::private_futex, "private", true},
    Row{ObjectKind::child, "child", true},
    Row{ObjectKind::timer, "timer", true},
    Row{ObjectKind::lock, "lock", true},
    Row{ObjectKind::signal, "signal", true},
    Row{ObjectKind::tcp, "tcp", true},
    Row{ObjectKind::udp, "udp", true},
    Row{ObjectKind::unix_socket, "unix", true},
    Row{ObjectKind::queue, "queue", true},
    Row{ObjectKind::semaphore, "semaphore", true},
    Row{ObjectKind::event, "event", true},
    Row{ObjectKind::epoll, "epoll", false},
    Row{ObjectKind::file, "file", false},
    Row{ObjectKind::terminal, "terminal", true},
    Row{ObjectKind::other, "other", false},
};

}  // namespace

std::string_view name_of(ObjectKind kind) {
  const auto* row = std::find_if(rows.begin(), rows.end(), [&](const Row& r) { return r.kind == kind; });
  ENSURE(row != rows.end(), "every kind of object has a name");
  return row->name;
}

const std::vector<ObjectKind>& waitable_kinds() {
  static const std::vector<ObjectKind> kinds = [] {
    std::vector<ObjectKind> out;
    for (const Row& row : rows)
      if (row.waitable) out.push_back(row.kind);
    return out;
  }();
  return kinds;
}

}  // namespace ipcgrade::model
