// Web pages of results: what a campaign runs is recorded while it runs, and written as pages when a submission is finished.
#pragma once

#include <CLI/CLI.hpp>
#include <functional>
#include <map>
#include <mutex>
#include <string>

#include "campaign/campaign.hpp"
#include "model/report.hpp"
#include "report/page/submission_page.hpp"
#include "report/page/words.hpp"

namespace ipcgrade::cli {

struct PageFlags {
  std::string file;  // --html; empty: no page
};

// --html FILE.
void add_page_flags(CLI::App& app, PageFlags& flags);

// The trials of submissions that are not finished yet. Those that students do not see are not recorded.
class Recorder {
 public:
  void operator()(const campaign::Ran& ran);  // from several threads at once
  // The submission's, which are forgotten here.
  [[nodiscard]] report::page::Recordings take(const std::string& submission);

 private:
  std::mutex mutex_;
  std::map<std::string, report::page::Recordings> recordings_;
};

// Records as well as what `keep` does (which may be empty). The recorder must outlive the campaign.
[[nodiscard]] std::function<void(const campaign::Ran&)> recording(Recorder& recorder,
                                                                  std::function<void(const campaign::Ran&)> keep);

}  // namespace ipcgrade::cli
