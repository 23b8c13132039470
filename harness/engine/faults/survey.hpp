// Numbers the calls of a run as a fault's address would count them (schedule.hpp), so that each can be named in the next run.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <tuple>

#include "model/object.hpp"

namespace ipcgrade::engine::faults {

class Survey {
 public:
  // Counts the call, and says which it is of those that a fault at `call` on such an object in the process of that label would
  // count. By kind of object: how often a runtime reads its own files differs from run to run, how often it reads a socket does
  // not.
  [[nodiscard]] std::uint32_t nth(const std::string& process, std::string_view call, model::ObjectKind object);

 private:
  std::map<std::tuple<std::string, std::string, model::ObjectKind>, std::uint32_t> made_;  // by label, call and object
};

}  // namespace ipcgrade::engine::faults
