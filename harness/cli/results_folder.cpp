#include "cli/results_folder.hpp"

#include <fcntl.h>
#include <sys/file.h>

#include <cerrno>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "base/error.hpp"
#include "cli/output.hpp"
#include "report/console.hpp"
#include "report/file_name.hpp"
#include "report/json.hpp"
#include "report/junit.hpp"
#include "report/localised.hpp"
#include "report/marking.hpp"
#include "report/marks_csv.hpp"
#include "report/page/class_page.hpp"
#include "report/printable.hpp"

namespace ipcgrade::cli {
namespace {

namespace fs = std::filesystem;

bool says(const std::string& path, const std::string& text) {
  std::error_code error;
  if (fs::file_size(path, error) != text.size() || error) return false;
  std::ifstream in(path, std::ios::binary);
  return std::string(std::istreambuf_iterator<char>(in), {}) == text;
}

void write_if_new(const std::string& path, const std::string& text) {
  if (!says(path, text)) write_file(path, text);
}

// One submission, as its owner may see it.
model::Report alone(const model::Gradebook& book, const model::SubmissionResult& result) {
  model::Report report;
  report.harness_version = book.harness_version;
  report.rung = book.rung;
  report.assignment = book.assignment;
  report.submissions = {result};
  return report;
}

}  // namespace

// On the folder itself: no file stays behind, and the kernel lets go of it however the holder ends.
base::Fd ResultsFolder::locked(const std::string& path, Expect expect) {
  if (expect == Expect::journal && !fs::exists(fs::path(path) / journal_file))
    throw base::InputError({}, "'" + path + "' holds no results: ipcgrade grade writes them");
  make_results_folder(path);
  const std::string doing = "opening " + path;
  base::Fd fd(base::check(::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC), doing.c_str()));
  if (::flock(fd.get(), LOCK_EX | LOCK_NB) == 0) return fd;
  if (errno != EWOULDBLOCK) throw base::SystemError(errno, "locking " + path);
  throw base::InputError({}, "another ipcgrade is working in '" + path + "': wait for it, or name another folder");
}

ResultsFolder::ResultsFolder(const std::string& path, Expect expect, LanguageFlag language)
    : path_(path), language_(language), lock_(locked(path, expect)), journal_(path + "/" + journal_file) {}

model::Gradebook ResultsFolder::gradebook() { return report::marked(journal_.gradebook(), journal_.overrides()); }

void ResultsFolder::write_text(const model::Gradebook& book, const model::SubmissionResult& result) const {
  report::ConsoleOptions console;
  console.language = language_.for_people();
  const model::Report told = report::localised(alone(book, result), console.language);
  write_if_new(path_ + "/" + report::safe_file_name(result.submission) + ".txt", report::render_console(told, console));
}

void ResultsFolder::write_page(const model::Gradebook& book, const model::SubmissionResult& result,
                               const report::page::Recordings& recordings) const {
  const std::string folder = path_ + "/" + report::safe_file_name(result.submission);
  make_results_folder(folder);
  model::Report report = alone(book, result);
  for (model::ScenarioResult& scenario : report.submissions.front().scenarios)  // as the student types it, at home
    if (!scenario.show_again.empty())
      scenario.show_again = "ipcgrade explain " + book.assignment.name + " --scenario " + report::shell_word(scenario.scenario);
  write_if_new(folder + "/index.html", report::page::render_submission(report::localised(report, language_.for_people()),
                                                                       recordings, {language_.for_people()}));
}

void ResultsFolder::write_all(const model::Gradebook& book) const {
  const model::Report report = report::report_of(book);
  for (const model::SubmissionResult& result : report.submissions) write_text(book, result);
  write_if_new(path_ + "/marks.csv", report::render_marks_csv(book));
  const model::Report told = report::localised(report, language_.for_programs());
  write_if_new(path_ + "/report.json", report::render_json(told));
  write_if_new(path_ + "/junit.xml", report::render_junit(told));
  write_if_new(path_ + "/index.html", report::page::render_class(report, language_.for_people()));
}

}  // namespace ipcgrade::cli
