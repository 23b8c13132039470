// One line at the bottom of a terminal that says how far a campaign is; nothing at all where there is no terminal.
#pragma once

#include <cstdint>
#include <mutex>
#include <string>

#include "base/clock.hpp"
#include "campaign/progress.hpp"
#include "cli/pace.hpp"

namespace ipcgrade::cli {

enum class Show : std::uint8_t { on_terminal, never };

// Writes to standard error. Everything else that is printed meanwhile goes through `above`.
class ProgressLine : public campaign::Progress {
 public:
  // `title` stands before everything: "round 3/20"; empty: nothing.
  ProgressLine(Show show, std::size_t submissions, std::string title = "");
  ~ProgressLine() override;

  void building(const std::string& submission) override;
  void running(const std::string& submission, std::size_t scenarios) override;
  void settled(const std::string& submission, const model::ScenarioResult& result) override;
  void ended();  // of one submission

  // Prints lines on standard output, above the line.
  void above(const std::string& text);

 private:
  void draw();
  void erase();

  const bool shown_;
  const std::string title_;
  const base::Clock::time_point begin_ = base::Clock::now();
  std::mutex mutex_;
  std::string current_;
  Counts counts_;
  bool drawn_ = false;
};

}  // namespace ipcgrade::cli
