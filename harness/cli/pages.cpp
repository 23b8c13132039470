#include "cli/pages.hpp"

#include <utility>

namespace ipcgrade::cli {

void add_page_flags(CLI::App& app, PageFlags& flags) {
  app.add_option("--html", flags.file, "Write a web page as well: a timeline of every run, in one file")->type_name("FILE");
}

void Recorder::operator()(const campaign::Ran& ran) {
  if (ran.scenario.visibility != model::Visibility::visible) return;
  report::page::Recording recording{ran.trial, ran.trace};
  recording.trial.files.clear();
  const std::lock_guard guard(mutex_);
  recordings_[ran.submission.name].insert_or_assign(ran.scenario.name, std::move(recording));
}

report::page::Recordings Recorder::take(const std::string& submission) {
  const std::lock_guard guard(mutex_);
  auto node = recordings_.extract(submission);
  return node.empty() ? report::page::Recordings() : std::move(node.mapped());
}

std::function<void(const campaign::Ran&)> recording(Recorder& recorder, std::function<void(const campaign::Ran&)> keep) {
  return [&recorder, keep = std::move(keep)](const campaign::Ran& ran) {
    recorder(ran);
    if (keep) keep(ran);
  };
}

}  // namespace ipcgrade::cli
