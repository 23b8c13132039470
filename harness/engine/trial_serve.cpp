// What the harness owes the programs, and what it does when nobody could run.
#include <utility>

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

// Of a moment when nobody could run.
TrialRun::Quiet TrialRun::quiet_if(const std::function<bool()>& nobody_woke) {
  if (serve() == Progress::some) return Quiet::served;
  if (peers_.in_flight()) return Quiet::in_flight;
  if (!nobody_woke()) return Quiet::woken;  // all asleep at one instant, not one after the other
  if (!world_.uses_network) return Quiet::yes;
  if (data_in_flight(world_)) return Quiet::in_flight;
  return nobody_woke() ? Quiet::yes : Quiet::woken;  // what was in flight when we began to look has arrived meanwhile
}

Director::Next TrialRun::at_quiescence() {
  const Director::Next next = director_.at_quiescence();
  if (next == Director::Next::run) {
    ++world_.effects;
    if (hold_ != nullptr && recorder_.trace().ending == model::Ending::step_failed) hand_over();
  }
  if (next == Director::Next::over) end(recorder_.trace().ending);
  return next;
}

void TrialRun::idle() {
  switch (quiet_if([this] { return settled(); })) {
    case Quiet::served:
      return check_limits();
    case Quiet::in_flight:
      return give_way();
    case Quiet::woken:
      return;
    case Quiet::yes:
      break;
  }
  if (at_quiescence() != Director::Next::wait_for_time) return;
  rest(std::chrono::milliseconds{100});
  check_limits();
}

// At the entry of a sleep. A busy machine may keep the tracer from looking until a short one is over, each time: then nobody ever
// finds everybody asleep. So whatever waits for quiet (a step, the proof of a deadlock) is asked here, before polling is told.
bool TrialRun::polls_in_vain(Thread& thread) {
  const Thread::Where where = std::exchange(thread.where, Thread::Where::asleep);
  thread.about_to_sleep = true;
  const bool quiet = quiet_if([&] { return others_quiet(thread); }) == Quiet::yes;
  const bool somebody_spins = quiet && !ready().empty();  // and is held: it could run, so no step is judged now
  const bool in_vain = quiet && (somebody_spins || at_quiescence() == Director::Next::wait_for_time);
  thread.about_to_sleep = false;
  thread.where = where;
  return in_vain;
}

}  // namespace ipcgrade::engine
