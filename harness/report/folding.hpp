// A long story made short without hiding what matters: what nobody misses is told together, what goes round in circles is told
// once, and of what is still too long the beginning and the end are kept.
#pragma once

#include <cstddef>
#include <vector>

#include "report/story_lines.hpp"

namespace ipcgrade::report {

struct FoldingLimits {
  std::size_t beginning = 34;  // lines kept at the beginning, steps not counted
  std::size_t end = 20;        // and at the end
  std::size_t longest_round = 8;
};

[[nodiscard]] std::vector<Line> folded(std::vector<Line> lines, const FoldingLimits& limits = {});

}  // namespace ipcgrade::report
