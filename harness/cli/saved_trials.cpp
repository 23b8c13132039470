#include "cli/saved_trials.hpp"

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "campaign/trials.hpp"
#include "cli/output.hpp"
#include "oracles/judge.hpp"
#include "report/page/trace_events.hpp"

namespace ipcgrade::cli {

namespace fs = std::filesystem;

void add_trace_flags(CLI::App& app, TraceFlags& flags, const std::string& what) {
  app.add_option("--save-traces", flags.folder, what)->type_name("DIR");
  app.add_option_function<std::string>(
         "--trace-format",
         [&flags](const std::string& word) {
           if (word != "trial" && word != "perfetto")
             throw base::InputError({}, "--trace-format is trial or perfetto, not '" + word + "'");
           flags.format = word == "trial" ? TraceFormat::trial : TraceFormat::perfetto;
         },
         "How --save-traces writes them: trial, for ipcgrade itself, or perfetto: Chrome trace events (default: trial)")
      ->type_name("FORMAT");
}

void save(const store::SavedTrial& saved, const TraceFlags& flags) {
  for (const std::string& name : {saved.submission, saved.trial.scenario})  // a saved trial may come from anywhere
    if (name.empty() || name.front() == '.' || name.find('/') != std::string::npos)
      throw base::InputError({}, "'" + name + "' in a saved trial cannot be the name of a file");
  const std::string inside = flags.folder + "/" + saved.submission;
  std::error_code error;
  fs::create_directories(inside, error);
  if (error) throw base::SystemError(error.value(), "making the folder " + inside);
  if (flags.format == TraceFormat::trial)
    write_file(inside + "/" + saved.trial.scenario + ".trial.json", store::to_text(saved));
  else
    write_file(inside + "/" + saved.trial.scenario + ".perfetto.json",
               report::page::render_trace_events(saved.trial, saved.trace));
}

std::function<void(const campaign::Ran&)> keep_in(const TraceFlags& flags, const std::string& task, Scenarios which) {
  make_results_folder(flags.folder);
  return [flags, task, which](const campaign::Ran& ran) {
    if (which == Scenarios::visible && ran.scenario.visibility != model::Visibility::visible) return;
    save(saved_trial(ran, task), flags);
  };
}

store::SavedTrial saved_trial(const campaign::Ran& ran, const std::string& task) {
  store::SavedTrial saved;
  saved.harness_version = IPCGRADE_VERSION;
  saved.task = task;
  saved.submission = ran.submission.name;
  saved.folder = ran.submission.folder;
  saved.title = ran.scenario.title;
  saved.part = ran.scenario.part;
  saved.points = ran.scenario.points;
  saved.hint = ran.scenario.hint;
  saved.trial = ran.trial;
  saved.trial.files.clear();
  saved.trial.own_programs.clear();
  saved.trace = ran.trace;
  return saved;
}

bool names_saved_trial(const std::string& word) { return word.find_first_of("./") != std::string::npos; }

store::SavedTrial read_saved_trial(const std::string& path) {
  const auto refuse = [&](const std::string& why) { throw base::InputError({}, "'" + path + "' " + why); };
  std::error_code error;
  const fs::file_status status = fs::status(path, error);
  if (status.type() == fs::file_type::not_found) refuse("does not exist");
  if (fs::is_directory(status)) refuse("is a folder: name the saved trials in it");
  std::ifstream in(path, std::ios::binary);
  std::ostringstream text;
  if (!in || !(text << in.rdbuf())) refuse(std::string("cannot be read: ") + std::strerror(errno == 0 ? EIO : errno));
  return store::from_text(std::move(text).str(), path);
}

model::ScenarioResult judged(const store::SavedTrial& saved) {
  model::ScenarioResult result;
  result.scenario = saved.trial.scenario;
  result.title = saved.title;
  result.part = saved.part;
  result.points = saved.points;
  result.hint = saved.hint;
  result.duration = saved.trace.duration;
  result.verdicts = oracles::judge(saved.trial, saved.trace);
  result.outcome = campaign::outcome_of(result.verdicts);
  return result;
}

}  // namespace ipcgrade::cli
