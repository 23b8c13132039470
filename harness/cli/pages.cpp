#include "cli/pages.hpp"

#include <utility>

namespace ipcgrade::cli {

void add_page_flags(CLI::App& app, PageFlags& flags) {
  app.add_option("--html", flags.file, "Write a web page as well, with timelines, in one file")->type_name("FILE");
}

void Recorder::operator()(const campaign::Ran& ran) {
  if (ran.scenario.visibility != model::Visibility::visible) return;
  report::page::Recording recording{ran.trial, ran.trace};
  recording.trial.files.clear();
  const std::lock_guard guard(mutex_);
  recorded_[ran.submission.name].runs.insert_or_assign(ran.scenario.name, std::move(recording));
}

void Recorder::operator()(const std::string& submission, const model::SweepReport& report) {
  report::SweepMatrix matrix = report::matrix_of(report);
  const std::lock_guard guard(mutex_);
  recorded_[submission].sweep = std::move(matrix);
}

Recorded Recorder::take(const std::string& submission) {
  const std::lock_guard guard(mutex_);
  auto node = recorded_.extract(submission);
  return node.empty() ? Recorded() : std::move(node.mapped());
}

void record(campaign::CampaignOptions& campaign, Recorder& recorder) {
  campaign.sites = model::Sites::of_calls;  // pages name the lines of calls
  campaign.keep = [&recorder, keep = std::move(campaign.keep)](const campaign::Ran& ran) {
    recorder(ran);
    if (keep) keep(ran);
  };
  campaign.swept = [&recorder](const model::Submission& submission, const model::SweepReport& report) {
    recorder(submission.name, report);
  };
}

}  // namespace ipcgrade::cli
