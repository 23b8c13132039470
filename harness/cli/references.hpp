// The reference programs of a task: what reference/TASK/ holds and what was promised for each program in it.
#pragma once

#include <string>
#include <vector>

#include "campaign/campaign.hpp"
#include "cli/project.hpp"
#include "scenario/load.hpp"

namespace ipcgrade::cli {

struct References {
  std::vector<campaign::Entry> entries;         // the correct variants, then the mutants
  std::vector<std::vector<std::string>> parts;  // declared by each variant
  std::vector<scenario::Mutant> mutants;
  std::vector<std::size_t> changed_lines;  // of each mutant, against its parent
  std::vector<std::string> left_out;       // one line each: programs for which this machine lacks something

  void leave_out_mutant(std::size_t mutant);
};

// All of them, sorted by name; `only` limits them to these, named as folders are ("blocking", "good/blocking" or
// "mutants/greet-thread"). InputError for an expect.toml or a name that is wrong; SystemError for a folder that cannot be read.
[[nodiscard]] References references(const Project& project, const model::Suite& suite, const std::vector<std::string>& only);

}  // namespace ipcgrade::cli
