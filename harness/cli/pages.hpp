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

// What was seen of a submission while it ran.
struct Recorded {
  report::page::Recordings runs;
  report::SweepMatrix sweep;
};

// The trials and sweeps of submissions that are not finished yet. Trials that students do not see are not recorded.
class Recorder {
 public:
  void operator()(const campaign::Ran& ran);                                         // from several threads at once
  void operator()(const std::string& submission, const model::SweepReport& report);  // the same
  // The submission's, which are forgotten here.
  [[nodiscard]] Recorded take(const std::string& submission);

 private:
  std::mutex mutex_;
  std::map<std::string, Recorded> recorded_;
};

// The campaign's runs are recorded, and what its `keep` did is done as well. The recorder must outlive it.
void record(campaign::CampaignOptions& campaign, Recorder& recorder);

}  // namespace ipcgrade::cli
