#include "campaign/builds.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "model/handed_in.hpp"

namespace ipcgrade::campaign {
namespace {

namespace fs = std::filesystem;

// -k: go on with the other programs when one does not build.
constexpr std::string_view make_command = "make -k";

std::string quoted(const std::string& word) {
  static constexpr std::string_view plain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-./,:=+@%";
  if (!word.empty() && word.find_first_not_of(plain) == std::string::npos) return word;
  std::string out = "'";
  for (const char c : word) out += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return out + "'";
}

bool exists(const std::string& folder, std::string_view name) {
  std::error_code error;
  return fs::exists(fs::path(folder) / name, error);
}

std::vector<std::string> names_of(const std::vector<model::Role>& roles) {
  std::vector<std::string> names;
  for (const model::Role& role : roles) names.push_back(role.name);
  return names;
}

std::vector<PlannedBuild> builds_by_role(const model::Submission& submission, const std::string& folder) {
  std::vector<PlannedBuild> builds;
  for (const model::Role& role : submission.roles) {
    const bool complete = std::all_of(role.files.begin(), role.files.end(), [&](const auto& f) { return exists(folder, f); });
    if (role.build.empty() || role.files.empty() || !complete) continue;
    const auto same = std::find_if(builds.begin(), builds.end(), [&](const PlannedBuild& b) { return b.command == role.build; });
    if (same == builds.end()) {
      builds.push_back({role.build, {role.name}});
    } else {
      same->roles.push_back(role.name);
    }
  }
  return builds;
}

// The file that a role's command starts; empty where it is looked up in PATH or given by an argument.
std::string program_of(const model::Role& role) {
  const std::string word = role.command.empty() || role.command[0].empty() ? "" : role.command[0][0];
  return word.find('/') == std::string::npos || word.find('{') != std::string::npos || word[0] == '/' ? "" : word;
}

model::Verdict verdict_of(model::VerdictClass verdict, std::string sentence) {
  model::Verdict value;
  value.verdict = verdict;
  value.oracle = "build";
  value.sentence = std::move(sentence);
  return value;
}

model::Verdict build_verdict(const model::Role& role, const model::BuildResult& failed) {
  if (failed.machine)
    return verdict_of(model::VerdictClass::inconclusive, fmt::format("{} could not be built: {}", role.name, failed.failure));
  return verdict_of(model::VerdictClass::build_failed, fmt::format("{} was not built: '{}' failed", role.name, failed.command));
}

model::Verdict missing_verdict(const model::Role& role, const std::string& program, const std::string& folder,
                               const model::BuildResult* build) {
  std::vector<std::string> missing = role.files;
  std::erase_if(missing, [&](const std::string& file) { return exists(folder, file); });
  const std::string why = build != nullptr ? fmt::format("'{}' did not make it", build->command)
                                           : fmt::format("there is neither a Makefile nor {}", fmt::join(missing, ", "));
  model::Verdict verdict = verdict_of(model::VerdictClass::not_executable, fmt::format("{} is missing: {}", program, why));
  verdict.evidence.push_back(
      {model::nobody, "programs and object files that were handed in ready-made are left out: all is built anew"});
  return verdict;
}

constexpr auto any_execute = fs::perms::owner_exec | fs::perms::group_exec | fs::perms::others_exec;

std::optional<model::Verdict> trouble_of(const model::Role& role, const std::string& folder, const model::BuildResult* build) {
  const bool failed = build != nullptr && !build->ok;
  const std::string program = program_of(role);
  if (program.empty()) return failed ? std::optional(build_verdict(role, *build)) : std::nullopt;
  std::error_code error;
  const fs::file_status status = fs::status(fs::path(folder) / program, error);
  // One makefile for all: a program that is there was made before another one failed.
  if (!fs::exists(status)) return failed ? build_verdict(role, *build) : missing_verdict(role, program, folder, build);
  if (fs::is_directory(status)) return verdict_of(model::VerdictClass::not_executable, program + " is a folder, not a program");
  if ((status.permissions() & any_execute) != fs::perms::none) return std::nullopt;
  return verdict_of(model::VerdictClass::not_executable,
                    fmt::format("{} may not be executed: give it the permission (chmod +x {})", program, program));
}

}  // namespace

std::vector<PlannedBuild> planned_builds(const model::Submission& submission, const std::string& folder) {
  if (!submission.build_command.empty()) {
    std::string command;
    for (const std::string& word : submission.build_command) command += (command.empty() ? "" : " ") + quoted(word);
    return {{command, names_of(submission.roles)}};
  }
  if (std::any_of(model::makefile_names.begin(), model::makefile_names.end(),
                  [&](std::string_view name) { return exists(folder, name); }))
    return {{std::string(make_command), names_of(submission.roles)}};
  return builds_by_role(submission, folder);
}

std::map<std::string, model::Verdict> role_troubles(const model::Submission& submission, const std::string& folder,
                                                    const std::vector<PlannedBuild>& planned,
                                                    const std::vector<model::BuildResult>& results) {
  std::map<std::string, model::Verdict> troubles;
  for (const model::Role& role : submission.roles) {
    const model::BuildResult* build = nullptr;
    for (std::size_t i = 0; i < planned.size() && i < results.size(); ++i)
      if (std::find(planned[i].roles.begin(), planned[i].roles.end(), role.name) != planned[i].roles.end()) build = &results[i];
    if (auto trouble = trouble_of(role, folder, build)) troubles.emplace(role.name, std::move(*trouble));
  }
  return troubles;
}

}  // namespace ipcgrade::campaign
