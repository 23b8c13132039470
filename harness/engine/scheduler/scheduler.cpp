#include "engine/scheduler/scheduler.hpp"

#include <algorithm>

namespace ipcgrade::engine::scheduler {

std::optional<model::ThreadIndex> next(model::Policy, const std::vector<model::ThreadIndex>& candidates,
                                       model::ThreadIndex last) {
  if (candidates.empty()) return std::nullopt;
  const auto after = std::find_if(candidates.begin(), candidates.end(), [&](model::ThreadIndex t) { return t > last; });
  return after == candidates.end() ? candidates.front() : *after;
}

}  // namespace ipcgrade::engine::scheduler
