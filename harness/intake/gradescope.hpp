// Gradescope's submission_metadata.yml: who handed in each folder of an export, and when.
#pragma once

#include <string_view>
#include <vector>

#include "intake/collect.hpp"

namespace ipcgrade::intake {

// Only the few lines that are needed are read, by their indentation: the file is a program's, and everything else in it (scores,
// outputs of other autograders) is passed over. What it does not say stays unsaid.
void apply_gradescope(std::string_view text, std::vector<HandIn>& submissions);

}  // namespace ipcgrade::intake
