// How a trial ends: limits, the last word about whoever lives, and nothing left of it.
#include <unistd.h>

#include <algorithm>
#include <csignal>

#include "engine/named_objects.hpp"
#include "engine/sandbox/imprint.hpp"
#include "engine/sandbox/network.hpp"
#include "engine/trial_run.hpp"

namespace ipcgrade::engine {

void TrialRun::check_limits() {
  const model::Limits& limits = trial_.limits;
  if (recorder_.full()) return hit(model::LimitName::events, limits.events);
  if (roles_.output_bytes() + peers_.unasked_bytes() > limits.output_bytes)
    return hit(model::LimitName::output, limits.output_bytes);
  std::chrono::nanoseconds cpu{0};
  for (const auto& thread : world_.threads()) cpu += thread->look_at_cpu();
  if (cpu > limits.cpu) return hit(model::LimitName::cpu, static_cast<std::uint64_t>(limits.cpu.count()));
  if (base::Clock::now() - started_ > limits.wall) {
    recorder_.event(model::LimitHit{model::LimitName::wall, static_cast<std::uint64_t>(limits.wall.count())});
    end(model::Ending::backstop, "the trial did not end within the wall-clock backstop");
  }
}

void TrialRun::hit(model::LimitName limit, std::uint64_t allowed) {
  if (over_) return;
  recorder_.event(model::LimitHit{limit, allowed});
  end(model::Ending::limit);
}

void TrialRun::end(model::Ending ending, std::string trouble) {
  if (over_) return;
  over_ = true;
  recorder_.trace().ending = ending;
  recorder_.trace().trouble = std::move(trouble);
}

// Where the rung gives a trial no name spaces of its own, what its calls made outlives it; nothing else is touched.
void TrialRun::remove_what_is_left() const {
  for (const model::NamedObject& named : recorder_.trace().named) {
    const bool file = !is_kept_by_ipc(named);
    const bool vanishes = file ? ground_.rung->mount_namespace : ground_.rung->ipc_namespace;
    if (!vanishes && !named.removed) remove(named);
  }
}

// Whether the place is as it was when it had this imprint, as far as programs could find out. Asked when all have ended.
bool TrialRun::is_as(const std::optional<std::string>& imprint) const {
  return imprint && recorder_.trace().named.empty() && !world_.writes_files && sandbox::network_is_as_new() &&
         sandbox::imprint(*ground_.rung) == imprint;
}

void TrialRun::conclude() {
  model::Trace& trace = recorder_.trace();
  if (trace.ending == model::Ending::complete || trace.ending == model::Ending::backstop) director_.record_final_state();
  for (std::size_t i = 0; i < trace.named.size(); ++i) {
    trace.named[i].removed = !is_there(trace.named[i]);
    trace.named[i].site = site_of(bookkeeper_.makers()[i], symbolizer_);
  }
  trace.peers = peers_.take_records(director_.asked_of_peer());
  for (const faults::Schedule::Rule& rule : faults_.rules()) trace.faults.push_back({rule.step, rule.seen, rule.struck});
  if (hold_ != nullptr) hand_over();
  for (const auto& process : world_.processes())
    if (!process->ended) kill(process->pid, SIGKILL);
  for (const pid_t child : early_) kill(child, SIGKILL);
  tracer::reap_everyone();
  remove_what_is_left();
  left_as_found_ = is_as(ground_.imprint);
  trace.duration = base::Clock::now() - started_;
}

}  // namespace ipcgrade::engine
