// Between two runs of a trial: the end of the first, and whether the second has to be made.
#include <csignal>
#include <utility>

#include "engine/director.hpp"

namespace ipcgrade::engine {

// First everybody is asked to end, as at the end of a trial, so that the same calls are made; whoever does not is killed, as by a
// power cut.
Director::Done Director::restart() {
  switch (std::exchange(asked_to_end_, Asked::by_input)) {
    case Asked::not_yet:
      end_inputs();
      return Done::partly;
    case Asked::by_input:
      asked_to_end_ = Asked::by_signal;
      terminated_ = base::Clock::now();
      for (const Roles::Role& role : roles_.all())
        if (role.at_end == model::AtEnd::serves) send_signal(role.process, SIGTERM);
      return Done::partly;
    case Asked::by_signal:
      asked_to_end_ = is_ending_in_time() ? Asked::by_signal : Asked::not_yet;
      if (asked_to_end_ == Asked::by_signal) return Done::in_time;
      break;
  }
  step_done();
  for (const auto& process : world_.processes())
    if (!process->ended) kill(process->pid, SIGKILL);
  peers_.abandon();
  faults_.retire();
  restarted_ = true;
  return Done::yes;
}

// Everybody has ended, and it is as before the first program: what follows would be what was seen then.
void Director::leave_out_known_run() {
  const auto& restart = std::get<model::Restart>(trial_.steps[step_ - 1].action);
  if (!restart.known_from_fresh || !run_.nothing_is_left()) return;
  recorder_.event(model::NothingLeft{});
  step_ = trial_.steps.size();
}

}  // namespace ipcgrade::engine
