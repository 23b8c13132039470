// The ladder of what the machine lets us do, best rung first. A rung is judged by the effect of its steps in a child, never by
// version numbers or settings: Ubuntu 24.04 creates a user namespace and then denies its capabilities.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace ipcgrade::engine::sandbox {

struct Rung {
  int number = 0;
  std::string_view name;
  std::string_view summary;  // what it means for grading
  bool user_namespace = false;
  bool pid_namespace = false;
  bool mount_namespace = false;
  bool ipc_namespace = false;
  bool net_namespace = false;
};

[[nodiscard]] const std::vector<Rung>& rungs();
[[nodiscard]] const Rung& rung_of(int number);  // throws InputError where there is none

// One thing that was tried, judged by its effect.
struct Step {
  std::string name;
  bool ok = false;
  std::string detail;  // why not, or what was seen
};

// Tries all steps of a rung in a child; leaves nothing behind.
[[nodiscard]] std::vector<Step> try_rung(const Rung& rung);

// IPCGRADE_RUNG forces a rung (InputError where it is not a number of the ladder, or does not work here, with the reason); else
// the first all of whose steps have their effect. SystemError where not even the last one works.
[[nodiscard]] const Rung& choose_rung();

}  // namespace ipcgrade::engine::sandbox
