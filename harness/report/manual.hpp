// Which manual pages explain a failure, and what to look for in them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/trace.hpp"
#include "model/verdict.hpp"

namespace ipcgrade::report {

struct Page {
  std::string_view name;  // "pipe(7)"
  std::string_view about;
};

// At most three, the most telling first. `snapshot` may be null.
[[nodiscard]] std::vector<Page> pages_for(const model::Verdict& verdict, const model::Snapshot* snapshot);

// "man 7 pipe" for "pipe(7)".
[[nodiscard]] std::string command_for(const Page& page);

}  // namespace ipcgrade::report
