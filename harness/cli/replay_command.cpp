#include <unistd.h>

#include <memory>
#include <optional>

#include "cli/campaign_options.hpp"
#include "cli/command.hpp"
#include "cli/interrupt.hpp"
#include "cli/output.hpp"
#include "cli/progress_line.hpp"
#include "cli/project.hpp"
#include "cli/saved_trials.hpp"
#include "cli/submissions.hpp"
#include "oracles/judge.hpp"
#include "report/printable.hpp"
#include "report/replayed.hpp"
#include "scenario/load.hpp"

namespace ipcgrade::cli {
namespace {

struct Options {
  std::string what;
  std::string folder;
  std::string scenario;
  CampaignFlags flags;
};

// The scenario of a saved trial, as far as running it again needs one.
model::Scenario scenario_of(const store::SavedTrial& saved) {
  model::Scenario scenario;
  scenario.name = saved.trial.scenario;
  scenario.title = saved.title;
  scenario.part = saved.part;
  scenario.points = saved.points;
  scenario.hint = saved.hint;
  for (const model::TrialStep& step : saved.trial.steps)  // what must be built
    if (const auto* launch = std::get_if<model::Launch>(&step.action))
      scenario.steps.push_back({step.position, model::Start{launch->role, launch->process, {}}});
  return scenario;
}

// One run: built anew, and run as the plan or a saved trial says.
class Runner {
 public:
  Runner(const Options& options, const Globals& globals) : options_(options), globals_(globals) {}

  // nullopt: it was interrupted. InputError where the submission does not get as far as being run.
  std::optional<store::SavedTrial> by_plan() {
    model::Suite suite = Project::find(globals_.root).suite(options_.what);
    return run(suite, options_.what, options_.folder.empty() ? "." : options_.folder, options_.scenario, {});
  }
  std::optional<store::SavedTrial> again(const store::SavedTrial& saved) {
    model::Suite suite;
    suite.assignment = Project::find(globals_.root).assignment(saved.task);
    suite.scenarios = {scenario_of(saved)};
    const std::string folder = options_.folder.empty() ? saved.folder : options_.folder;
    return run(suite, saved.task, folder, saved.trial.scenario, saved.trial);
  }

 private:
  std::optional<store::SavedTrial> run(const model::Suite& suite, const std::string& task, const std::string& folder,
                                       const std::string& scenario, const std::optional<model::Trial>& trial) {
    const campaign::Entry entry = one_submission(folder, suite.assignment);
    const model::Submission submission = scenario::load_submission(entry.folder, suite.assignment);
    campaign::CampaignOptions campaign = campaign_options(options_.flags);
    const Interrupt interrupt;
    campaign.cancelled = interrupt.token();
    campaign.scenarios = {scenario};
    if (trial)
      campaign.tools.expand = [&](const auto&, const auto&, std::uint64_t, const std::string& files, const auto&) {
        model::Plan plan{{*trial}};
        plan.trials.front().files = files;
        return plan;
      };
    std::optional<store::SavedTrial> saved;
    campaign.keep = [&](const campaign::Ran& ran) { saved = saved_trial(ran, task); };
    ProgressLine progress(Show::on_terminal, 1);
    const model::SubmissionResult result = campaign::run_submission(suite, submission, campaign, progress);
    if (interrupt.happened()) return std::nullopt;
    if (!saved) throw base::InputError({}, "there is nothing to replay: " + why_not(result));
    if (suite.scenarios.size() > 1) must_be_visible(suite, scenario);
    return saved;
  }

  static std::string why_not(const model::SubmissionResult& result) {
    if (result.scenarios.empty()) return result.trouble;
    const model::ScenarioResult& scenario = result.scenarios.front();
    return scenario.verdicts.empty() ? scenario.reason : scenario.verdicts.front().sentence;
  }

  static void must_be_visible(const model::Suite& suite, const std::string& name) {
    for (const model::Scenario& scenario : suite.scenarios)
      if (scenario.name == name && scenario.visibility != model::Visibility::visible)
        throw base::InputError({}, "'" + name + "' is not shown to students: grade --save-traces keeps it for the course");
  }

  const Options& options_;
  const Globals& globals_;
};

int tell(const store::SavedTrial& before, const store::SavedTrial& now, const std::string& command) {
  report::Replay replay;
  replay.trial = before.trial;
  replay.before = before.trace;
  replay.now = now.trace;
  replay.verdicts_before = oracles::judge(before.trial, before.trace);
  replay.verdicts_now = oracles::judge(now.trial, now.trace);
  replay.command = command;
  print(report::render_replay(replay, console_options(STDOUT_FILENO)));
  return report::came_out_the_same(replay) ? exit_passed : exit_failed;
}

int replay_saved(const Options& options, const Globals& globals) {
  if (!options.scenario.empty()) throw base::InputError({}, "a saved trial is of one scenario: --scenario is for a task");
  const store::SavedTrial before = read_saved_trial(options.what);
  const auto now = Runner(options, globals).again(before);
  return now ? tell(before, *now, "ipcgrade explain " + report::shell_word(options.what)) : exit_interrupted;
}

int replay_twice(const Options& options, const Globals& globals) {
  if (options.scenario.empty()) throw base::InputError({}, "--scenario NAME says what to replay; ipcgrade list TASK shows them");
  Runner runner(options, globals);
  const auto before = runner.by_plan();
  const auto now = before ? runner.again(*before) : std::nullopt;
  if (!now) return exit_interrupted;
  const std::string folder = options.folder.empty() ? "" : " " + report::shell_word(options.folder);
  return tell(*before, *now, "ipcgrade explain " + report::shell_word(options.what) + folder + " --scenario " + options.scenario);
}

}  // namespace

Action declare_replay(CLI::App& app, const Globals& globals) {
  const auto options = std::make_shared<Options>();
  app.add_option("TASK", options->what, "The task, to run it twice; or a saved trial, to run that again")->required();
  app.add_option("SUBMISSION", options->folder, "The folder with the programs (default: this one, or where the saved trial was)");
  app.add_option("--scenario", options->scenario, "What to replay of a task")->type_name("NAME");
  app.add_option("--seed", options->flags.seed, "Seed of every choice that is made by chance")->type_name("N");
  app.footer("Exit status: 0 it came out the same, 1 something is different.");
  return [options, &globals] {
    return names_saved_trial(options->what) ? replay_saved(*options, globals) : replay_twice(*options, globals);
  };
}

}  // namespace ipcgrade::cli
