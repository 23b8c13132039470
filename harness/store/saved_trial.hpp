// One trial as a file: what was run, what happened, and what a later reader needs to judge, explain or repeat it. JSON with the
// names of model/members.hpp: a later version still finds what it knows by name, members that an older one did not write get
// their defaults, and people and other programs can read it, too.
#pragma once

#include <string>
#include <string_view>

#include "model/plan.hpp"
#include "model/trace.hpp"

namespace ipcgrade::store {

// Changes when a reader of the old shape could misunderstand the new one; added members do not change it.
inline constexpr int version = 1;

struct SavedTrial {
  std::string harness_version;
  std::string task;
  std::string submission;  // its name
  std::string folder;      // where it lay
  std::string title;       // of the scenario
  std::string part;
  int points = 0;
  std::string hint;
  model::Trial trial;  // `files` is empty: the built copy is gone
  model::Trace trace;
};

// One line of text, with its newline.
[[nodiscard]] std::string to_text(const SavedTrial& saved);
// InputError naming the file and what is wrong, for whatever is not a whole saved trial of a known version: what comes back is
// safe to judge.
[[nodiscard]] SavedTrial from_text(std::string_view text, const std::string& file);

}  // namespace ipcgrade::store
