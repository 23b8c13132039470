// Saved trials judged again, as reports: one a task, with the submissions and scenarios in the order in which they were named.
// There is no mark in them, because nobody knows whether the files are all there were.
#pragma once

#include <string>
#include <vector>

#include "cli/command.hpp"
#include "cli/saved_trials.hpp"
#include "model/report.hpp"
#include "report/page/submission_page.hpp"

namespace ipcgrade::cli {

class SavedReports {
 public:
  explicit SavedReports(const Globals& globals) : globals_(globals) {}

  void add(const store::SavedTrial& saved, const std::string& file);
  [[nodiscard]] std::vector<model::Report> reports() const;
  // InputError where they are not all of one submission: a page is about one.
  [[nodiscard]] std::string page(report::page::Language language) const;

 private:
  model::Report& report_of(const std::string& task);

  const Globals& globals_;
  std::vector<model::Report> reports_;
  report::page::Recordings recordings_;
};

}  // namespace ipcgrade::cli
