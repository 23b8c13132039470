// The oracles a scenario may name: the guards. The parser checks names against this table; the oracles stage has the
// functions, under the same names and in the same order.
#pragma once

#include <string>
#include <vector>

namespace ipcgrade::model {

struct OracleName {
  std::string name;
  std::string summary;  // one line
};

// All of them stand guard in every scenario that does not list its own.
[[nodiscard]] const std::vector<OracleName>& guards();
[[nodiscard]] const std::vector<std::string>& guard_names();

}  // namespace ipcgrade::model
