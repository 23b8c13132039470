// --report FORMAT=FILE, as often as wanted: the files, or standard output, that results go to beside the text for people.
#pragma once

#include <mutex>
#include <string>
#include <vector>

#include "campaign/progress.hpp"
#include "cli/command.hpp"
#include "formats/format.hpp"

namespace ipcgrade::cli {

struct ReportFlags {
  std::vector<std::string> reports;  // "gradescope=results.json"
  std::string json;                  // --json FILE is --report json=FILE
  std::string junit;
  std::string seen = "visible";
};

void add_flags(CLI::App& app, ReportFlags& flags);
void add_reveal(CLI::App& app, std::string& seen);

struct ReportFile {
  const formats::Format* format;
  std::string path;  // "-": standard output
};

// What they are written with, as students see scenarios then; GITHUB_WORKSPACE is the repository where that is set.
[[nodiscard]] formats::Setting setting_of(const std::string& seen);

// "csv=marks.csv"; InputError where the format is unknown or the file is missing.
[[nodiscard]] ReportFile report_file(const std::string& word);

// Of one submission. InputError also where a format is one of a class, or two would go to standard output.
[[nodiscard]] std::vector<ReportFile> report_files(const ReportFlags& flags);

enum class Which : std::uint8_t { files, all };  // `files`: not what goes to standard output

void write_reports(const std::vector<ReportFile>& files, const model::Report& report, const formats::Setting& setting,
                   Which which);
[[nodiscard]] bool prints(const std::vector<ReportFile>& files);

// Writes the files again after every scenario, so that a run that is killed has left what it finished; hands everything on.
class PartialReports : public campaign::Progress {
 public:
  PartialReports(const std::vector<ReportFile>& files, const formats::Setting& setting, const model::Suite& suite,
                 const model::Submission& submission, model::Report empty, campaign::Progress& next)
      : files_(files), setting_(setting), suite_(suite), submission_(submission), report_(std::move(empty)), next_(next) {}

  void building(const std::string& submission) override { next_.building(submission); }
  void running(const std::string& submission, std::size_t scenarios) override { next_.running(submission, scenarios); }
  void settled(const std::string& submission, const model::ScenarioResult& result) override;

  // What is finished, out of the whole.
  [[nodiscard]] model::Report so_far();

 private:
  const std::vector<ReportFile>& files_;
  const formats::Setting& setting_;
  const model::Suite& suite_;
  const model::Submission& submission_;
  std::mutex mutex_;
  model::Report report_;
  std::vector<model::ScenarioResult> settled_;
  campaign::Progress& next_;
};

}  // namespace ipcgrade::cli
