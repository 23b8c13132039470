// Numbers the calls of a run as a fault's address would count them (schedule.hpp), so that each can be named in the next run.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>

namespace ipcgrade::engine::faults {

class Survey {
 public:
  // Counts the call, and says which it is of those that a fault at `call` in the process of that label would count.
  [[nodiscard]] std::uint32_t nth(const std::string& process, std::string_view call);

 private:
  std::map<std::pair<std::string, std::string>, std::uint32_t> made_;  // by label and call
};

}  // namespace ipcgrade::engine::faults
