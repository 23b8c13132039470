// What the harness owes the programs, and what it does when nobody could run.
#include "engine/socket_ends.hpp"
#include "engine/trial_run.hpp"

namespace ipcgrade::engine {
namespace {

bool may_touch_network(const Call& call) {
  return call.row == nullptr || call.row->waiting != model::Waiting::never || call.row->change != model::Change::nothing;
}

}  // namespace

TrialRun::Progress TrialRun::serve() {
  const bool streams = roles_.exchange() == Roles::Progress::some;
  const bool peers = !peers_.empty() && peers_.exchange() == peers::Progress::some;
  if (peers) ++world_.effects;
  return streams || peers ? Progress::some : Progress::none;
}

// The harness takes what was written to it, and fills the room that a read has made: it never owes anybody anything for longer
// than a call, so that nobody who looks again and again is looking at what we hold back.
void TrialRun::serve_after(const Thread& thread, const Call& call) {
  if (!peers_.empty() && may_touch_network(call)) (void)serve();
  if (call.row == nullptr) return;
  const bool copies = call.row->waiting == model::Waiting::copy_fds;
  if (!copies && call.row->waiting != model::Waiting::write_fd && call.row->waiting != model::Waiting::read_fd) return;
  const probe::OpenFile* const file = world_.descriptor(world_.process_of(thread), static_cast<int>(call.arguments[0]));
  const auto kind = file == nullptr ? model::ObjectKind::unknown : file->object.kind;
  if (copies || kind == model::ObjectKind::output || kind == model::ObjectKind::input) (void)roles_.exchange();
}

void TrialRun::idle() {
  if (serve() == Progress::some) return check_limits();
  if (peers_.in_flight()) return give_way();
  if (!settled()) return;  // all asleep at one instant, not one after the other
  if (world_.uses_network) {
    if (data_in_flight(world_)) return give_way();
    if (!settled()) return;  // what was in flight when we began to look has arrived meanwhile
  }
  switch (director_.at_quiescence()) {
    case Director::Next::run:
      if (hold_ != nullptr && recorder_.trace().ending == model::Ending::step_failed) hand_over();
      return;
    case Director::Next::over:
      return end(recorder_.trace().ending);
    case Director::Next::wait_for_time:
      rest(std::chrono::milliseconds{100});
      return check_limits();
  }
}

}  // namespace ipcgrade::engine
