// What this machine lets us do, in words, and what that means for grading.
#pragma once

#include <string>

namespace ipcgrade::engine {

struct Diagnosis {
  std::string text;        // ready to print
  bool can_grade = false;  // false: exit 3
};

[[nodiscard]] Diagnosis doctor();

}  // namespace ipcgrade::engine
