#include "model/file.hpp"

#include <algorithm>
#include <array>

#include "base/ensure.hpp"

namespace ipcgrade::model {
namespace {

struct Row {
  FileKind kind;
  std::string_view name;
  std::string_view words;
};

constexpr std::array rows = {
    Row{FileKind::absent, "absent", "no such file"},
    Row{FileKind::regular, "regular", "a regular file"},
    Row{FileKind::fifo, "fifo", "a FIFO"},
    Row{FileKind::directory, "directory", "a directory"},
    Row{FileKind::other, "other", "a file of another kind"},
};

// Where the kernel and the C library keep objects that are files as well: shm_overview(7), sem_overview(7), mq_overview(7).
struct Place {
  std::string_view prefix;
  std::string_view words;
};

constexpr std::array places = {
    Place{"/dev/shm/sem.", "a named semaphore"},
    Place{"/dev/shm/", "a shared memory object"},
    Place{"/dev/mqueue/", "a message queue"},
};

const Row& row_of(FileKind kind) {
  const auto* row = std::find_if(rows.begin(), rows.end(), [&](const Row& r) { return r.kind == kind; });
  ENSURE(row != rows.end(), "every kind of file has a name");
  return *row;
}

}  // namespace

std::string_view name_of(FileKind kind) { return row_of(kind).name; }
std::string_view a_kind(FileKind kind) { return row_of(kind).words; }

std::string_view a_kind(FileKind kind, std::string_view path) {
  if (kind == FileKind::regular)
    for (const Place& place : places)
      if (path.starts_with(place.prefix)) return place.words;
  return a_kind(kind);
}

bool matches(const FileMatch& match, const FileState& state) {
  return match.is == state.kind && (!match.mode || *match.mode == state.mode) &&
         (!match.data || match.data->bytes == overlooking_any(*match.data, state.bytes)) &&
         (!match.size || *match.size == state.size);
}

}  // namespace ipcgrade::model
