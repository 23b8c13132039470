// The options of grade that are about the class: their checked values.
#pragma once

#include <CLI/CLI.hpp>
#include <optional>
#include <string>
#include <vector>

#include "cli/class_grading.hpp"
#include "model/gradebook.hpp"

namespace ipcgrade::cli {

struct ClassFlags {
  std::string roster;
  std::string due;
  std::string counts = "latest";
  std::vector<std::string> only;
  bool regrade = false;
  int dry_run = 0;  // so many submissions; 0: no dry run
};

void add_class_flags(CLI::App& app, ClassFlags& flags);

// InputError for a roster that cannot be read or is none, a due date that is none, an attempt that is neither.
[[nodiscard]] std::vector<model::Person> read_roster(const ClassFlags& flags);
[[nodiscard]] std::optional<model::Instant> read_due(const ClassFlags& flags);
[[nodiscard]] model::Counts read_counts(const ClassFlags& flags);
[[nodiscard]] Selection selection_of(const ClassFlags& flags);

}  // namespace ipcgrade::cli
