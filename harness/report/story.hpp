// A failed scenario told step by step, so that whoever wrote the program sees where it went wrong: what each process did in
// order, where everybody stands at the end, what was expected and what came, what to read and what to type next. A pure
// function of a trial, its trace and its verdicts.
#pragma once

#include <string>
#include <vector>

#include "model/plan.hpp"
#include "model/report.hpp"
#include "report/console.hpp"

namespace ipcgrade::report {

struct Story {
  std::string task;
  std::string submission;
  std::string title;  // of the scenario
  std::string hint;
  model::Outcome outcome = model::Outcome::failed;
  model::Trial trial;
  model::Trace trace;
  model::Verdicts verdicts;  // not empty
  // What to type: "again" and the command; in this order.
  struct Command {
    std::string label;
    std::string text;
  };
  std::vector<Command> commands;
};

[[nodiscard]] std::string render_story(const Story& story, const ConsoleOptions& options);

}  // namespace ipcgrade::report
