#include "cli/progress_line.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include "cli/output.hpp"
#include "report/printable.hpp"

namespace ipcgrade::cli {

ProgressLine::ProgressLine(Show show, std::size_t submissions, std::string title)
    : shown_(show == Show::on_terminal && ::isatty(STDERR_FILENO) != 0), submissions_(submissions), title_(std::move(title)) {}

ProgressLine::~ProgressLine() {
  try {
    erase();
  } catch (...) {  // a terminal that is gone: there is nothing left to erase
  }
}

void ProgressLine::building(const std::string& submission) {
  const std::lock_guard guard(mutex_);
  current_ = submission + ": building";
  draw();
}

void ProgressLine::running(const std::string& submission, std::size_t scenarios) {
  const std::lock_guard guard(mutex_);
  current_ = submission;
  scenarios_ += scenarios;
  draw();
}

void ProgressLine::settled(const std::string& submission, const model::ScenarioResult& result) {
  const std::lock_guard guard(mutex_);
  // The name of a hidden scenario is for nobody's screen.
  current_ = result.visibility == model::Visibility::visible ? submission + ": " + result.scenario : submission;
  ++settled_;
  draw();
}

void ProgressLine::ended() {
  const std::lock_guard guard(mutex_);
  ++ended_;
}

void ProgressLine::above(const std::string& text) {
  const std::lock_guard guard(mutex_);
  erase();
  print(text);
  flush_output();
  draw();
}

void ProgressLine::draw() {
  if (!shown_) return;
  const std::string of_class = submissions_ > 1 ? fmt::format("{}/{} submissions, ", ended_, submissions_) : "";
  const std::string so_far = scenarios_ > 0 ? fmt::format("{}/{} scenarios  ", settled_, scenarios_) : "";
  const std::string text = (title_.empty() ? "" : title_ + ": ") + of_class + so_far + report::printable(current_);
  // \r and "erase to the end of the line" (ECMA-48 EL); one column less than the terminal has, so that it never breaks.
  const std::size_t width = console_options(STDERR_FILENO).width - 1;
  fmt::print(stderr, "\r{}\x1b[K", report::columns(text) > width ? report::fitted(text, width) : text);
  std::fflush(stderr);
  drawn_ = true;
}

void ProgressLine::erase() {
  if (drawn_) fmt::print(stderr, "\r\x1b[K");
  drawn_ = false;
}

}  // namespace ipcgrade::cli
