// The one table of oracles: the judge, the reference page and the suggestions for misspelt names are made from it.
#pragma once

#include <string_view>
#include <vector>

#include "oracles/oracle.hpp"

namespace ipcgrade::oracles {

enum class Judged : std::uint8_t {
  always,
  where_named,  // in the scenario's [always] oracles; by default every one of them is
};

struct Oracle {
  std::string_view name;
  Judged judged;
  std::string_view summary;
  Function function;
};

[[nodiscard]] const std::vector<Oracle>& table();
// nullptr: no oracle has that name.
[[nodiscard]] const Oracle* find(std::string_view name);

}  // namespace ipcgrade::oracles
