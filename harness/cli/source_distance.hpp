// How far a mutant is from the correct variant that it was made from: one bug is a few lines, and more than that hides which of
// them a scenario has caught.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <vector>

namespace ipcgrade::cli {

// A mutant with more changed lines is another program, not one bug.
inline constexpr std::size_t most_changed_lines = 25;

using Sources = std::map<std::string, std::vector<std::string>>;  // path relative to the folder → lines

// Every file below the folder but expect.toml and submission.toml, which say what it is and not what it does. SystemError where
// one cannot be read.
[[nodiscard]] Sources read_sources(const std::string& folder);

// Lines that differ, over the files that the mutant has (it may leave out the programs of parts that it does not do): of a
// stretch that was replaced, the longer side counts, so that a changed line is one.
[[nodiscard]] std::size_t changed_lines(const Sources& parent, const Sources& mutant);

}  // namespace ipcgrade::cli
