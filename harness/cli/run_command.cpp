#include <unistd.h>

#include <filesystem>
#include <memory>

#include "base/error.hpp"
#include "cli/campaign_options.hpp"
#include "cli/command.hpp"
#include "cli/interrupt.hpp"
#include "cli/language_option.hpp"
#include "cli/output.hpp"
#include "cli/pages.hpp"
#include "cli/progress_line.hpp"
#include "cli/project.hpp"
#include "cli/report_files.hpp"
#include "cli/saved_trials.hpp"
#include "cli/submissions.hpp"
#include "report/conceal.hpp"
#include "report/console.hpp"
#include "report/localised.hpp"
#include "report/score.hpp"
#include "scenario/load.hpp"

namespace ipcgrade::cli {
namespace {

struct Options {
  std::string task;
  std::string folder = ".";
  std::vector<std::string> scenarios;
  ReportFlags reports;
  bool quiet = false;
  TraceFlags traces;
  PageFlags page;
  LanguageFlag language;
  CampaignFlags flags;
};

// Where the reports of this run go, and how.
struct Destination {
  std::vector<ReportFile> files;
  formats::Setting setting;
};

void show(const model::Report& report, const Options& options, const Destination& to) {
  report::ConsoleOptions console = console_options(STDOUT_FILENO, options.language.for_people());
  if (options.quiet) console.detail = report::Detail::brief;
  if (!prints(to.files))
    print(report::render_console(report::localised(report::concealed(report, to.setting.seen), console.language), console));
}

enum class Whose : std::uint8_t { submission, machine };

// Platforms want a result also where there is none: it says why, and whose fault it is.
void report_trouble(const Options& options, model::Report report, const std::string& why, Whose whose, const Destination& to) {
  model::SubmissionResult result;
  result.submission = std::filesystem::path(options.folder).lexically_normal().filename().string();
  result.folder = options.folder;
  result.blank = true;
  result.trouble = why;
  result.machine = whose == Whose::machine;
  report.submissions = {result};
  write_reports(to.files, report, to.setting, Which::all);
}

int run_scenarios(const Options& options, const Globals& globals, const model::Suite& suite, const model::Submission& submission,
                  model::Report report, const Destination& to) {
  campaign::CampaignOptions campaign = campaign_options(options.flags);
  const Interrupt interrupt;
  campaign.cancelled = interrupt.token();
  campaign.scenarios = options.scenarios;
  if (!options.traces.folder.empty()) {
    campaign.sites = model::Sites::of_calls;
    campaign.keep = keep_in(options.traces, options.task, Scenarios::visible);
  }
  Recorder recorder;
  if (!options.page.file.empty()) record(campaign, recorder);
  campaign.show_again = [&](const std::string&, const std::string& scenario) {
    return show_again(globals, options.task, options.folder, scenario);
  };
  campaign.sweeping = campaign::Sweeping::as_assigned;
  model::Report finished = report;
  {
    ProgressLine line(options.quiet ? Show::never : Show::on_terminal, 1);
    PartialReports partial(to.files, to.setting, suite, submission, finished, line);
    report.submissions.push_back(campaign::run_submission(suite, submission, campaign, partial));
    finished = partial.so_far();
  }
  report::set_mark(suite.assignment, report.submissions.front());
  show(report, options, to);
  // People are told that a run which was interrupted has no mark; a platform, which wants one, gets what was finished.
  write_reports(to.files, interrupt.happened() ? finished : report, to.setting, Which::all);
  if (!options.page.file.empty()) {
    Recorded recorded = recorder.take(submission.name);
    report::page::PageOptions page{options.language.for_people()};
    page.sweep = std::move(recorded.sweep);
    write_file(options.page.file,
               report::page::render_submission(report::localised(report, options.language.for_people()), recorded.runs, page));
  }
  return interrupt.happened() ? exit_interrupted : exit_status(report.submissions.front());
}

model::Submission loaded(const Options& options, const model::Report& report, const Destination& to) {
  try {
    return scenario::load_submission(one_submission(options.folder, report.assignment).folder, report.assignment);
  } catch (const base::InputError& error) {
    report_trouble(options, report, error.what(), Whose::submission, to);
    throw;
  }
}

int run_task(const Options& options, const Globals& globals) {
  const Project project = Project::find(globals.root);
  const model::Suite suite = project.suite(options.task);
  Destination to = {report_files(options.reports), setting_of(options.reports.seen)};
  to.setting.language = options.language.for_programs();
  campaign::check_scenarios(suite, options.scenarios);
  const model::Report report = new_report(suite.assignment);
  const model::Submission submission = loaded(options, report, to);
  try {
    return run_scenarios(options, globals, suite, submission, report, to);
  } catch (const std::exception& error) {  // also an author's mistake: it is no student's
    report_trouble(options, report, error.what(), Whose::machine, to);
    throw;
  }
}

}  // namespace

Action declare_run(CLI::App& app, const Globals& globals) {
  const auto options = std::make_shared<Options>();
  app.add_option("TASK", options->task, "The task, a folder in assignments/")->required();
  app.add_option("SUBMISSION", options->folder, "The folder with the programs (default: this one)");
  app.add_option("--scenario", options->scenarios, "Run only these scenarios")->type_name("NAME");
  add_flags(app, options->reports);
  app.add_flag("-q,--quiet", options->quiet, "A line a failure, and the mark");
  add_trace_flags(app, options->traces, "Save every trial there, for judge, explain and replay");
  add_page_flags(app, options->page);
  add_language(app, options->language);
  add_flags(app, options->flags);
  return [options, &globals] { return run_task(*options, globals); };
}

}  // namespace ipcgrade::cli
