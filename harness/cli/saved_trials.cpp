#include "cli/saved_trials.hpp"

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "campaign/trials.hpp"
#include "cli/output.hpp"
#include "oracles/judge.hpp"

namespace ipcgrade::cli {

namespace fs = std::filesystem;

std::function<void(const campaign::Ran&)> keep_in(const std::string& folder, const std::string& task, Scenarios which) {
  make_results_folder(folder);
  return [folder, task, which](const campaign::Ran& ran) {
    if (which == Scenarios::visible && ran.scenario.visibility != model::Visibility::visible) return;
    const std::string inside = folder + "/" + ran.submission.name;
    std::error_code error;
    fs::create_directories(inside, error);
    if (error) throw base::SystemError(error.value(), "making the folder " + inside);
    write_file(inside + "/" + ran.scenario.name + ".trial.json", store::to_text(saved_trial(ran, task)));
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
