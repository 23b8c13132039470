#include "cli/command.hpp"

namespace ipcgrade::cli {

const std::vector<Command>& commands() {
  static const std::vector<Command> table = {
      {"run", "Run a task's scenarios on one submission and explain every failure", Listed::yes, declare_run},
      {"explain", "Tell a failure step by step: what each process did, and where it went wrong", Listed::yes, declare_explain},
      {"replay", "Run a trial again with the same choices and compare the two runs", Listed::yes, declare_replay},
      {"judge", "Judge saved trials again, without running anything", Listed::yes, declare_judge},
      {"grade", "Grade one submission or a class of them and write the results", Listed::yes, declare_grade},
      {"diff", "Compare two gradings of a class: what a changed suite changes", Listed::yes, declare_diff},
      {"override", "Decide by hand what a scenario earns; kept when the class is graded again", Listed::yes, declare_override},
      {"sweep", "Try every single fault that a run can meet, one run for each", Listed::yes, declare_sweep},
      {"validate", "Prove a suite: correct programs pass, every mutant is caught", Listed::yes, declare_validate},
      {"new", "Begin a new task: handout, skeleton, suite and reference programs that prove themselves", Listed::yes,
       declare_new},
      {"kit", "Put together what students get: handout, skeleton, visible scenarios and the program", Listed::yes, declare_kit},
      {"list", "List a task's scenarios, or the words of the scenario language", Listed::yes, declare_list},
      {"doctor", "Say what this machine offers, and what to do about what it lacks", Listed::yes, declare_doctor},
      {"worker", "Run one trial for a coordinator", Listed::no, declare_worker},
  };
  return table;
}

}  // namespace ipcgrade::cli
