#include "cli/class_reports.hpp"

#include <fmt/format.h>

#include <fstream>
#include <sstream>

#include "base/error.hpp"
#include "cli/output.hpp"
#include "formats/worksheet.hpp"
#include "report/marking.hpp"
#include "report/printable.hpp"

namespace ipcgrade::cli {
namespace {

std::string read_worksheet(const std::string& file) {
  std::ifstream in(file, std::ios::binary);
  std::stringstream text;
  text << in.rdbuf();
  if (!in) throw base::InputError({file, 0, 0}, "the worksheet cannot be read");
  return text.str();
}

}  // namespace

void add_flags(CLI::App& app, ClassReportFlags& flags) {
  app.add_option("--report", flags.reports,
                 "Write a file of the whole class in this format: canvas, moodle, csv, markdown, junit, json or text")
      ->allow_extra_args(false)
      ->type_name("FORMAT=FILE");
  app.add_option("--column", flags.column,
                 "What canvas and moodle call the assignment, in Canvas with its number: 'Pipes (4711)'")
      ->type_name("TITLE");
  app.add_option("--worksheet", flags.worksheet, "Fill in the grading worksheet that was downloaded from Moodle")
      ->type_name("FILE=FILLED");
  add_reveal(app, flags.seen);
}

ClassReports::ClassReports(const ClassReportFlags& flags) : setting_(setting_of(flags.seen)) {
  for (const std::string& word : flags.reports) files_.push_back(report_file(word));
  for (const ReportFile& file : files_) {
    if (formats::is_of_one(*file.format))
      throw base::InputError({}, std::string(file.format->name) + " is of one submission: run writes it");
    if (file.path == "-") throw base::InputError({}, "a class's report wants a file: '-' is for run");
  }
  setting_.column = flags.column;
  if (flags.worksheet.empty()) return;
  const std::size_t equals = flags.worksheet.find('=');
  if (equals == std::string::npos || equals == 0 || equals + 1 == flags.worksheet.size())
    throw base::InputError({}, "--worksheet wants FILE=FILLED, the one that was downloaded and the one to write");
  worksheet_file_ = flags.worksheet.substr(0, equals);
  worksheet_out_ = flags.worksheet.substr(equals + 1);
  worksheet_ = read_worksheet(worksheet_file_);
  static_cast<void>(formats::fill_worksheet({}, worksheet_, worksheet_file_));  // is it one?
}

std::string ClassReports::write(const model::Gradebook& gradebook) const {
  for (const ReportFile& file : files_)
    write_file(file.path, formats::is_of_class(*file.format)
                              ? formats::render(*file.format, gradebook, setting_)
                              : formats::render(*file.format, report::report_of(gradebook), setting_));
  return worksheet_out_.empty() ? "" : write_worksheet(gradebook);
}

std::string ClassReports::write_worksheet(const model::Gradebook& gradebook) const {
  const formats::FilledWorksheet filled = formats::fill_worksheet(gradebook, worksheet_, worksheet_file_);
  write_file(worksheet_out_, filled.text);
  std::string said = fmt::format("{} grades are in {}\n", filled.filled, report::printable(worksheet_out_));
  for (const std::string& line : filled.left) said += "  left as it was: " + line + "\n";
  return said;
}

}  // namespace ipcgrade::cli
