#include "cli/references.hpp"

#include <algorithm>

#include "base/error.hpp"
#include "base/spelling.hpp"
#include "campaign/built.hpp"
#include "cli/folders.hpp"
#include "cli/source_distance.hpp"

namespace ipcgrade::cli {
namespace {

const std::string good = "good";
const std::string mutants = "mutants";

// Which programs are wanted, and whether each name that was given is one.
class Selection {
 public:
  explicit Selection(const std::vector<std::string>& only) : only_(only) {}

  [[nodiscard]] bool holds(const std::string& kind, const std::string& name) {
    known_.push_back(name);
    known_.push_back(kind + "/" + name);
    const auto named = [&](const std::string& one) { return one == name || one == kind + "/" + name; };
    return only_.empty() || std::any_of(only_.begin(), only_.end(), named);
  }

  void refuse_unknown(const std::string& task) const {
    for (const std::string& name : only_)
      if (std::find(known_.begin(), known_.end(), name) == known_.end())
        throw base::InputError({}, "reference/" + task + " has no program '" + name + "'" + base::suggestion(name, known_));
  }

 private:
  const std::vector<std::string>& only_;
  std::vector<std::string> known_;
};

// Whether it is left out, because it requires what the machine lacks (requires = ["go"] in its submission.toml).
bool leave_out(const std::string& name, const model::Submission& submission, References& all) {
  const std::string missing = campaign::missing_tools(submission.tools, campaign::is_installed);
  if (!missing.empty()) all.left_out.push_back(name + " is left out: this machine has no " + missing);
  return !missing.empty();
}

void add_variant(const std::string& name, const std::string& path, const model::Suite& suite, References& all) {
  const model::Submission variant = scenario::load_submission(path, suite.assignment);
  if (leave_out(good + "/" + name, variant, all)) return;
  all.entries.push_back({name, path});
  all.parts.push_back(variant.parts);
}

void add_mutant(const std::string& name, const std::string& folder, const model::Suite& suite, References& all) {
  const std::string path = folder + "/" + mutants + "/" + name;
  if (leave_out(mutants + "/" + name, scenario::load_submission(path, suite.assignment), all)) return;
  all.entries.push_back({name, path});
  all.mutants.push_back(scenario::load_mutant(path, suite));
  const std::string parent = folder + "/" + good + "/" + all.mutants.back().parent;
  all.changed_lines.push_back(changed_lines(read_sources(parent), read_sources(path)));
}

}  // namespace

void References::leave_out_mutant(std::size_t mutant) {
  const auto at = static_cast<std::ptrdiff_t>(mutant);
  entries.erase(entries.begin() + static_cast<std::ptrdiff_t>(parts.size()) + at);
  mutants.erase(mutants.begin() + at);
  changed_lines.erase(changed_lines.begin() + at);
}

References references(const Project& project, const model::Suite& suite, const std::vector<std::string>& only) {
  References all;
  Selection selection(only);
  const std::string folder = project.root() + "/reference/" + suite.assignment.name;
  for (const std::string& name : folders_in(folder + "/" + good))
    if (selection.holds(good, name)) add_variant(name, folder + "/" + good + "/" + name, suite, all);
  for (const std::string& name : folders_in(folder + "/" + mutants))
    if (selection.holds(mutants, name)) add_mutant(name, folder, suite, all);
  selection.refuse_unknown(suite.assignment.name);
  return all;
}

}  // namespace ipcgrade::cli
