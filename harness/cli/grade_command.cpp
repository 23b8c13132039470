#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
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
#include "report/class_summary.hpp"
#include "report/console.hpp"
#include "report/json.hpp"
#include "report/junit.hpp"
#include "report/page/class_page.hpp"
#include "report/printable.hpp"
#include "report/score.hpp"
#include "scenario/load.hpp"

namespace ipcgrade::cli {
namespace {

struct Options {
  std::string task;
  std::string folder;
  std::string out;
  bool json = false;
  bool fail_on_failure = false;
  TraceFlags traces;
  PageFlags page;
  CampaignFlags flags;
};

// Writes what is finished, as soon as it is.
class Results {
 public:
  Results(const Options& options, const std::vector<campaign::Entry>& entries, model::Report report, ProgressLine& progress,
          Recorder& recorder)
      : options_(options), entries_(entries), report_(std::move(report)), progress_(progress), recorder_(recorder) {
    for (const campaign::Entry& entry : entries)
      name_width_ = std::max(name_width_, report::columns(report::printable(entry.name)));
  }

  void add(model::SubmissionResult& result) {
    report::set_mark(report_.assignment, result);
    model::Report alone = report_;
    alone.submissions = {result};
    write_file(options_.out + "/" + result.submission + ".txt", report::render_console(alone, {}));
    write_page(alone);
    insert(result);
    write_file(options_.out + "/index.html", report::page::render_class(report_, options_.page.language));
    write_file(options_.out + "/report.json", report::render_json(report_));
    write_file(options_.out + "/junit.xml", report::render_junit(report_));
    progress_.ended();
    if (!options_.json)
      progress_.above(report::submission_line(report_.assignment, result, name_width_, console_options(STDOUT_FILENO)) + "\n");
  }

  [[nodiscard]] const model::Report& report() const { return report_; }

 private:
  // Of one submission, as its owner may see it.
  void write_page(model::Report alone) {
    for (model::ScenarioResult& scenario : alone.submissions.front().scenarios)  // as the student types it, at home
      if (!scenario.show_again.empty())
        scenario.show_again = "ipcgrade explain " + options_.task + " --scenario " + report::shell_word(scenario.scenario);
    const std::string& name = alone.submissions.front().submission;
    make_results_folder(options_.out + "/" + name);
    write_file(options_.out + "/" + name + "/index.html",
               report::page::render_submission(alone, recorder_.take(name), {options_.page.language}));
  }

  // In the order of the entries, whichever was finished first.
  void insert(const model::SubmissionResult& result) {
    const auto place = [&](const std::string& folder) {
      return std::find_if(entries_.begin(), entries_.end(), [&](const auto& e) { return e.folder == folder; });
    };
    auto& all = report_.submissions;
    all.insert(
        std::find_if(all.begin(), all.end(), [&](const auto& other) { return place(other.folder) > place(result.folder); }),
        result);
  }

  const Options& options_;
  const std::vector<campaign::Entry>& entries_;
  model::Report report_;
  ProgressLine& progress_;
  Recorder& recorder_;
  std::size_t name_width_ = 0;
};

// 3 where a mark is missing through the machine's fault: then the class is not graded yet, whatever else is wrong with it.
int exit_status_of_class(const model::Report& report, const Options& options) {
  const auto any = [&](const auto& is_so) { return std::any_of(report.submissions.begin(), report.submissions.end(), is_so); };
  if (any([](const model::SubmissionResult& result) { return result.machine || has(result, model::Outcome::inconclusive); }))
    return exit_trouble;
  const auto failed = [](const model::SubmissionResult& result) {
    return result.scenarios.empty() || has(result, model::Outcome::failed);
  };
  return options.fail_on_failure && any(failed) ? exit_failed : exit_passed;
}

void conclude(const Results& results, std::size_t submissions, const Options& options) {
  if (options.json) return print(report::render_json(results.report()));
  print("\n" + report::render_class(results.report(), console_options(STDOUT_FILENO)));
  if (const std::size_t done = results.report().submissions.size(); done < submissions)
    print(fmt::format("interrupted: {} of {} submissions were graded\n", done, submissions));
  print(fmt::format("results are in {}\n", report::printable(options.out)));
}

int grade(const Options& options, const Globals& globals) {
  const Project project = Project::find(globals.root);
  const model::Suite suite = project.suite(options.task);
  const std::vector<campaign::Entry> entries = submissions_in(options.folder, suite.assignment, options.out);
  make_results_folder(options.out);
  const model::Report empty = new_report(suite.assignment);
  campaign::CampaignOptions campaign = campaign_options(options.flags);
  const Interrupt interrupt;
  campaign.cancelled = interrupt.token();
  campaign.sites = model::Sites::of_calls;  // pages name the lines of calls
  if (!options.traces.folder.empty()) campaign.keep = keep_in(options.traces, options.task, Scenarios::all);
  Recorder recorder;
  campaign.keep = recording(recorder, std::move(campaign.keep));
  campaign.show_again = [&](const std::string& folder) { return show_again(globals, options.task, folder); };
  ProgressLine progress(Show::on_terminal, entries.size());
  Results results(options, entries, empty, progress, recorder);
  const campaign::ClassOptions class_options = {
      [&](const campaign::Entry& entry) { return scenario::load_submission(entry.folder, suite.assignment); },
      [&](model::SubmissionResult& result) { results.add(result); }};
  static_cast<void>(campaign::run_class(suite, entries, campaign, class_options, progress));
  conclude(results, entries.size(), options);
  return interrupt.happened() ? exit_interrupted : exit_status_of_class(results.report(), options);
}

}  // namespace

Action declare_grade(CLI::App& app, const Globals& globals) {
  const auto options = std::make_shared<Options>();
  app.add_option("TASK", options->task, "The task, a folder in assignments/")->required();
  app.add_option("FOLDER", options->folder, "One submission, or a folder in which each folder is one")->required();
  app.add_option("--out", options->out, "The folder for the results; it is made if need be")->required()->type_name("DIR");
  app.add_flag("--json", options->json, "Print the report as JSON instead of the table");
  app.add_flag("--fail-on-failure", options->fail_on_failure, "End with status 1 where any submission failed something");
  add_trace_flags(app, options->traces, "Save every trial there, for judge, explain and replay");
  add_language(app, options->page);
  add_flags(app, options->flags);
  return [options, &globals] { return grade(*options, globals); };
}

}  // namespace ipcgrade::cli
