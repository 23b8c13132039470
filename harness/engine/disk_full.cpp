#include "engine/disk_full.hpp"

#include <cerrno>

#include "engine/probe/proc.hpp"

namespace ipcgrade::engine {
namespace {

// Where a call that copies has the descriptor that it writes to.
std::size_t target_of_copy(std::string_view call) { return call == "sendfile" ? 0 : 2; }

bool writes_to_disk(const Process& process, const Call& call, std::size_t argument) {
  return probe::is_regular_file(process.pid, static_cast<int>(call.arguments[argument]));
}

}  // namespace

bool found_disk_full(const Process& process, const Call& call, std::int64_t result) {
  if (result != -ENOSPC || !call.made || call.row == nullptr) return false;
  switch (call.row->waiting) {
    case model::Waiting::write_fd:
      return writes_to_disk(process, call, 0);
    case model::Waiting::copy_fds:
      return writes_to_disk(process, call, target_of_copy(call.row->name));
    case model::Waiting::open_path:
      return true;
    default:
      return call.row->name == "ftruncate" || call.row->change == model::Change::names;  // a name takes room, too
  }
}

}  // namespace ipcgrade::engine
