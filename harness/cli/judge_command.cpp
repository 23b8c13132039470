#include <unistd.h>

#include <memory>

#include "cli/campaign_options.hpp"
#include "cli/command.hpp"
#include "cli/language_option.hpp"
#include "cli/output.hpp"
#include "cli/pages.hpp"
#include "cli/project.hpp"
#include "cli/saved_reports.hpp"
#include "cli/saved_trials.hpp"
#include "report/console.hpp"
#include "report/json.hpp"
#include "report/localised.hpp"

namespace ipcgrade::cli {
namespace {

struct Options {
  std::vector<std::string> files;
  bool json = false;
  bool quiet = false;
  PageFlags page;
  TraceFlags traces;
  LanguageFlag language;
};

int judge(const Options& options, const Globals& globals) {
  SavedReports all(globals);
  for (const std::string& file : options.files) {
    const store::SavedTrial saved = read_saved_trial(file);
    all.add(saved, file);
    if (!options.traces.folder.empty()) save(saved, options.traces);
  }
  report::ConsoleOptions console = console_options(STDOUT_FILENO, options.language.for_people());
  if (options.quiet) console.detail = report::Detail::brief;
  int status = exit_passed;
  const std::string page = options.page.file.empty() ? "" : all.page(options.language.for_people());
  for (const model::Report& report : all.reports()) {
    print(options.json ? report::render_json(report::localised(report, options.language.for_programs()))
                       : report::render_console(report::localised(report, console.language), console));
    for (const model::SubmissionResult& result : report.submissions) {
      const int own = exit_status(result);
      if (own == exit_failed || status == exit_passed) status = own;
    }
  }
  if (!page.empty()) write_file(options.page.file, page);
  return status;
}

}  // namespace

Action declare_judge(CLI::App& app, const Globals& globals) {
  const auto options = std::make_shared<Options>();
  app.add_option("TRIAL", options->files, "Files that --save-traces of run or grade has written")->required();
  app.add_flag("--json", options->json, "Print the report as JSON instead of the text");
  app.add_flag("-q,--quiet", options->quiet, "A line a failure");
  add_page_flags(app, options->page);
  add_trace_flags(app, options->traces, "Save them again there, perhaps in another format");
  add_language(app, options->language);
  return [options, &globals] { return judge(*options, globals); };
}

}  // namespace ipcgrade::cli
