#include "cli/report_files.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>

#include "base/error.hpp"
#include "cli/output.hpp"
#include "report/so_far.hpp"

namespace ipcgrade::cli {
namespace {

constexpr std::array<std::string_view, 4> moments = {"visible", "after_due_date", "after_published", "hidden"};

std::string format_names() {
  std::string names;
  for (const formats::Format& format : formats::table())
    if (!formats::is_of_class(format)) names += (names.empty() ? "" : ", ") + std::string(format.name);
  return names;
}

}  // namespace

ReportFile report_file(const std::string& word) {
  const std::size_t equals = word.find('=');
  if (equals == std::string::npos || equals + 1 == word.size())
    throw base::InputError({}, "--report wants FORMAT=FILE, and '" + word + "' names no file");
  return {&formats::format_named(word.substr(0, equals)), word.substr(equals + 1)};
}

void add_flags(CLI::App& app, ReportFlags& flags) {
  app.add_option(
         "--report", flags.reports,
         "Write the report in this format as well, again after every scenario; the FILE - prints it instead of the text. " +
             ("Formats: " + format_names()))
      ->allow_extra_args(false)
      ->type_name("FORMAT=FILE");
  app.add_option("--json", flags.json, "The same as --report json=FILE")->type_name("FILE");
  app.add_option("--junit", flags.junit, "The same as --report junit=FILE")->type_name("FILE");
  add_reveal(app, flags.seen);
}

void add_reveal(CLI::App& app, std::string& seen) {
  app.add_option("--reveal", seen, "Show scenarios as they are seen then: visible, after_due_date, after_published or hidden")
      ->check(CLI::IsMember(std::vector<std::string>(moments.begin(), moments.end())))
      ->type_name("WHEN");
}

formats::Setting setting_of(const std::string& seen) {
  const auto moment = std::find(moments.begin(), moments.end(), seen);
  const char* workspace = std::getenv("GITHUB_WORKSPACE");
  return {static_cast<model::Visibility>(moment - moments.begin()), workspace == nullptr ? "" : workspace, ""};
}

std::vector<ReportFile> report_files(const ReportFlags& flags) {
  std::vector<ReportFile> files;
  for (const std::string& word : flags.reports) {
    files.push_back(report_file(word));
    if (formats::is_of_class(*files.back().format))
      throw base::InputError({}, std::string(files.back().format->name) + " is made of a whole class: grade writes it");
  }
  if (!flags.json.empty()) files.push_back({&formats::format_named("json"), flags.json});
  if (!flags.junit.empty()) files.push_back({&formats::format_named("junit"), flags.junit});
  if (std::count_if(files.begin(), files.end(), [](const ReportFile& file) { return file.path == "-"; }) > 1)
    throw base::InputError({}, "only one report can be printed; give the others a file");
  return files;
}

bool prints(const std::vector<ReportFile>& files) {
  return std::any_of(files.begin(), files.end(), [](const ReportFile& file) { return file.path == "-"; });
}

void write_reports(const std::vector<ReportFile>& files, const model::Report& report, const formats::Setting& setting,
                   Which which) {
  for (const ReportFile& file : files) {
    if (file.path != "-") {
      write_file(file.path, formats::render(*file.format, report, setting));
    } else if (which == Which::all) {
      print(formats::render(*file.format, report, setting));
    }
  }
}

void PartialReports::settled(const std::string& submission, const model::ScenarioResult& result) {
  {
    const std::lock_guard guard(mutex_);
    settled_.push_back(result);
    report_.submissions = {report::so_far(suite_, submission_, settled_)};
    write_reports(files_, report_, setting_, Which::files);
  }
  next_.settled(submission, result);
}

model::Report PartialReports::so_far() {
  const std::lock_guard guard(mutex_);
  report_.submissions = {report::so_far(suite_, submission_, settled_)};
  return report_;
}

}  // namespace ipcgrade::cli
