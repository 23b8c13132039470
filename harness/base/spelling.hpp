// What a misspelt name was probably meant to be: every complaint about an unknown name carries a suggestion.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace ipcgrade::base {

// The candidate with the fewest single-letter edits (Damerau-Levenshtein, optimal string alignment), or "" where none is
// closer than half of the name's length.
[[nodiscard]] std::string closest(std::string_view name, const std::vector<std::string>& candidates);

// "; did you mean 'until'?", or "; known are: a, b, c" where nothing is close.
[[nodiscard]] std::string suggestion(std::string_view name, const std::vector<std::string>& candidates);

}  // namespace ipcgrade::base
