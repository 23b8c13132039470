#include "cli/saved_reports.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/error.hpp"
#include "cli/campaign_options.hpp"
#include "cli/project.hpp"
#include "report/localised.hpp"
#include "report/printable.hpp"

namespace ipcgrade::cli {
namespace {

void add_part(model::Assignment& assignment, const std::string& name) {
  auto& parts = assignment.parts;
  if (std::any_of(parts.begin(), parts.end(), [&](const model::Part& part) { return part.name == name; })) return;
  parts.push_back({name, "", 0, false});
}

model::SubmissionResult& submission_in(model::Report& report, const store::SavedTrial& saved) {
  auto& all = report.submissions;
  const auto known = std::find_if(all.begin(), all.end(), [&](const auto& s) { return s.folder == saved.folder; });
  if (known != all.end()) return *known;
  model::SubmissionResult& fresh = all.emplace_back();
  fresh.submission = saved.submission;
  fresh.folder = saved.folder;
  fresh.blank = true;
  return fresh;
}

}  // namespace

void SavedReports::add(const store::SavedTrial& saved, const std::string& file) {
  model::ScenarioResult result = judged(saved);
  result.show_again = program_as_typed(globals_) + " explain " + report::shell_word(file);
  model::Report& report = report_of(saved.task);
  add_part(report.assignment, saved.part);
  submission_in(report, saved).scenarios.push_back(std::move(result));
  recordings_[saved.trial.scenario] = {saved.trial, saved.trace};
}

std::vector<model::Report> SavedReports::reports() const {
  std::vector<model::Report> out = reports_;
  for (model::Report& report : out)
    for (model::SubmissionResult& result : report.submissions)
      result.trouble =
          fmt::format("judged again from {} saved trial{}", result.scenarios.size(), result.scenarios.size() == 1 ? "" : "s");
  return out;
}

std::string SavedReports::page(report::page::Language language) const {
  if (reports_.size() != 1 || reports_.front().submissions.size() != 1)
    throw base::InputError({}, "--html makes the page of one submission: name saved trials of one");
  return report::page::render_submission(report::localised(reports().front(), language), recordings_, {language});
}

model::Report& SavedReports::report_of(const std::string& task) {
  const auto known = std::find_if(reports_.begin(), reports_.end(), [&](const auto& r) { return r.assignment.name == task; });
  if (known != reports_.end()) return *known;
  model::Report& fresh = reports_.emplace_back();
  fresh.harness_version = IPCGRADE_VERSION;
  fresh.assignment.name = task;
  fresh.assignment.texts = texts_of(task, globals_.root);
  return fresh;
}

}  // namespace ipcgrade::cli
