#include "engine/census.hpp"

#include "engine/snapshot.hpp"

namespace ipcgrade::engine {
namespace {

using Processes = std::set<model::ProcessIndex>;

const Process& at(const World& world, model::ProcessIndex index) { return *world.processes()[static_cast<std::size_t>(index)]; }

void add_living(const World& world, model::ProcessIndex index, Processes& living) {
  if (!at(world, index).ended) living.insert(index);
  for (const model::ProcessIndex child : at(world, index).children) add_living(world, child, living);
}

std::uint32_t zombies_below(const World& world, model::ProcessIndex index) {
  std::uint32_t zombies = 0;
  for (const model::ProcessIndex child : at(world, index).children)
    zombies += (is_zombie(world, at(world, child)) ? 1 : 0) + zombies_below(world, child);
  return zombies;
}

model::Census census_of(const World& world, model::ProcessIndex root, const Processes& living, const Processes& counted) {
  model::Census census;
  census.processes = static_cast<std::uint32_t>(living.size());
  census.unreaped = zombies_below(world, root);
  for (const model::ProcessIndex index : living)
    if (counted.contains(index)) census.descriptors += static_cast<std::uint32_t>(probe::open_files(at(world, index).pid).size());
  return census;
}

}  // namespace

Marked mark(const World& world, model::ProcessIndex root) {
  Marked marked{root, {}, {}};
  add_living(world, root, marked.known);
  marked.census = census_of(world, root, marked.known, marked.known);
  return marked;
}

model::Growth growth_since(const Marked& marked, const World& world) {
  Processes living;
  add_living(world, marked.root, living);
  return {marked.census, census_of(world, marked.root, living, marked.known)};
}

}  // namespace ipcgrade::engine
