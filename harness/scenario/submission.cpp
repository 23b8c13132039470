#include <fmt/format.h>

#include <algorithm>

#include "model/handed_in.hpp"
#include "scenario/command.hpp"
#include "scenario/files.hpp"
#include "scenario/load.hpp"
#include "scenario/other_files.hpp"

namespace ipcgrade::scenario {
namespace {

namespace fs = std::filesystem;
using model::Submission;

void check_folder(const fs::path& folder) {
  const auto complain = [&](const std::string& text) { throw base::InputError({folder.string(), 0, 0}, text); };
  std::error_code error;
  const fs::file_status status = fs::status(folder, error);
  if (status.type() == fs::file_type::not_found) complain("no such folder");
  if (error) complain(error.message());
  if (!fs::is_directory(status)) complain("not a folder: a submission is the folder with its source files");
  const bool empty = fs::is_empty(folder, error);
  if (error) complain(error.message());
  if (empty) complain("the folder is empty: there is nothing to build");
}

void read_roles(const Node& node, Submission& submission, Complaints& complaints) {
  Schema schema;
  for (const model::Role& role : submission.roles) schema.push_back({role.name, Need::optional, ""});
  const Fields fields(node, "[roles]", schema, complaints);
  for (model::Role& role : submission.roles)
    if (const Node* command = fields.node(role.name)) {
      role.command = read_command(*command, "'" + role.name + "'", complaints);
      role.tools.clear();  // they were what the assignment's own command needs
    }
}

void read_parts(const Node& node, const std::vector<std::string>& known, Submission& submission, Complaints& complaints) {
  submission.parts.clear();
  const auto* list = node.as<List>();
  if (list == nullptr) return complain_of_type(node, "'parts'", "a list of parts, as [\"A\"]", complaints);
  for (const Node& element : *list) submission.parts.push_back(read_name(element, "part", known, complaints));
  if (list->empty()) complaints.add(node.position, "'parts' is empty: a submission does at least one part");
}

// Reads submission.toml into a submission that has the defaults.
void read_settings(const fs::path& path, Submission& submission) {
  const Node document = read_document(path);
  Complaints complaints;
  const Fields file(document, "submission.toml", submission_schema(), complaints);
  const std::vector<std::string> all_parts = submission.parts;
  submission.tools = file.texts("requires");
  if (const Node* parts = file.node("parts")) read_parts(*parts, all_parts, submission, complaints);
  if (const Node* build = file.node("build")) {
    const Fields fields(*build, "[build]", build_schema(), complaints);
    if (const Node* command = fields.node("command"))
      submission.build_command = read_plain_command(*command, "'command'", complaints);
  }
  if (const Node* roles = file.node("roles")) read_roles(*roles, submission, complaints);
  complaints.raise();
}

bool has_file(const fs::path& folder, const std::string& name) {
  std::error_code error;
  return fs::is_regular_file(folder / name, error);
}

// A program that is there already: a script. Committed binaries are left out of a build, so they do not count.
bool is_script(const fs::path& program) {
  const Contents contents = try_read(program);
  return contents.failure.empty() && !contents.bytes.starts_with(
                                         "\x7f"
                                         "ELF");
}

// What a role's own build command needs of the student.
std::vector<std::string> files_of(const model::Role& role, const model::Assignment& assignment) {
  std::vector<std::string> files = role.files;
  std::erase_if(files, [&](const std::string& file) { return model::is_provided(file, assignment); });
  return files;
}

bool has_source_of(const model::Role& role, const model::Role& as_assigned, const model::Assignment& assignment,
                   const fs::path& folder) {
  const std::vector<std::string> files = files_of(role, assignment);
  if (std::all_of(files.begin(), files.end(), [&](const std::string& file) { return has_file(folder, file); })) return true;
  return role.command != as_assigned.command || is_script(folder / role.command.at(0).at(0));
}

void check_sources(const Submission& submission, const model::Assignment& assignment, const fs::path& folder) {
  const auto exists = [&](std::string_view file) { return has_file(folder, std::string(file)); };
  if (!submission.build_command.empty() || std::any_of(model::makefile_names.begin(), model::makefile_names.end(), exists))
    return;
  for (std::size_t i = 0; i < submission.roles.size(); ++i)
    if (has_source_of(submission.roles[i], assignment.roles[i], assignment, folder)) return;
  std::vector<std::string> wanted;
  for (const model::Role& role : assignment.roles)
    wanted.push_back(fmt::format("{}", fmt::join(files_of(role, assignment), " and ")));
  throw base::InputError({folder.string(), 0, 0},
                         fmt::format("nothing here can be built: a submission has {}, or a Makefile, or a submission.toml that "
                                     "says how it is built and started",
                                     fmt::join(wanted, " or ")));
}

}  // namespace

const Schema& submission_schema() {
  static const Schema schema = {
      {"requires", Need::optional, "programs that this machine must have to build and start it: [\"go\"]", Form::texts},
      {"parts", Need::optional, "the parts that it does (default: all)", Form::texts},
      {"build", Need::optional, "[build] with the command that builds it"},
      {"roles", Need::optional, "[roles] with a command for each role"}};
  return schema;
}

const Schema& build_schema() {
  static const Schema schema = {{"command", Need::required, "a list of words, as [\"make\", \"all\"]", Form::texts}};
  return schema;
}

namespace {

Submission load(const fs::path& folder, const model::Assignment& assignment) {
  check_folder(folder);
  const fs::path absolute = fs::canonical(folder);
  Submission submission{absolute.filename().string(), absolute.string(), {}, assignment.roles, {}, {}};
  for (const model::Part& part : assignment.parts) submission.parts.push_back(part.name);
  std::error_code error;
  if (const fs::path settings = folder / "submission.toml"; fs::exists(settings, error)) read_settings(settings, submission);
  check_sources(submission, assignment, folder);
  return submission;
}

}  // namespace

Submission load_submission(const fs::path& folder, const model::Assignment& assignment) {
  model::Assignment theirs = assignment;
  std::erase_if(theirs.roles, [](const model::Role& role) { return role.by == model::By::reference; });
  return load(folder, theirs);
}

std::optional<Submission> load_own_programs(const fs::path& root, const model::Assignment& assignment) {
  const fs::path folder = root / "reference" / assignment.name / "peer";
  std::error_code error;
  if (!fs::is_directory(folder, error)) return std::nullopt;
  return load(folder, assignment);
}

}  // namespace ipcgrade::scenario
