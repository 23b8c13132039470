#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <memory>

#include "cli/busy_loops.hpp"
#include "cli/campaign_options.hpp"
#include "cli/command.hpp"
#include "cli/interrupt.hpp"
#include "cli/output.hpp"
#include "cli/progress_line.hpp"
#include "cli/project.hpp"
#include "cli/proof.hpp"
#include "cli/references.hpp"
#include "cli/rounds.hpp"
#include "report/printable.hpp"

namespace ipcgrade::cli {
namespace {

struct Options {
  std::string task;
  std::vector<std::string> only;
  std::vector<std::string> scenarios;
  bool promised = false;
  unsigned repeat = 1;
  unsigned load = 0;
  CampaignFlags flags;

  [[nodiscard]] Scope scope() const { return only.empty() && scenarios.empty() ? Scope::whole : Scope::limited; }
};

Proof proof_of(const References& all, std::vector<model::SubmissionResult> results) {
  Proof proof;
  for (std::size_t i = 0; i < results.size(); ++i) {
    if (i < all.parts.size()) {
      proof.variants.push_back({all.parts[i], std::move(results[i])});
    } else {
      const std::size_t at = i - all.parts.size();
      proof.mutants.push_back({all.mutants[at].caught, all.mutants[at].parent, all.changed_lines[at], std::move(results[i])});
    }
  }
  return proof;
}

// Only what is run: the matrix and the discrepancies know of no other scenario.
model::Suite limited(model::Suite suite, const std::vector<std::string>& scenarios) {
  if (scenarios.empty()) return suite;
  std::erase_if(suite.scenarios, [&](const model::Scenario& scenario) {
    return std::find(scenarios.begin(), scenarios.end(), scenario.name) == scenarios.end();
  });
  return suite;
}

// Each mutant meets those of the scenarios that are to catch it.
void limit_to_promises(References& all, const std::vector<std::string>& scenarios) {
  const auto wanted = [&](const std::string& name) {
    return scenarios.empty() || std::find(scenarios.begin(), scenarios.end(), name) != scenarios.end();
  };
  for (std::size_t i = all.mutants.size(); i > 0; --i) {
    std::vector<std::string> promises;
    for (const auto& [name, verdict] : all.mutants[i - 1].caught)
      if (wanted(name)) promises.push_back(name);
    if (promises.empty())
      all.leave_out_mutant(i - 1);
    else
      all.entries[all.parts.size() + i - 1].scenarios = std::move(promises);
  }
}

class Validation {
 public:
  Validation(const Options& options, const model::Suite& suite, const References& all)
      : options_(options), suite_(suite), shown_(limited(suite, options.scenarios)), all_(all) {}

  int operator()(campaign::CampaignOptions campaign, const Interrupt& interrupt) {
    for (unsigned round = 1; round <= options_.repeat; ++round, ++campaign.seed) {
      std::vector<model::SubmissionResult> results = run(campaign, round);
      if (interrupt.happened()) return interrupted(round);
      tell(proof_of(all_, std::move(results)), round, campaign.seed);
    }
    print(summary());
    return found_ == 0 ? exit_passed : exit_failed;
  }

 private:
  [[nodiscard]] std::vector<model::SubmissionResult> run(const campaign::CampaignOptions& campaign, unsigned round) const {
    const std::string title = options_.repeat == 1 ? "" : fmt::format("round {}/{}", round, options_.repeat);
    ProgressLine progress(Show::on_terminal, all_.entries.size(), title);
    const campaign::ClassOptions class_options = {
        [&](const campaign::Entry& entry) { return scenario::load_submission(entry.folder, suite_.assignment); },
        [&](model::SubmissionResult&) { progress.ended(); }};
    return campaign::run_class(suite_, all_.entries, campaign, class_options, progress);
  }

