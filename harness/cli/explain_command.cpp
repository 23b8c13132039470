#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <map>
#include <memory>
#include <mutex>

#include "cli/campaign_options.hpp"
#include "cli/command.hpp"
#include "cli/interrupt.hpp"
#include "cli/language_option.hpp"
#include "cli/output.hpp"
#include "cli/pages.hpp"
#include "cli/progress_line.hpp"
#include "cli/project.hpp"
#include "cli/saved_reports.hpp"
#include "cli/saved_trials.hpp"
#include "cli/stories.hpp"
#include "cli/submissions.hpp"
#include "lang/catalogue.hpp"
#include "report/conceal.hpp"
#include "report/localised.hpp"
#include "report/printable.hpp"
#include "report/score.hpp"
#include "report/story.hpp"
#include "scenario/load.hpp"

namespace ipcgrade::cli {
namespace {

constexpr std::size_t few = 2;  // stories told without being asked for by name

struct Options {
  std::string what;
  std::string folder = ".";
  std::vector<std::string> scenarios;
  PageFlags page;
  LanguageFlag language;
  CampaignFlags flags;
};

int explain_saved(const Options& options, const Globals& globals) {
  if (!options.scenarios.empty()) throw base::InputError({}, "a saved trial is of one scenario: --scenario is for a task");
  const store::SavedTrial saved = read_saved_trial(options.what);
  const model::ScenarioResult result = judged(saved);
  model::Assignment assignment;
  assignment.texts = texts_of(saved.task, globals.root);
  report::Story story = in_language(story_of(saved, result), assignment, options.language.for_people());
  story.commands = {{"again", program_as_typed(globals) + " replay " + report::shell_word(options.what)}};
  print(report::render_story(story, console_options(STDOUT_FILENO, options.language.for_people())));
  if (!options.page.file.empty()) {
    SavedReports reports(globals);
    reports.add(saved, options.what);
    write_file(options.page.file, reports.page(options.language.for_people()));
  }
  return result.outcome == model::Outcome::inconclusive ? exit_trouble
         : result.outcome == model::Outcome::failed     ? exit_failed
                                                        : exit_passed;
}

// Trials as they come from several threads, by scenario.
class Collected {
 public:
  explicit Collected(std::string task) : task_(std::move(task)) {}
  void add(const campaign::Ran& ran) {
    if (ran.scenario.visibility != model::Visibility::visible) return;
    const std::lock_guard guard(mutex_);
    trials_.insert_or_assign(ran.scenario.name, saved_trial(ran, task_));
  }
  [[nodiscard]] report::page::Recordings recordings() const {
    report::page::Recordings out;
    for (const auto& [scenario, saved] : trials_) out[scenario] = {saved.trial, saved.trace};
    return out;
  }
  // nullptr: it was not run, or is not for students to see.
  [[nodiscard]] const store::SavedTrial* find(const std::string& scenario) const {
    const auto found = trials_.find(scenario);
    return found == trials_.end() ? nullptr : &found->second;
  }

 private:
  std::string task_;
  std::mutex mutex_;
  std::map<std::string, store::SavedTrial> trials_;
};

class Explanation {
 public:
  Explanation(const Options& options, const Globals& globals) : options_(options), globals_(globals), collected_(options.what) {}

  int operator()() {
    const Project project = Project::find(globals_.root);
    const model::Suite suite = project.suite(options_.what);
    report_ = new_report(suite.assignment);
    if (!run(suite)) return exit_interrupted;
    const model::SubmissionResult& result = report_.submissions.front();
    tell(result);
    if (!options_.page.file.empty()) write_page(suite.assignment);
    return exit_status(result);
  }

 private:
  bool run(const model::Suite& suite) {
    const campaign::Entry entry = one_submission(options_.folder, suite.assignment);
    const model::Submission submission = scenario::load_submission(entry.folder, suite.assignment);
    campaign::CampaignOptions campaign = campaign_options(options_.flags);
    const Interrupt interrupt;
    campaign.cancelled = interrupt.token();
    campaign.scenarios = options_.scenarios;
    campaign.show_again = [&](const std::string&, const std::string& scenario) {
      return show_again(globals_, options_.what, options_.folder, scenario);
    };
    campaign.sites = model::Sites::of_calls;
    campaign.keep = [&](const campaign::Ran& ran) { collected_.add(ran); };
    ProgressLine progress(Show::on_terminal, 1);
    report_.submissions.push_back(campaign::run_submission(suite, submission, campaign, progress));
    report_ = report::concealed(report_);
    return !interrupt.happened();
  }

  void write_page(const model::Assignment& assignment) const {
    model::Report marked = report_;
    report::set_mark(assignment, marked.submissions.front());
    write_file(options_.page.file, report::page::render_submission(report::localised(marked, options_.language.for_people()),
                                                                   collected_.recordings(), {options_.language.for_people()}));
  }

