#include <fmt/format.h>

#include <algorithm>
#include <functional>

#include "base/spelling.hpp"
#include "scenario/command.hpp"
#include "scenario/context.hpp"
#include "scenario/files.hpp"
#include "scenario/late.hpp"
#include "scenario/load.hpp"
#include "scenario/other_files.hpp"
#include "scenario/sweep.hpp"

namespace ipcgrade::scenario {
namespace {

using model::Limits;

// One row a limit: its key, its bounds, and where it goes.
struct LimitRow {
  std::string_view key;
  std::string_view summary;
  Range range;
  std::function<void(Limits&, std::int64_t)> set;
};

const std::vector<LimitRow>& limit_rows() {
  using std::chrono::seconds;
  constexpr std::int64_t tebibyte = std::int64_t{1} << 40;
  static const std::vector<LimitRow> rows = {
      {"cpu_seconds",
       "processor time of all processes of a trial together",
       {1, 86'400},
       [](Limits& l, std::int64_t v) { l.cpu = seconds(v); }},
      {"output_bytes",
       "standard output and error of all roles together",
       {1, tebibyte},
       [](Limits& l, std::int64_t v) { l.output_bytes = static_cast<std::uint64_t>(v); }},
      {"processes",
       "alive at the same time",
       {1, 4'000'000},
       [](Limits& l, std::int64_t v) { l.processes = static_cast<std::uint32_t>(v); }},
      {"events",
       "in the trace of a trial",
       {1, 1'000'000'000},
       [](Limits& l, std::int64_t v) { l.events = static_cast<std::uint32_t>(v); }},
      {"memory_bytes",
       "address space of each process",
       {1 << 20, tebibyte},
       [](Limits& l, std::int64_t v) { l.memory_bytes = static_cast<std::uint64_t>(v); }},
      {"disk_bytes",
       "of /tmp, /dev/shm and the working folder, each",
       {4096, tebibyte},
       [](Limits& l, std::int64_t v) { l.disk_bytes = static_cast<std::uint64_t>(v); }},
      {"wall_seconds",
       "until a trial is given up as inconclusive",
       {1, 86'400},
       [](Limits& l, std::int64_t v) { l.wall = seconds(v); }},
  };
  return rows;
}

Limits read_limits(const Node& node, Complaints& complaints) {
  const Fields fields(node, "[limits]", limits_schema(), complaints);
  Limits limits;
  for (const LimitRow& row : limit_rows())
    if (fields.node(row.key) != nullptr) row.set(limits, fields.whole(row.key, row.range, 0));
  return limits;
}

model::Part read_part(const Entry& entry, Complaints& complaints) {
  const Fields fields(entry.node, fmt::format("[parts.{}]", shortened(entry.key)), part_schema(), complaints);
  return {entry.key, fields.text("title"), static_cast<int>(fields.whole("percent", {0, 100}, 0)), fields.truth("bonus")};
}

void read_parts(const Entry& entry, model::Assignment& assignment, Complaints& complaints) {
  const auto* table = entry.node.as<Table>();
  if (table == nullptr) return complain_of_type(entry.node, "'parts'", "a table of parts, [parts.A] and so on", complaints);
  const std::size_t before = complaints.count();
  int sum = 0;
  for (const Entry& part : *table) {
    assignment.parts.push_back(read_part(part, complaints));
    if (!assignment.parts.back().bonus) sum += assignment.parts.back().percent;
  }
  if (complaints.count() == before && sum != 100)
    complaints.add(entry.node.position, fmt::format("the parts without bonus = true must sum to 100 percent, not {}", sum));
}

void check_files(const Fields& fields, const std::vector<std::string>& files, Complaints& complaints) {
  const bool empty = std::any_of(files.begin(), files.end(), [](const std::string& file) {
    return file.empty() || std::filesystem::path(file).is_absolute();
  });
  if (const Node* node = fields.node("files"); node != nullptr && empty)
    complaints.add(node->position, "'files' are paths relative to the submission's folder");
}

model::Role read_role(const Entry& entry, Complaints& complaints) {
  const std::string& name = entry.key;
  if (!is_plain_name(name))
    complaints.add(entry.position, fmt::format("the role '{}' must be named by letters, digits, '-' and '_'", shortened(name)));
  const Fields fields(entry.node, fmt::format("[roles.{}]", shortened(name)), role_schema(), complaints);
  model::Role role{name, {{"./" + name}, {"{args}"}}, model::AtEnd::exits, "", {name + ".c"}};
  if (const Node* command = fields.node("command")) role.command = read_command(*command, "'command'", complaints);
  if (fields.name("at_end", {"exits", "serves"}) == "serves") role.at_end = model::AtEnd::serves;
  if (fields.node("files") != nullptr) role.files = fields.texts("files");
  check_files(fields, role.files, complaints);
  if (fields.name("by", {"submission", "reference"}) == "reference") role.by = model::By::reference;
  if (fields.node("requires") != nullptr) role.tools = fields.texts("requires");
  role.build = fields.text("build");
  if (role.build.empty()) role.build = fmt::format("cc -g -o {} {} -pthread", name, fmt::join(role.files, " "));
  return role;
}

void read_roles(const Entry& entry, model::Assignment& assignment, Complaints& complaints) {
  const auto* table = entry.node.as<Table>();
  if (table == nullptr) return complain_of_type(entry.node, "'roles'", "a table of roles, [roles.NAME]", complaints);
  for (const Entry& role : *table) assignment.roles.push_back(read_role(role, complaints));
  if (table->empty()) complaints.add(entry.node.position, "an assignment needs at least one role");
}

std::vector<std::string> read_sandbox(const Node& node, Complaints& complaints) {
  const Fields fields(node, "[sandbox]", sandbox_schema(), complaints);
  const Node* list = fields.node("read_only");
  std::vector<std::string> paths = fields.texts("read_only");
  if (list != nullptr && !std::all_of(paths.begin(), paths.end(), [](const auto& path) { return path.starts_with("/"); }))
    complaints.add(list->position, "'read_only' are absolute paths");
  return paths;
}

// Files of the assignment's folder, as absolute paths.
std::vector<std::string> read_provides(const Fields& head, const std::filesystem::path& folder, Complaints& complaints) {
  std::vector<std::string> paths;
  const std::vector<std::string> names = head.texts("provides");
  const Node* list = head.node("provides");
  for (std::size_t i = 0; i < names.size(); ++i) {
    const base::Position& position = list->as<List>()->at(i).position;
    const std::filesystem::path path = folder / names[i];
    std::error_code error;
    if (std::filesystem::path(names[i]).is_absolute() || !std::filesystem::is_regular_file(path, error))
      complaints.add(position, fmt::format("'provides' are files of this folder, and '{}' is none", shortened(names[i])));
    for (const std::string& other : paths)
      if (std::filesystem::path(other).filename() == path.filename())
        complaints.add(position, fmt::format("two provided files have the name '{}'", path.filename().string()));
    paths.push_back(std::filesystem::absolute(path, error).string());
  }
  return paths;
}

std::filesystem::path folder_of(const std::filesystem::path& root, const std::string& task) {
  const std::filesystem::path all = root / "assignments";
  const std::vector<std::string> known = folders_in(all);
  if (known.empty()) throw base::InputError({all.string(), 0, 0}, "no assignments here");
  if (std::find(known.begin(), known.end(), task) == known.end())
    throw base::InputError({}, fmt::format("unknown task '{}'{}", shortened(task), base::suggestion(shortened(task), known)));
  return all / task;
}

}  // namespace

const Schema& assignment_file_schema() {
  static const Schema schema = {
      {"assignment", Need::required, "[assignment] with the title"},
      {"parts", Need::required, "[parts.A] and so on: how much each part counts"},
      {"roles", Need::required, "[roles.NAME]: a program that a submission provides"},
      {"limits", Need::optional, "[limits] of a trial"},
      {"sandbox", Need::optional, "[sandbox]: what a trial sees"},
      {"late", Need::optional, "[late]: what handing in after grade --due costs"},
      {"sweep", Need::optional, "[sweep]: which runs ipcgrade sweep disturbs, and what surviving is worth"},
  };
  return schema;
}

const Schema& assignment_schema() {
  static const Schema schema = {
      {"title", Need::required, "what the task is about", Form::text},
      {"provides", Need::optional,
       "files of the assignment's folder that are put beside every submission, under their own names, before it is built",
       Form::texts},
  };
  return schema;
}

const Schema& part_schema() {
  static const Schema schema = {{"title", Need::required, "what the part is about", Form::text},
                                {"percent", Need::required, "how much it counts", Form::natural},
                                {"bonus", Need::optional, "true: it comes on top of the 100 percent", Form::truth}};
  return schema;
}

const Schema& role_schema() {
  static const Schema schema = {
      {"command", Need::optional, "how it is started (default: [\"./NAME\", \"{args}\"])", Form::command},
      {"at_end", Need::optional, "exits (default) or serves", Form::at_end},
      {"build", Need::optional, "the shell command that builds it (default: cc -g -o NAME NAME.c -pthread)", Form::text},
      {"files", Need::optional, "what that command needs (default: [\"NAME.c\"])", Form::texts},
      {"by", Need::optional, "submission (default); or reference: our own program in reference/TASK/peer plays it, always",
       Form::by},
      {"requires", Need::optional,
       "programs that building and starting it so needs; without them its scenarios are not applicable: [\"java\"]",
       Form::texts}};
  return schema;
}

const Schema& limits_schema() {
  static const Schema schema = [] {
    Schema keys;
    for (const LimitRow& row : limit_rows()) keys.push_back({row.key, Need::optional, row.summary, Form::positive});
    return keys;
  }();
  return schema;
}

const Schema& sandbox_schema() {
  static const Schema schema = {{"read_only", Need::optional, "more paths that a trial may read", Form::texts}};
  return schema;
}

model::Assignment load_assignment(const std::filesystem::path& root, const std::string& task) {
  const std::filesystem::path folder = folder_of(root, task);
  const Node document = read_document(folder / "assignment.toml");
  Complaints complaints;
  model::Assignment assignment;
  assignment.name = task;
  const Fields file(document, "an assignment", assignment_file_schema(), complaints);
  if (const Node* head = file.node("assignment")) {
    const Fields fields(*head, "[assignment]", assignment_schema(), complaints);
    assignment.title = fields.text("title");
    assignment.provides = read_provides(fields, folder, complaints);
  }
  if (const Node* limits = file.node("limits")) assignment.limits = read_limits(*limits, complaints);
  if (const Node* sandbox = file.node("sandbox")) assignment.read_only = read_sandbox(*sandbox, complaints);
  if (const Node* late = file.node("late")) assignment.late = read_late(*late, complaints);
  if (const Entry* roles = file.entry("roles")) read_roles(*roles, assignment, complaints);
  if (const Entry* parts = file.entry("parts")) read_parts(*parts, assignment, complaints);
  if (const Node* sweep = file.node("sweep")) assignment.sweep = read_sweep(*sweep, assignment.parts, complaints);
  complaints.raise();
  return assignment;
}

}  // namespace ipcgrade::scenario
