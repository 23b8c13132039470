#include "cli/progress_line.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include "cli/output.hpp"
#include "report/printable.hpp"

namespace ipcgrade::cli {

ProgressLine::ProgressLine(Show show, std::size_t submissions, std::string title)
    : shown_(show == Show::on_terminal && ::isatty(STDERR_FILENO) != 0), title_(std::move(title)) {
  counts_.submissions = submissions;
}

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
  counts_.scenarios += scenarios;
  ++counts_.begun;
  draw();
}

void ProgressLine::settled(const std::string& submission, const model::ScenarioResult& result) {
  const std::lock_guard guard(mutex_);
  // The name of a hidden scenario is for nobody's screen.
  current_ = result.visibility == model::Visibility::visible ? submission + ": " + result.scenario : submission;
  ++counts_.settled;
  draw();
}

void ProgressLine::ended() {
  const std::lock_guard guard(mutex_);
  ++counts_.ended;
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
  const std::string so_far = counts_.submissions > 1 ? pace_text(counts_, base::Clock::now() - begin_) + "  "
                             : counts_.scenarios > 0 ? fmt::format("{}/{} scenarios  ", counts_.settled, counts_.scenarios)
                                                     : "";
  const std::string text = (title_.empty() ? "" : title_ + ": ") + so_far + report::printable(current_);
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