  // Prints the matrix where there is something to see, and every discrepancy and difference.
  void tell(const Proof& proof, unsigned round, std::uint64_t seed) {
    const report::ConsoleOptions console = console_options(STDOUT_FILENO);
    const report::Paint paint(console.colour);
    std::vector<std::string> found = discrepancies(shown_, proof, options_.scope());
    for (std::string& line : rounds_.differences(proof)) found.push_back(std::move(line));
    if (options_.repeat > 1 && (round == 1 || !found.empty())) print(fmt::format("round {}, seed {}:\n", round, seed));
    if (round == 1 || !found.empty()) print(matrix(shown_, proof, console) + "\n");
    for (const std::string& line : found) print(paint(report::Style::bad, "✗") + " " + report::printable(line) + "\n");
    flush_output();
    found_ += found.size();
  }

  [[nodiscard]] std::string what(unsigned rounds) const {
    std::string text = fmt::format("{}: {} scenario{}, {} correct variant{}, {} mutant{}", options_.task, shown_.scenarios.size(),
                                   shown_.scenarios.size() == 1 ? "" : "s", all_.parts.size(), all_.parts.size() == 1 ? "" : "s",
                                   all_.mutants.size(), all_.mutants.size() == 1 ? "" : "s");
    if (options_.repeat > 1) text += fmt::format(", {} round{}", rounds, rounds == 1 ? "" : "s");
    if (options_.load > 0) text += fmt::format(", beside {} busy loop{}", options_.load, options_.load == 1 ? "" : "s");
    return text;
  }

  [[nodiscard]] std::string verdict() const {
    if (found_ > 0) return fmt::format("{} discrepanc{}", found_, found_ == 1 ? "y" : "ies");
    if (options_.promised)
      return "all as promised (no mutant met a scenario that does not name it: that it passes there is not proved)";
    return options_.scope() == Scope::whole ? "the suite proves itself" : "all as promised (a limited run proves no suite)";
  }

  [[nodiscard]] std::string summary() const { return what(options_.repeat) + ": " + verdict() + "\n"; }

  [[nodiscard]] int interrupted(unsigned round) const {
    print(fmt::format("interrupted in round {}. {}: {}\n", round, what(round - 1),
                      found_ == 0 ? "nothing was wrong until then" : verdict()));
    return exit_interrupted;
  }

  const Options& options_;
  const model::Suite& suite_;
  const model::Suite shown_;
  const References& all_;
  Rounds rounds_;
  std::size_t found_ = 0;
};

int validate(const Options& options, const Globals& globals) {
  const Project project = Project::find(globals.root);
  const model::Suite suite = project.suite(options.task);
  References all = references(project, suite, options.only);
  if (options.promised) limit_to_promises(all, options.scenarios);
  for (const std::string& line : all.left_out) print(report::printable(line) + "\n");
  campaign::CampaignOptions campaign = campaign_options(options.flags);
  campaign.scenarios = options.scenarios;
  campaign.undeclared = campaign::Undeclared::never_run;
  const BusyLoops load(options.load);
  const Interrupt interrupt;
  campaign.cancelled = interrupt.token();
  return Validation(options, suite, all)(std::move(campaign), interrupt);
}

}  // namespace

Action declare_validate(CLI::App& app, const Globals& globals) {
  const auto options = std::make_shared<Options>();
  app.add_option("TASK", options->task, "The task, a folder in assignments/")->required();
  app.add_option("--only", options->only, "Only these programs of reference/TASK (names, with or without good/ and mutants/)")
      ->type_name("PROGRAM");
  app.add_option("--scenario", options->scenarios, "Only these scenarios")->type_name("NAME");
  app.add_flag("--promised", options->promised, "Mutants meet only the scenarios that are to catch them: a fraction of the time");
  app.add_option("--repeat", options->repeat, "Do it so many times, each with another seed; any verdict that differs is a fault")
      ->check(CLI::Range(1, 1'000'000))
      ->type_name("N");
  app.add_option("--load", options->load, "Run so many busy loops beside it")->check(CLI::Range(0, 1024))->type_name("N");
  add_flags(app, options->flags);
  return [options, &globals] { return validate(*options, globals); };
}

}  // namespace ipcgrade::cli
