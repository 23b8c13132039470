#include <fmt/format.h>
#include <unistd.h>

#include <fstream>
#include <map>
#include <memory>
#include <sstream>

#include "campaign/sweep.hpp"
#include "cli/campaign_options.hpp"
#include "cli/command.hpp"
#include "cli/content_hash.hpp"
#include "cli/interrupt.hpp"
#include "cli/language_option.hpp"
#include "cli/output.hpp"
#include "cli/pages.hpp"
#include "cli/progress_line.hpp"
#include "cli/project.hpp"
#include "cli/submissions.hpp"
#include "report/page/sweep_page.hpp"
#include "report/printable.hpp"
#include "report/story.hpp"
#include "report/sweep.hpp"
#include "scenario/load.hpp"
#include "store/sweep_journal.hpp"

namespace ipcgrade::cli {
namespace {

struct Options {
  std::string task;
  std::string folder = ".";
  std::vector<std::string> scenarios;
  std::vector<std::string> strikes;
  std::string json;
  std::string journal;
  bool quiet = false;
  PageFlags page;
  LanguageFlag language;
  CampaignFlags flags;
};

// One line on a terminal: how far it is.
class Line {
 public:
  explicit Line(Show show) : shown_(show == Show::on_terminal && ::isatty(STDERR_FILENO) != 0) {}
  ~Line() {
    if (shown_) fmt::print(stderr, "\r\x1b[K");
  }
  Line(const Line&) = delete;
  Line& operator=(const Line&) = delete;

  void planned(std::size_t strikes) { all_ = strikes; }
  void tried(const model::StrikeResult& result) {
    ++done_;
    if (model::counts(result) && !model::survived(result)) ++failed_;
    if (!shown_ || (done_ % 10 != 0 && done_ != all_)) return;
    fmt::print(stderr, "\r{}/{} faults, {} not survived\x1b[K", done_, all_, failed_);
    std::fflush(stderr);
  }

 private:
  const bool shown_;
  std::size_t all_ = 0;
  std::size_t done_ = 0;
  std::size_t failed_ = 0;
};

// Results on disk as they come. A journal of something else is begun anew.
class Journal {
 public:
  Journal(std::string path, const std::string& subject) : path_(std::move(path)) {
    if (path_.empty()) return;
    std::ostringstream text;
    if (const std::ifstream file(path_, std::ios::binary); file) text << file.rdbuf();
    known_ = store::from_journal(text.str(), subject);
    out_.open(path_, known_.empty() ? std::ios::trunc : std::ios::app);
    if (known_.empty()) add(store::journal_head(subject));
    // A line that was cut short by a kill must not swallow the next one.
    if (!known_.empty() && !text.str().ends_with('\n')) add("\n");
  }

  [[nodiscard]] std::optional<model::Verdict> known(const model::Strike& strike) const {
    const auto found = known_.find(model::key_of(strike));
    return found == known_.end() ? std::nullopt : std::optional(found->second);
  }
  void add(const std::string& line) {
    if (path_.empty()) return;
    out_ << line << std::flush;
    if (!out_) throw base::SystemError(errno, "writing " + path_);
  }

 private:
  std::string path_;
  std::map<std::string, model::Verdict> known_;
  std::ofstream out_;
};

class SweepCommand {
 public:
  SweepCommand(const Options& options, const Globals& globals) : options_(options), globals_(globals) {}

  int operator()() {
    const Project project = Project::find(globals_.root);
    const model::Suite suite = project.suite(options_.task);
    const campaign::Entry entry = one_submission(options_.folder, suite.assignment);
    const model::Submission submission = scenario::load_submission(entry.folder, suite.assignment);
    Journal journal(options_.journal, subject(project, suite, entry.folder));
    campaign::SweepOptions sweep;
    sweep.campaign = campaign_options(options_.flags);
    sweep.campaign.scenarios = options_.scenarios;
    sweep.strikes = options_.strikes;
    if (told() || !options_.page.file.empty()) sweep.campaign.sites = model::Sites::of_calls;
    const Interrupt interrupt;
    sweep.campaign.cancelled = interrupt.token();
    model::SweepReport report;
    {
      Line line(options_.quiet ? Show::never : Show::on_terminal);
      sweep.known = [&](const model::Strike& strike) { return journal.known(strike); };
      sweep.planned = [&](std::size_t strikes) { line.planned(strikes); };
      sweep.tried = [&](const campaign::Tried& tried) {
        journal.add(store::journal_line(tried.result));
        if (told()) stories_.push_back(story(suite, tried));
        if (!options_.page.file.empty() && model::counts(tried.result) && !model::survived(tried.result)) record(tried);
        line.tried(tried.result);
      };
      report = campaign::run_sweep(suite, submission, sweep);
    }
    if (!options_.strikes.empty() && report.planned == 0 && report.left_out.empty())
      throw base::InputError({}, fmt::format("no run of {} meets '{}'; ipcgrade sweep --json - lists every key", options_.task,
                                             options_.strikes.front()));
    show(report);
    if (!options_.page.file.empty()) write_page(suite, report);
    if (interrupt.happened()) return exit_interrupted;
    return status(report);
  }

