#include "scenario/file_tables.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "scenario/payload.hpp"

namespace ipcgrade::scenario {
namespace {

using model::FileKind;

constexpr std::uint32_t highest_mode = 0777;

// The harness itself looks at these files and makes some of them: all are in the trial's own working folder, which is gone
// with it on every machine.
std::string read_path(const Fields& fields, Complaints& complaints) {
  std::string path = fields.text("path");
  const Node* node = fields.node("path");
  if (node == nullptr || node->as<std::string>() == nullptr) return path;
  const std::filesystem::path whole(path);
  const bool climbs = std::find(whole.begin(), whole.end(), "..") != whole.end();
  if (path.empty() || climbs || whole.is_absolute())
    complaints.add(node->position, "'path' must be a name in the working folder: relative, and without '..'");
  return path;
}

std::uint32_t read_mode(const Node& node, Complaints& complaints) {
  const auto* mode = node.as<std::int64_t>();
  if (mode != nullptr && *mode >= 0 && *mode <= highest_mode) return static_cast<std::uint32_t>(*mode);
  complaints.add(node.position, "'mode' must be permissions in octal, from 0o000 to 0o777");
  return 0;
}

FileKind read_kind(const Fields& fields, const std::vector<FileKind>& kinds, FileKind otherwise) {
  std::vector<std::string> names;
  for (const FileKind kind : kinds) names.emplace_back(name_of(kind));
  const std::string name = fields.name("is", names, "kind of file");
  for (const FileKind kind : kinds)
    if (name_of(kind) == name) return kind;
  return otherwise;
}

// What a file of that kind does not have.
void complain_of_surplus(const Fields& fields, FileKind kind, Complaints& complaints) {
  const Entry* mode = fields.entry("mode");
  if (mode != nullptr && kind == FileKind::absent)
    complaints.add(mode->position, "'mode' is about a file that is there: it cannot be absent as well");
  const Entry* data = fields.entry("data");
  if (data != nullptr && kind != FileKind::regular)
    complaints.add(data->position, fmt::format("'data' is about a regular file, not about {}", a_kind(kind)));
}

}  // namespace

const Schema& given_schema() {
  static const Schema schema = {
      {"path", Need::required, "its name in the working folder", Form::text},
      {"is", Need::optional, "regular (default), fifo or directory", Form::given_file},
      {"mode", Need::optional, "its permissions, whatever the umask; default: 0o644, for a directory 0o755", Form::mode},
      {"data", Need::optional, "a payload: what is in a regular file (default: nothing)", Form::payload},
  };
  return schema;
}

const Schema& file_match_schema() {
  static const Schema schema = {
      {"path", Need::required, "its name in the working folder", Form::text},
      {"is", Need::required, "absent, regular, fifo or directory", Form::found_file},
      {"mode", Need::optional, "exactly these permissions, 0o600", Form::mode},
      {"data", Need::optional, "a payload: all that is in a regular file", Form::payload},
  };
  return schema;
}

model::GivenFile read_given(const Node& node, Context& context) {
  const Fields fields(node, "[[file]]", given_schema(), context.complaints);
  model::GivenFile given;
  given.path = read_path(fields, context.complaints);
  given.is = read_kind(fields, {FileKind::regular, FileKind::fifo, FileKind::directory}, FileKind::regular);
  if (given.is == FileKind::directory) given.mode = 0755;
  if (const Node* mode = fields.node("mode")) given.mode = read_mode(*mode, context.complaints);
  if (const Node* data = fields.node("data")) given.data = read_payload(*data, "'data'", context.folder, context.complaints);
  complain_of_surplus(fields, given.is, context.complaints);
  return given;
}

model::FileMatch read_file_match(const Node& node, Context& context) {
  const Fields fields(node, "'file'", file_match_schema(), context.complaints);
  model::FileMatch match;
  match.path = read_path(fields, context.complaints);
  match.is = read_kind(fields, {FileKind::absent, FileKind::regular, FileKind::fifo, FileKind::directory}, FileKind::other);
  if (const Node* mode = fields.node("mode")) match.mode = read_mode(*mode, context.complaints);
  if (const Node* data = fields.node("data")) match.data = read_payload(*data, "'data'", context.folder, context.complaints);
  if (match.is != FileKind::other) complain_of_surplus(fields, match.is, context.complaints);
  return match;
}

}  // namespace ipcgrade::scenario