  void tell(const model::SubmissionResult& result) {
    std::vector<const model::ScenarioResult*> to_tell;
    for (const model::ScenarioResult& scenario : result.scenarios)
      if (is_story(scenario) && collected_.find(scenario.scenario) != nullptr) to_tell.push_back(&scenario);
    const bool all = !options_.scenarios.empty() || (to_tell.size() <= few && !same_cause(to_tell));
    const std::size_t number = all || to_tell.empty() ? to_tell.size() : 1;
    for (std::size_t i = 0; i < number; ++i) {
      if (i > 0) print("\n\n");
      print(report::render_story(story(*to_tell[i]), console()));
    }
    tell_the_rest(result, number > 0 ? Told::something : Told::nothing);
    if (number < to_tell.size()) point_to(to_tell, number);
  }

  // Two that fail in one and the same way are one story.
  static bool same_cause(const std::vector<const model::ScenarioResult*>& results) {
    return results.size() > 1 && std::all_of(results.begin(), results.end(), [&](const model::ScenarioResult* result) {
             return result->verdicts.front().sentence == results.front()->verdicts.front().sentence;
           });
  }

  // By name one that passed is told, too: how a right run looks.
  [[nodiscard]] bool is_story(const model::ScenarioResult& scenario) const {
    const bool asked = !options_.scenarios.empty();
    return scenario.outcome == model::Outcome::failed || scenario.outcome == model::Outcome::inconclusive || asked;
  }

  [[nodiscard]] report::Story story(const model::ScenarioResult& scenario) const {
    report::Story story =
        in_language(story_of(*collected_.find(scenario.scenario), scenario), report_.assignment, console().language);
    const std::string here = options_.folder == "." ? "" : " " + report::shell_word(options_.folder);
    const std::string which = fmt::format("{} --scenario {} --seed {}", report::shell_word(options_.what) + here,
                                          scenario.scenario, options_.flags.seed);
    story.commands = {{"again", program() + " explain " + which}};
    if (scenario.outcome == model::Outcome::failed)
      story.commands.push_back({"debug", program() + " replay " + which + " --gdb"});
    return story;
  }

  enum class Told : std::uint8_t { nothing, something };

  // What has no story: a build that failed, a scenario that is not shown, or nothing to complain of.
  void tell_the_rest(const model::SubmissionResult& result, Told told) {
    model::Report rest = report_;
    auto& scenarios = rest.submissions.front().scenarios;
    std::erase_if(scenarios, [&](const model::ScenarioResult& s) {
      return collected_.find(s.scenario) != nullptr ||
             (s.outcome != model::Outcome::failed && s.outcome != model::Outcome::inconclusive);
    });
    const bool broken = std::any_of(result.builds.begin(), result.builds.end(), [](const auto& build) { return !build.ok; });
    if (!scenarios.empty() || broken) {
      report::ConsoleOptions brief = console();
      brief.detail = report::Detail::brief;
      rest.submissions.front().blank = true;
      rest.submissions.front().trouble = "explain counts no points";
      if (told == Told::something) print("\n");
      print(report::render_console(report::localised(rest, brief.language), brief));
    } else if (told == Told::nothing) {
      print(say(fmt::format("all of {} scenarios that were run pass: there is nothing to explain", result.scenarios.size())) +
            "\n");
      print(say("To see how a right run looks, name one with --scenario.") + "\n");
    }
  }

  void point_to(const std::vector<const model::ScenarioResult*>& all, std::size_t told) const {
    const std::size_t more = all.size() - told;
    print("\n" + say(more == 1 ? "One more fails. To see it:" : fmt::format("{} more fail. To see one of them:", more)) + "\n");
    for (std::size_t i = told; i < all.size(); ++i)
      print(fmt::format("  {} explain {}{} --scenario {}  ({})\n", program(), report::shell_word(options_.what),
                        options_.folder == "." ? "" : " " + report::shell_word(options_.folder), all[i]->scenario,
                        say(name_of(all[i]->verdicts.front().verdict))));
  }

  [[nodiscard]] report::ConsoleOptions console() const { return console_options(STDOUT_FILENO, options_.language.for_people()); }
  [[nodiscard]] std::string say(std::string_view english) const { return lang::Say(console().language)(english); }
  [[nodiscard]] std::string program() const { return program_as_typed(globals_); }

  const Options& options_;
  const Globals& globals_;
  Collected collected_;
  model::Report report_;
};

}  // namespace

Action declare_explain(CLI::App& app, const Globals& globals) {
  const auto options = std::make_shared<Options>();
  app.add_option("TASK", options->what, "The task; or a file that --save-traces has written")->required();
  app.add_option("SUBMISSION", options->folder, "The folder with the programs (default: this one)");
  app.add_option("--scenario", options->scenarios, "Explain these scenarios, even if they pass")->type_name("NAME");
  add_page_flags(app, options->page);
  add_language(app, options->language);
  add_flags(app, options->flags);
  return [options, &globals] {
    return names_saved_trial(options->what) ? explain_saved(*options, globals) : Explanation(*options, globals)();
  };
}

}  // namespace ipcgrade::cli
