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

const Row& row_of(FileKind kind) {
  const auto* row = std::find_if(rows.begin(), rows.end(), [&](const Row& r) { return r.kind == kind; });
  ENSURE(row != rows.end(), "every kind of file has a name");
  return *row;
}

}  // namespace

std::string_view name_of(FileKind kind) { return row_of(kind).name; }
std::string_view a_kind(FileKind kind) { return row_of(kind).words; }

bool matches(const FileMatch& match, const FileState& state) {
  return match.is == state.kind && (!match.mode || *match.mode == state.mode) &&
         (!match.data || match.data->bytes == overlooking_any(*match.data, state.bytes));
}

}  // namespace ipcgrade::model
