#include <fmt/format.h>
#include <unistd.h>

#include <memory>
#include <optional>
#include <utility>

#include "campaign/trials.hpp"
#include "cli/campaign_options.hpp"
#include "cli/command.hpp"
#include "cli/interrupt.hpp"
#include "cli/output.hpp"
#include "cli/progress_line.hpp"
#include "cli/project.hpp"
#include "cli/saved_trials.hpp"
#include "cli/submissions.hpp"
#include "engine/hold.hpp"
#include "oracles/account.hpp"
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
  bool gdb = false;
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
      scenario.steps.push_back({step.position, model::Start{launch->role, launch->process, {}, launch->by}});
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
    const Project project = Project::find(globals_.root);
    suite.assignment = project.assignment(saved.task);
    suite.own_programs = scenario::load_own_programs(project.root(), suite.assignment);
    suite.scenarios = {scenario_of(saved)};
    const std::string folder = options_.folder.empty() ? saved.folder : options_.folder;
    return run(suite, saved.task, folder, saved.trial.scenario, saved.trial);
  }

  // Of the last run: they outlive it, because a debugger may still need them.
  campaign::Copy built;
  std::string own_programs;

 private:
  std::optional<store::SavedTrial> run(const model::Suite& suite, const std::string& task, const std::string& folder,
                                       const std::string& scenario, const std::optional<model::Trial>& trial) {
    const campaign::Entry entry = one_submission(folder, suite.assignment);
    const model::Submission submission = scenario::load_submission(entry.folder, suite.assignment);
    campaign::CampaignOptions campaign = campaign_options(options_.flags);
    const Interrupt interrupt;
    campaign.cancelled = interrupt.token();
    campaign.scenarios = {scenario};
    if (suite.scenarios.size() > 1) must_be_visible(suite, scenario);
    if (trial)
      campaign.tools.expand = [&](const auto&, const auto&, std::uint64_t, const std::string& files, const auto&) {
        model::Plan plan{{*trial}};
        plan.trials.front().files = files;
        return plan;
      };
    ours_ = campaign.own_programs;
    const auto copy = std::exchange(campaign.tools.copy, {});
    campaign.tools.copy = [&](const std::string& from, const std::vector<std::string>& provided) {
      campaign::Copy made = copy(from, provided);
      if (from == submission.folder) built = made;
      return made;
    };
    std::optional<store::SavedTrial> saved;
    campaign.keep = [&](const campaign::Ran& ran) {
      saved = saved_trial(ran, task);
      own_programs = ran.trial.own_programs;
    };
    ProgressLine progress(Show::on_terminal, 1);
    const model::SubmissionResult result = campaign::run_submission(suite, submission, campaign, progress);
    if (interrupt.happened()) return std::nullopt;
    if (!saved) throw base::InputError({}, "there is nothing to replay: " + why_not(result));
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
  std::shared_ptr<campaign::OwnPrograms> ours_;
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
  return now ? tell(before, *now, program_as_typed(globals) + " explain " + report::shell_word(options.what)) : exit_interrupted;
}

int replay_twice(const Options& options, const Globals& globals) {
  if (options.scenario.empty()) throw base::InputError({}, "--scenario NAME says what to replay; ipcgrade list TASK shows them");
  Runner runner(options, globals);
  const auto before = runner.by_plan();
  const auto now = before ? runner.again(*before) : std::nullopt;
  if (!now) return exit_interrupted;
  const std::string folder = options.folder.empty() ? "" : " " + report::shell_word(options.folder);
  return tell(
      *before, *now,
      program_as_typed(globals) + " explain " + report::shell_word(options.what) + folder + " --scenario " + options.scenario);
}

// Whom the verdict is about: its sentence begins with the process; else whom the failed step names.
std::string culprit(const store::SavedTrial& saved, const model::Verdict& verdict) {
  std::string found;
  for (const model::ProcessInfo& process : saved.trace.processes)
    if (verdict.sentence.starts_with(process.label + " ") && process.label.size() > found.size()) found = process.label;
  if (!found.empty()) return found;
  const model::Condition* asked = verdict.step ? oracles::condition_of(saved.trial, *verdict.step) : nullptr;
  if (asked != nullptr) return asked->process;
  return saved.trace.processes.empty() ? "" : saved.trace.processes.front().label;
}

// One that had ended when the verdict fell is stopped right before its end.
bool had_ended(const model::Trace& trace, const std::string& label) {
  const auto process = oracles::process_called(trace, label);
  return process && oracles::exit_of(trace, *process, oracles::verdict_horizon(trace)) != nullptr;
}

int debug(const Options& options, const Globals& globals) {
  if (engine::debugger_path().empty())
    throw base::InputError({}, "--gdb needs gdb, which is not installed here; on Debian: apt install gdb");
  Runner runner(options, globals);
  const bool is_saved = names_saved_trial(options.what);
  if (!is_saved && options.scenario.empty())
    throw base::InputError({}, "--scenario NAME says what to debug; ipcgrade list TASK shows them");
  const auto now = is_saved ? runner.again(read_saved_trial(options.what)) : runner.by_plan();
  if (!now) return exit_interrupted;
  const model::Verdicts verdicts = oracles::judge(now->trial, now->trace);
  if (campaign::outcome_of(verdicts) != model::Outcome::failed) {
    print(fmt::format("{}: {}; there is no failure to stop at\n", now->trial.scenario, name_of(verdicts.front().verdict)));
    return exit_passed;
  }
  print(fmt::format("{}: {}: {}\n\n", now->trial.scenario, name_of(verdicts.front().verdict),
                    report::printable(verdicts.front().sentence)));
  flush_output();
  const std::string who = culprit(*now, verdicts.front());
  model::Trial trial = now->trial;
  trial.files = runner.built.path;
  trial.own_programs = runner.own_programs;
  if (engine::debug_trial(trial, who, had_ended(now->trace, who) ? who : "") == engine::Debugged::never_held)
    print("Every process had ended before there was anything to stop at; ipcgrade explain tells what they did.\n");
  return exit_failed;
}

}  // namespace

Action declare_replay(CLI::App& app, const Globals& globals) {
  const auto options = std::make_shared<Options>();
  app.add_option("TASK", options->what, "The task, to run it twice; or a saved trial, to run that again")->required();
  app.add_option("SUBMISSION", options->folder, "The folder with the programs (default: this one, or where the saved trial was)");
  app.add_option("--scenario", options->scenario, "What to replay of a task")->type_name("NAME");
  app.add_option("--seed", options->flags.seed, "Seed of every choice that is made by chance")->type_name("N");
  app.add_flag("--gdb", options->gdb, "Stop where it fails and open gdb there");
  app.footer("Exit status: 0 it came out the same, 1 something is different; with --gdb 1 where it fails.");
  return [options, &globals] {
    if (options->gdb) return debug(*options, globals);
    return names_saved_trial(options->what) ? replay_saved(*options, globals) : replay_twice(*options, globals);
  };
}

}  // namespace ipcgrade::cli
