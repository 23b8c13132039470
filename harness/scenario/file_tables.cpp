#include "scenario/file_tables.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <initializer_list>

#include "base/spelling.hpp"
#include "model/placeholder.hpp"
#include "scenario/payload.hpp"

namespace ipcgrade::scenario {
namespace {

using model::FileKind;

constexpr std::uint32_t highest_mode = 0777;

// The harness makes these itself: only where all that is there is gone with the trial.
bool is_scratch(std::string_view path) { return path.starts_with("/tmp/") || path.starts_with("/dev/shm"); }
bool is_anywhere(std::string_view /*path*/) { return true; }

void complain_of_placeholders(const Node& node, const std::string& path, Complaints& complaints) {
  static const std::vector<std::string> known(model::trial_placeholders.begin(), model::trial_placeholders.end());
  for (const std::string& name : model::placeholders_in(path))
    if (std::find(known.begin(), known.end(), name) == known.end())
      complaints.add(node.position, fmt::format("no trial has a value for {{{}}}{}", name, base::suggestion(name, known)));
  if (path.starts_with("{name"))
    complaints.add(node.position, "{name} is the name of an object: the file of such shared memory is \"/dev/shm{name}\"");
}

// `where` says which absolute paths are right.
std::string read_path(const Fields& fields, bool (*where)(std::string_view), std::string_view places, Complaints& complaints) {
  std::string path = fields.text("path");
  const Node* node = fields.node("path");
  if (node == nullptr || node->as<std::string>() == nullptr) return path;
  const std::filesystem::path whole(path);
  const bool climbs = std::find(whole.begin(), whole.end(), "..") != whole.end();
  if (path.empty() || climbs || (whole.is_absolute() && !where(path)))
    complaints.add(node->position, fmt::format("'path' must be a name in the working folder{}, and without '..'", places));
  complain_of_placeholders(*node, path, complaints);
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
void complain_of_surplus(const Fields& fields, FileKind kind, std::initializer_list<std::string_view> keys_of_regular,
                         Complaints& complaints) {
  const Entry* mode = fields.entry("mode");
  if (mode != nullptr && kind == FileKind::absent)
    complaints.add(mode->position, "'mode' is about a file that is there: it cannot be absent as well");
  for (const std::string_view key : keys_of_regular)
    if (const Entry* entry = fields.entry(key); entry != nullptr && kind != FileKind::regular)
      complaints.add(entry->position, fmt::format("'{}' is about a regular file, not about {}", key, a_kind(kind)));
}

}  // namespace

const Schema& given_schema() {
  static const Schema schema = {
      {"path", Need::required, "its name in the working folder, or a path in /tmp or /dev/shm", Form::text},
      {"is", Need::optional, "regular (default), fifo or directory", Form::given_file},
      {"mode", Need::optional, "its permissions, whatever the umask; default: 0o644, for a directory 0o755", Form::mode},
      {"data", Need::optional, "a payload: what is in a regular file (default: nothing)", Form::payload},
  };
  return schema;
}

const Schema& file_match_schema() {
  static const Schema schema = {
      {"path", Need::required, "its name in the working folder, or an absolute path: \"/dev/shm{name}\"", Form::text},
      {"is", Need::required, "absent, regular, fifo or directory", Form::found_file},
      {"mode", Need::optional, "exactly these permissions, 0o600", Form::mode},
      {"data", Need::optional, "a payload: all that is in a regular file", Form::payload},
      {"size", Need::optional, "how many bytes a regular file or a shared memory object has", Form::natural},
  };
  return schema;
}

model::GivenFile read_given(const Node& node, Context& context) {
  const Fields fields(node, "[[file]]", given_schema(), context.complaints);
  model::GivenFile given;
  given.path = read_path(fields, is_scratch, ", or begin with /tmp/ or /dev/shm", context.complaints);
  given.is = read_kind(fields, {FileKind::regular, FileKind::fifo, FileKind::directory}, FileKind::regular);
  if (given.is == FileKind::directory) given.mode = 0755;
  if (const Node* mode = fields.node("mode")) given.mode = read_mode(*mode, context.complaints);
  if (const Node* data = fields.node("data")) given.data = read_payload(*data, "'data'", context.folder, context.complaints);
  complain_of_surplus(fields, given.is, {"data"}, context.complaints);
  return given;
}

model::FileMatch read_file_match(const Node& node, Context& context) {
  const Fields fields(node, "'file'", file_match_schema(), context.complaints);
  model::FileMatch match;
  match.path = read_path(fields, is_anywhere, ", or an absolute path", context.complaints);
  match.is = read_kind(fields, {FileKind::absent, FileKind::regular, FileKind::fifo, FileKind::directory}, FileKind::other);
  if (const Node* mode = fields.node("mode")) match.mode = read_mode(*mode, context.complaints);
  if (const Node* data = fields.node("data")) match.data = read_payload(*data, "'data'", context.folder, context.complaints);
  if (fields.node("size") != nullptr) match.size = static_cast<std::uint64_t>(fields.whole("size", {0, INT64_MAX}, 0));
  if (match.is != FileKind::other) complain_of_surplus(fields, match.is, {"data", "size"}, context.complaints);
  return match;
}

}  // namespace ipcgrade::scenario
