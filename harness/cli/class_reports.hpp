// The files of a whole class that a platform imports: --report canvas=FILE and its like, and Moodle's worksheet, filled in.
#pragma once

#include <string>
#include <vector>

#include "cli/report_files.hpp"
#include "model/gradebook.hpp"

namespace ipcgrade::cli {

struct ClassReportFlags {
  std::vector<std::string> reports;  // "canvas=grades.csv"
  std::string seen = "visible";
  std::string column;
  std::string worksheet;  // "downloaded.csv=filled.csv"
};

void add_flags(CLI::App& app, ClassReportFlags& flags);

// Checked before anything is graded; written when all is.
class ClassReports {
 public:
  // InputError where a format is unknown, a file is missing, the worksheet cannot be read or is none.
  explicit ClassReports(const ClassReportFlags& flags);

  // The files; returns what is to be said about them, a line each.
  [[nodiscard]] std::string write(const model::Gradebook& gradebook) const;

 private:
  [[nodiscard]] std::string write_worksheet(const model::Gradebook& gradebook) const;

  std::vector<ReportFile> files_;
  formats::Setting setting_;
  std::string worksheet_;  // what was downloaded
  std::string worksheet_file_;
  std::string worksheet_out_;
};

}  // namespace ipcgrade::cli
