// The checks that need all scenarios of a task at once.
#pragma once

#include <vector>

#include "scenario/parse.hpp"

namespace ipcgrade::scenario {

// Throws base::InputError where two scenarios have one name, a scenario needs one that does not exist, or some need each other.
void check_suite(const std::vector<Parsed>& scenarios);

}  // namespace ipcgrade::scenario