 private:
  // Few enough to be told step by step.
  [[nodiscard]] bool told() const { return !options_.strikes.empty() && options_.json != "-"; }

  // All that a result rests on.
  [[nodiscard]] std::string subject(const Project& project, const model::Suite& suite, const std::string& folder) const {
    intake::HandIn submission;
    submission.folder = folder;
    return content_of(submission) + " " + conditions_of(project.root(), suite, options_.flags.seed);
  }

  [[nodiscard]] report::Story story(const model::Suite& suite, const campaign::Tried& tried) const {
    report::Story story;
    story.task = suite.assignment.name;
    story.submission = options_.folder;
    story.title = fmt::format("{}, where {}", tried.result.strike.scenario, describe(tried.result.strike.fault));
    story.hint = report::advice(tried.result.strike);
    story.outcome = model::survived(tried.result) ? model::Outcome::passed
                    : model::counts(tried.result) ? model::Outcome::failed
                                                  : model::Outcome::inconclusive;
    story.trial = tried.trial;
    story.trace = tried.trace;
    story.verdicts = {tried.result.verdict};
    story.commands = {{"again", again() + " --strike " + report::shell_word(model::key_of(tried.result.strike))}};
    return story;
  }

  void record(const campaign::Tried& tried) {
    report::page::Recording recording{tried.trial, tried.trace};
    recording.trial.files.clear();
    runs_.insert_or_assign(model::key_of(tried.result.strike), std::move(recording));
  }

  void write_page(const model::Suite& suite, const model::SweepReport& report) const {
    const model::Assignment& assignment = suite.assignment;
    report::page::SweepPageOptions options;
    options.title = assignment.title.empty() ? assignment.name : assignment.title;
    options.harness_version = IPCGRADE_VERSION;
    options.rung = new_report(assignment).rung;
    options.language = options_.language.for_people();
    write_file(options_.page.file, report::page::render_sweep_page(report, runs_, {again(), options.language}, options));
  }

  [[nodiscard]] std::string again() const {
    const std::string command = program_as_typed(globals_) + " sweep " + report::shell_word(options_.task);
    return options_.folder == "." ? command : command + " " + report::shell_word(options_.folder);
  }

  void show(const model::SweepReport& report) const {
    report::ConsoleOptions console = console_options(STDOUT_FILENO, options_.language.for_people());
    if (options_.quiet) console.detail = report::Detail::brief;
    const report::SweepText text{again(), options_.language.for_programs()};
    if (options_.json == "-") return print(report::render_sweep_json(report, text));
    for (const report::Story& one : stories_) print(report::render_story(one, console) + "\n");
    if (stories_.empty()) print(report::render_sweep(report, text, console));
    if (!options_.json.empty()) write_file(options_.json, report::render_sweep_json(report, text));
  }

  [[nodiscard]] static int status(const model::SweepReport& report) {
    const model::Survival all = survival(report);
    if (all.survived < all.tried) return exit_failed;
    return report.results.size() == all.tried && report.left_out.empty() ? exit_passed : exit_trouble;
  }

  const Options& options_;
  const Globals& globals_;
  std::vector<report::Story> stories_;
  report::page::StruckRuns runs_;
};

}  // namespace

Action declare_sweep(CLI::App& app, const Globals& globals) {
  const auto options = std::make_shared<Options>();
  app.add_option("TASK", options->task, "The task, a folder in assignments/")->required();
  app.add_option("SUBMISSION", options->folder, "The folder with the programs (default: this one)");
  app.add_option("--scenario", options->scenarios, "Sweep only these scenarios")->type_name("NAME");
  app.add_option("--strike", options->strikes, "Try only this fault, and tell what happened")->type_name("KEY");
  app.add_option("--journal", options->journal, "Keep what was found there, and go on from it the next time")->type_name("FILE");
  app.add_option("--json", options->json, "Write the results as JSON as well; - prints them instead of the text")
      ->type_name("FILE");
  app.add_flag("-q,--quiet", options->quiet, "No matrix and no progress");
  add_page_flags(app, options->page);
  add_language(app, options->language);
  add_flags(app, options->flags);
  return [options, &globals] { return SweepCommand(*options, globals)(); };
}

}  // namespace ipcgrade::cli
