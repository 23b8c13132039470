// Failures of a class grouped by cause: what is said about them is the same once names of places, numbers and quoted bytes are
// left out.
#pragma once

#include <cstddef>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "model/report.hpp"

namespace ipcgrade::report::page {

struct Cause {
  model::VerdictClass verdict = model::VerdictClass::passed;
  std::string sentence;                  // shortened to what all have in common
  std::string example;                   // as it is said of the first
  std::vector<std::size_t> submissions;  // places in the report, ascending
  std::set<std::string> scenarios;
};

// The one that most submissions share first. Only failures that cost points.
[[nodiscard]] std::vector<Cause> causes_of(const model::Report& report);

// "greet/1 waits at greet.c:33 in read_all for … (fd 3)" becomes "greet/1 waits for …"; what it became in Korean, as well.
[[nodiscard]] std::string without_particulars(std::string_view sentence);

}  // namespace ipcgrade::report::page
