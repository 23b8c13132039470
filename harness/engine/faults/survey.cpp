#include "engine/faults/survey.hpp"

#include "model/fault.hpp"

namespace ipcgrade::engine::faults {

std::uint32_t Survey::nth(const std::string& process, std::string_view call, model::ObjectKind object) {
  ++made_[{process, std::string(call), object}];
  std::uint32_t sum = 0;
  for (const std::string_view counted : model::calls_named(call))
    if (const auto made = made_.find({process, std::string(counted), object}); made != made_.end()) sum += made->second;
  return sum;
}

}  // namespace ipcgrade::engine::faults
