// How fast a class is graded, and how long it will take: the words of the progress line.
#pragma once

#include <chrono>
#include <cstddef>
#include <string>

namespace ipcgrade::cli {

struct Counts {
  std::size_t submissions = 0;  // to be graded
  std::size_t ended = 0;        // of them
  std::size_t scenarios = 0;    // of the submissions that have begun
  std::size_t settled = 0;      // of them
  std::size_t begun = 0;        // submissions
};

// "57/200 submissions, 79 a minute, 2 min left"; only the count, until there is enough to go by.
[[nodiscard]] std::string pace_text(const Counts& counts, std::chrono::nanoseconds elapsed);

// "50 s", "2 min 31 s", "1 h 5 min": the two largest units.
[[nodiscard]] std::string length_text(std::chrono::nanoseconds length);

// "79": rounded; one decimal below ten.
[[nodiscard]] std::string rate_text(std::size_t submissions, std::chrono::nanoseconds elapsed);

}  // namespace ipcgrade::cli
