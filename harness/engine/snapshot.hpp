// The whole trial at an instant when nobody runs, as data: who waits for what, and who could end the wait.
#pragma once

#include "engine/peers/peers.hpp"
#include "engine/recorder.hpp"
#include "engine/roles.hpp"
#include "engine/symbols/symbolizer.hpp"
#include "engine/world.hpp"
#include "model/trace.hpp"

namespace ipcgrade::engine {

// What the harness may still do in this trial; it makes the difference between a deadlock and a wait.
enum class Ahead : std::uint8_t {
  nothing,
  more_programs,  // a later step starts one: it could open a FIFO, post a semaphore, …
};

// Ended, and its parent, which lives and does not have it done by the kernel, has not waited for it.
[[nodiscard]] bool is_zombie(const World& world, const Process& process);

// States and objects only: cheap, enough for conditions.
[[nodiscard]] model::Snapshot states(World& world, const Recorder& recorder);
// The harness's own ends, and what it may still do.
struct HarnessSide {
  const Roles& roles;
  const peers::Peers& peers;
  Ahead ahead = Ahead::nothing;
};
// With descriptors and wakers: what the wait-for graph needs.
[[nodiscard]] model::Snapshot everything(World& world, const Recorder& recorder, const HarnessSide& harness);
// Puts source lines to the places in it.
void locate(model::Snapshot& snapshot, World& world, symbols::Symbolizer& symbolizer);

// Registers, stack and map of a thread at its call in progress or, in a stop, where it is.
[[nodiscard]] StackCapture capture(World& world, const Thread& thread, const Registers& registers);
[[nodiscard]] model::Site site_of(const StackCapture& capture, symbols::Symbolizer& symbolizer);

}  // namespace ipcgrade::engine
