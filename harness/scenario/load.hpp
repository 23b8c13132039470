// The stage `parse`: authors' and students' TOML files as checked values. Whatever is wrong in a file is base::InputError at
// its line and column, the earliest mistake first, and says what would be right.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>

#include "model/scenario.hpp"
#include "model/verdict.hpp"

namespace ipcgrade::scenario {

// ROOT/assignments/TASK/assignment.toml.
[[nodiscard]] model::Assignment load_assignment(const std::filesystem::path& root, const std::string& task);

// `file` is what positions say; the scenario's name is its stem, and payload files are relative to its folder.
[[nodiscard]] model::Scenario parse_scenario(const std::string& text, const std::string& file,
                                             const model::Assignment& assignment);

// The assignment with every ROOT/suites/TASK/*.toml, sorted by name; what scenarios need exists, and nothing needs itself.
[[nodiscard]] model::Suite load_suite(const std::filesystem::path& root, const std::string& task);

// FOLDER with its submission.toml, if there is one. The result has all roles that a submission plays, with its commands.
[[nodiscard]] model::Submission load_submission(const std::filesystem::path& folder, const model::Assignment& assignment);

// ROOT/reference/TASK/peer: our own programs, in the roles that scenarios have us play; nullopt where there is no such folder.
[[nodiscard]] std::optional<model::Submission> load_own_programs(const std::filesystem::path& root,
                                                                 const model::Assignment& assignment);

// A program with one known bug, as reference/TASK/mutants/NAME/expect.toml describes it.
struct Mutant {
  std::string name;                                   // the folder's
  std::string bug;                                    // one line
  std::string parent;                                 // the correct variant that it is made from: reference/TASK/good/PARENT
  std::map<std::string, model::VerdictClass> caught;  // every scenario that must fail, with its headline
};
[[nodiscard]] Mutant load_mutant(const std::filesystem::path& folder, const model::Suite& suite);

}  // namespace ipcgrade::scenario
