#include "cli/results_folder.hpp"

#include <fcntl.h>
#include <sys/file.h>

#include <cerrno>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>

#include "base/error.hpp"
#include "cli/campaign_options.hpp"
#include "cli/output.hpp"
#include "report/conceal.hpp"
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

std::optional<std::string> contents(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) return std::nullopt;
  return std::string(std::istreambuf_iterator<char>(in), {});
}

bool says(const std::string& path, const std::string& text) {
  std::error_code error;
  return fs::file_size(path, error) == text.size() && !error && contents(path) == text;
}

void write_if_new(const std::string& path, const std::string& text) {
  if (!says(path, text)) write_file(path, text);
}

// One submission. What its owner may not see is still in it.
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
  const model::Report told = report::localised(report::concealed(alone(book, result)), console.language);
  write_if_new(path_ + "/" + report::safe_file_name(result.submission) + ".txt", report::render_console(told, console));
}

std::string ResultsFolder::page_of(const model::SubmissionResult& result) const {
  return path_ + "/" + report::safe_file_name(result.submission) + "/index.html";
}

model::Report ResultsFolder::for_page(const model::Gradebook& book, const model::SubmissionResult& result) const {
  model::Report report = alone(book, result);
  for (model::ScenarioResult& scenario : report.submissions.front().scenarios)  // as the student types it, at home
    if (!scenario.show_again.empty()) scenario.show_again = command_for("ipcgrade", book.assignment.name, ".", scenario.scenario);
  return report::localised(report, language_.for_people());
}

void ResultsFolder::write_page(const model::Gradebook& book, const model::SubmissionResult& result, Recorded recorded) const {
  const std::string page = page_of(result);
  make_results_folder(fs::path(page).parent_path());
  report::page::PageOptions options{language_.for_people()};
  options.sweep = std::move(recorded.sweep);
  write_if_new(page, report::page::render_submission(for_page(book, result), recorded.runs, options));
}

// A mark changes after its page was written: by an override, or by when it was due.
void ResultsFolder::renew_page(const model::Gradebook& book, const model::SubmissionResult& result) const {
  const std::string page = page_of(result);
  const std::optional<std::string> text = contents(page);
  if (!text) return;
  const std::string now = report::page::renewed(*text, for_page(book, result), language_.for_people());
  if (now != *text) write_file(page, now);
}

void ResultsFolder::write_all(const model::Gradebook& book) const {
  const model::Report report = report::report_of(book);
  for (const model::SubmissionResult& result : report.submissions) {
    write_text(book, result);
    renew_page(book, result);
  }
  write_if_new(path_ + "/marks.csv", report::render_marks_csv(book));
  const model::Report told = report::localised(report, language_.for_programs());
  write_if_new(path_ + "/report.json", report::render_json(told));
  write_if_new(path_ + "/junit.xml", report::render_junit(told));
  write_if_new(path_ + "/index.html", report::page::render_class(report, language_.for_people()));
}

}  // namespace ipcgrade::cli
