#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <memory>

#include "cli/campaign_options.hpp"
#include "cli/command.hpp"
#include "cli/language_option.hpp"
#include "cli/output.hpp"
#include "cli/project.hpp"
#include "cli/saved_trials.hpp"
#include "report/console.hpp"
#include "report/json.hpp"
#include "report/localised.hpp"
#include "report/printable.hpp"

namespace ipcgrade::cli {
namespace {

struct Options {
  std::vector<std::string> files;
  bool json = false;
  bool quiet = false;
  LanguageFlag language;
};

// Trials of one task, by submission, in the order in which they were named.
class Judged {
 public:
  explicit Judged(const Globals& globals) : globals_(globals), program_(program_as_typed(globals)) {}

  void add(const store::SavedTrial& saved, const std::string& file) {
    model::ScenarioResult result = judged(saved);
    result.show_again = program_ + " explain " + report::shell_word(file);
    model::Report& report = report_of(saved.task);
    add_part(report.assignment, saved.part);
    submission_in(report, saved).scenarios.push_back(std::move(result));
  }

  [[nodiscard]] std::vector<model::Report> reports() && {
    for (model::Report& report : reports_)
      for (model::SubmissionResult& result : report.submissions)
        result.trouble =
            fmt::format("judged again from {} saved trial{}", result.scenarios.size(), result.scenarios.size() == 1 ? "" : "s");
    return std::move(reports_);
  }

 private:
  model::Report& report_of(const std::string& task) {
    const auto known = std::find_if(reports_.begin(), reports_.end(), [&](const auto& r) { return r.assignment.name == task; });
    if (known != reports_.end()) return *known;
    model::Report& fresh = reports_.emplace_back();
    fresh.harness_version = IPCGRADE_VERSION;
    fresh.assignment.name = task;
    fresh.assignment.texts = texts_of(task, globals_.root);
    return fresh;
  }

  static void add_part(model::Assignment& assignment, const std::string& name) {
    auto& parts = assignment.parts;
    if (std::any_of(parts.begin(), parts.end(), [&](const model::Part& part) { return part.name == name; })) return;
    parts.push_back({name, "", 0, false});
  }

  static model::SubmissionResult& submission_in(model::Report& report, const store::SavedTrial& saved) {
    auto& all = report.submissions;
    const auto known = std::find_if(all.begin(), all.end(), [&](const auto& s) { return s.folder == saved.folder; });
    if (known != all.end()) return *known;
    model::SubmissionResult& fresh = all.emplace_back();
    fresh.submission = saved.submission;
    fresh.folder = saved.folder;
    fresh.blank = true;
    return fresh;
  }

  const Globals& globals_;
  std::string program_;
  std::vector<model::Report> reports_;
};

int judge(const Options& options, const Globals& globals) {
  Judged all(globals);
  for (const std::string& file : options.files) all.add(read_saved_trial(file), file);
  report::ConsoleOptions console = console_options(STDOUT_FILENO, options.language.for_people());
  if (options.quiet) console.detail = report::Detail::brief;
  int status = exit_passed;
  for (const model::Report& report : std::move(all).reports()) {
    print(options.json ? report::render_json(report::localised(report, options.language.for_programs()))
                       : report::render_console(report::localised(report, console.language), console));
    for (const model::SubmissionResult& result : report.submissions) {
      const int own = exit_status(result);
      if (own == exit_failed || status == exit_passed) status = own;
    }
  }
  return status;
}

}  // namespace

Action declare_judge(CLI::App& app, const Globals& globals) {
  const auto options = std::make_shared<Options>();
  app.add_option("TRIAL", options->files, "Files that --save-traces of run or grade has written")->required();
  app.add_flag("--json", options->json, "Print the report as JSON instead of the text");
  app.add_flag("-q,--quiet", options->quiet, "A line a failure");
  add_language(app, options->language);
  return [options, &globals] { return judge(*options, globals); };
}

}  // namespace ipcgrade::cli
