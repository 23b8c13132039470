#include <unistd.h>

#include <memory>

#include "cli/campaign_options.hpp"
#include "cli/command.hpp"
#include "cli/interrupt.hpp"
#include "cli/output.hpp"
#include "cli/pages.hpp"
#include "cli/progress_line.hpp"
#include "cli/project.hpp"
#include "cli/saved_trials.hpp"
#include "cli/submissions.hpp"
#include "report/conceal.hpp"
#include "report/console.hpp"
#include "report/json.hpp"
#include "report/junit.hpp"
#include "report/score.hpp"
#include "scenario/load.hpp"

namespace ipcgrade::cli {
namespace {

struct Options {
  std::string task;
  std::string folder = ".";
  std::vector<std::string> scenarios;
  std::string json;
  std::string junit;
  bool quiet = false;
  TraceFlags traces;
  PageFlags page;
  CampaignFlags flags;
};

void show(const model::Report& report, const Options& options) {
  report::ConsoleOptions console = console_options(STDOUT_FILENO);
  if (options.quiet) console.detail = report::Detail::brief;
  if (!options.junit.empty()) write_file(options.junit, report::render_junit(report));
  if (options.json == "-") {
    print(report::render_json(report));
    return;
  }
  print(report::render_console(report, console));
  if (!options.json.empty()) write_file(options.json, report::render_json(report));
}

int run_task(const Options& options, const Globals& globals) {
  const Project project = Project::find(globals.root);
  const model::Suite suite = project.suite(options.task);
  const campaign::Entry entry = one_submission(options.folder, suite.assignment);
  const model::Submission submission = scenario::load_submission(entry.folder, suite.assignment);
  model::Report report = new_report(suite.assignment);
  campaign::CampaignOptions campaign = campaign_options(options.flags);
  const Interrupt interrupt;
  campaign.cancelled = interrupt.token();
  campaign.scenarios = options.scenarios;
  if (!options.traces.folder.empty()) {
    campaign.sites = model::Sites::of_calls;
    campaign.keep = keep_in(options.traces, options.task, Scenarios::visible);
  }
  Recorder recorder;
  if (!options.page.file.empty()) {
    campaign.sites = model::Sites::of_calls;
    campaign.keep = recording(recorder, std::move(campaign.keep));
  }
  campaign.show_again = [&](const std::string&) { return show_again(globals, options.task, options.folder); };
  {
    ProgressLine progress(options.quiet ? Show::never : Show::on_terminal, 1);
    report.submissions.push_back(campaign::run_submission(suite, submission, campaign, progress));
  }
  report::set_mark(suite.assignment, report.submissions.front());
  show(report::concealed(report), options);
  if (!options.page.file.empty())
    write_file(options.page.file,
               report::page::render_submission(report, recorder.take(submission.name), {options.page.language}));
  return interrupt.happened() ? exit_interrupted : exit_status(report.submissions.front());
}

}  // namespace

Action declare_run(CLI::App& app, const Globals& globals) {
  const auto options = std::make_shared<Options>();
  app.add_option("TASK", options->task, "The task, a folder in assignments/")->required();
  app.add_option("SUBMISSION", options->folder, "The folder with the programs (default: this one)");
  app.add_option("--scenario", options->scenarios, "Run only these scenarios")->type_name("NAME");
  app.add_option("--json", options->json, "Write the report as JSON as well; - prints it instead of the text")->type_name("FILE");
  app.add_option("--junit", options->junit, "Write the report as JUnit XML as well")->type_name("FILE");
  app.add_flag("-q,--quiet", options->quiet, "A line a failure, and the mark");
  add_trace_flags(app, options->traces, "Save every trial there, for judge, explain and replay");
  add_page_flags(app, options->page);
  add_flags(app, options->flags);
  return [options, &globals] { return run_task(*options, globals); };
}

}  // namespace ipcgrade::cli
