// Where files of a moment go: $TMPDIR, or /tmp where that is not set or empty (environ(7)).
#pragma once

#include <cstdlib>
#include <string>

namespace ipcgrade::base {

[[nodiscard]] inline std::string temporary_folder() {
  const char* const chosen = std::getenv("TMPDIR");
  return chosen != nullptr && *chosen != '\0' ? chosen : "/tmp";
}

}  // namespace ipcgrade::base
