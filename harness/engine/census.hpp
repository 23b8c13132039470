// What a process and its descendants hold, counted when a scenario marks it and when it asks what has become of it.
#pragma once

#include <set>

#include "engine/world.hpp"

namespace ipcgrade::engine {

struct Marked {
  model::ProcessIndex root = model::nobody;
  std::set<model::ProcessIndex> known;  // alive then: of processes that came later, descriptors are not counted
  model::Census census;
};

[[nodiscard]] Marked mark(const World& world, model::ProcessIndex root);
[[nodiscard]] model::Growth growth_since(const Marked& marked, const World& world);

}  // namespace ipcgrade::engine
