#include "cli/campaign_options.hpp"

#include <algorithm>
#include <cstdlib>

#include "campaign/cpus.hpp"
#include "engine/process/private_folder.hpp"
#include "engine/worker.hpp"
#include "report/printable.hpp"

namespace ipcgrade::cli {

void add_flags(CLI::App& app, CampaignFlags& flags) {
  app.add_option("-j,--jobs", flags.jobs, "Trials at the same time (default: one a CPU)")
      ->check(CLI::Range(1, 1024))
      ->type_name("N");
  app.add_option("--seed", flags.seed, "Seed of every choice that is made by chance")->type_name("N");
}

campaign::CampaignOptions campaign_options(const CampaignFlags& flags) {
  engine::process::remove_stale_folders();
  campaign::CampaignOptions options;
  options.tools = campaign::engine_tools();
  // Without namespaces of their own, trials would meet each other's objects and ports.
  const bool side_by_side = engine::chosen_rung().ipc_namespace && engine::chosen_rung().net_namespace;
  options.cpus = campaign::cpus_for(side_by_side ? flags.jobs : 1, campaign::allowed_cpus());
  options.seed = flags.seed;
  return options;
}

model::Report new_report(const model::Assignment& assignment) {
  model::Report report;
  report.harness_version = IPCGRADE_VERSION;
  report.rung = engine::chosen_rung().name;
  report.assignment = assignment;
  return report;
}

std::string program_as_typed(const Globals& globals) {
  const char* typed = std::getenv("IPCGRADE_COMMAND");
  const std::string program = typed == nullptr || *typed == '\0' ? "ipcgrade" : report::shell_word(typed);
  return globals.root.empty() ? program : program + " --root " + report::shell_word(globals.root);
}

std::string show_again(const Globals& globals, const std::string& task, const std::string& folder, const std::string& scenario) {
  return command_for(program_as_typed(globals), task, folder, scenario);
}

std::string command_for(const std::string& program, const std::string& task, const std::string& folder,
                        const std::string& scenario) {
  const bool sweep = scenario == model::graded_sweep_name;
  std::string command = program + (sweep ? " sweep " : " explain ") + report::shell_word(task);
  if (folder != ".") command += " " + report::shell_word(folder);
  return sweep ? command : command + " --scenario " + report::shell_word(scenario);
}

bool has(const model::SubmissionResult& result, model::Outcome outcome) {
  return std::any_of(result.scenarios.begin(), result.scenarios.end(), [&](const auto& s) { return s.outcome == outcome; });
}

int exit_status(const model::SubmissionResult& result) {
  if (has(result, model::Outcome::failed)) return exit_failed;
  return result.machine || has(result, model::Outcome::inconclusive) ? exit_trouble : exit_passed;
}

}  // namespace ipcgrade::cli
