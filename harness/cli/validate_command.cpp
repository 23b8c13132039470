#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <memory>

#include "base/error.hpp"
#include "base/spelling.hpp"
#include "cli/campaign_options.hpp"
#include "cli/command.hpp"
#include "cli/folders.hpp"
#include "cli/interrupt.hpp"
#include "cli/output.hpp"
#include "cli/progress_line.hpp"
#include "cli/project.hpp"
#include "cli/proof.hpp"
#include "report/printable.hpp"
#include "scenario/load.hpp"

namespace ipcgrade::cli {
namespace {

struct Options {
  std::string task;
  unsigned repeat = 1;
  CampaignFlags flags;
};

// The reference programs of a task, correct ones first.
struct References {
  std::vector<campaign::Entry> entries;
  std::vector<std::vector<std::string>> parts;  // declared by each variant
  std::vector<scenario::Mutant> mutants;
};

void check_parent(const scenario::Mutant& mutant, const std::string& expectations, const std::vector<std::string>& variants) {
  if (std::find(variants.begin(), variants.end(), mutant.parent) == variants.end())
    throw base::InputError({expectations, 0, 0}, "there is no good/" + mutant.parent + base::suggestion(mutant.parent, variants));
}

References references(const Project& project, const model::Suite& suite) {
  References all;
  const std::string folder = project.root() + "/reference/" + suite.assignment.name;
  const std::vector<std::string> variants = folders_in(folder + "/good");
  for (const std::string& name : variants) {
    all.entries.push_back({name, folder + "/good/" + name});
    all.parts.push_back(scenario::load_submission(all.entries.back().folder, suite.assignment).parts);
  }
  for (const std::string& name : folders_in(folder + "/mutants")) {
    all.entries.push_back({name, folder + "/mutants/" + name});
    all.mutants.push_back(scenario::load_mutant(all.entries.back().folder, suite));
    check_parent(all.mutants.back(), all.entries.back().folder + "/expect.toml", variants);
  }
  return all;
}

Proof proof_of(const References& all, std::vector<model::SubmissionResult> results) {
  Proof proof;
  for (std::size_t i = 0; i < results.size(); ++i) {
    if (i < all.parts.size()) {
      proof.variants.push_back({all.parts[i], std::move(results[i])});
    } else {
      proof.mutants.push_back({all.mutants[i - all.parts.size()].caught, std::move(results[i])});
    }
  }
  return proof;
}

// Prints the matrix and every discrepancy; the number of these.
std::size_t tell(const model::Suite& suite, const Proof& proof, const std::string& round) {
  const report::ConsoleOptions console = console_options(STDOUT_FILENO);
  const report::Paint paint(console.colour);
  const std::vector<std::string> found = discrepancies(suite, proof);
  if (round.empty() || !found.empty()) print(round + matrix(suite, proof, console) + "\n");
  for (const std::string& line : found) print(paint(report::Style::bad, "✗") + " " + report::printable(line) + "\n");
  return found.size();
}

int validate(const Options& options, const Globals& globals) {
  const Project project = Project::find(globals.root);
  const model::Suite suite = project.suite(options.task);
  const References all = references(project, suite);
  campaign::CampaignOptions campaign = campaign_options(options.flags);
  const Interrupt interrupt;
  campaign.cancelled = interrupt.token();
  const campaign::ClassOptions class_options = {
      [&](const campaign::Entry& entry) { return scenario::load_submission(entry.folder, suite.assignment); }, {}};
  std::size_t found = 0;
  for (unsigned round = 1; round <= options.repeat; ++round, ++campaign.seed) {
    std::vector<model::SubmissionResult> results;
    {
      ProgressLine progress(Show::on_terminal, all.entries.size());
      results = campaign::run_class(suite, all.entries, campaign, class_options, progress);
    }
    if (interrupt.happened()) return exit_interrupted;
    const std::string title = options.repeat == 1 ? "" : fmt::format("round {}, seed {}:\n", round, campaign.seed);
    found += tell(suite, proof_of(all, std::move(results)), title);
  }
  print(fmt::format("{}: {} scenarios, {} correct variants, {} mutants{}: {}\n", options.task, suite.scenarios.size(),
                    all.parts.size(), all.mutants.size(), options.repeat == 1 ? "" : fmt::format(", {} rounds", options.repeat),
                    found == 0 ? "the suite proves itself" : fmt::format("{} discrepanc{}", found, found == 1 ? "y" : "ies")));
  return found == 0 ? exit_passed : exit_failed;
}

}  // namespace

Action declare_validate(CLI::App& app, const Globals& globals) {
  const auto options = std::make_shared<Options>();
  app.add_option("TASK", options->task, "The task, a folder in assignments/")->required();
  app.add_option("--repeat", options->repeat, "Do it so many times, each with another seed")
      ->check(CLI::Range(1, 1'000'000))
      ->type_name("N");
  add_flags(app, options->flags);
  return [options, &globals] { return validate(*options, globals); };
}

}  // namespace ipcgrade::cli
