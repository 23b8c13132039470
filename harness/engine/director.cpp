#include "engine/director.hpp"

#include <algorithm>
#include <csignal>
#include <utility>

#include "engine/files.hpp"
#include "engine/idle_watch.hpp"
#include "engine/patience.hpp"
#include "engine/runtimes.hpp"
#include "engine/waits.hpp"
#include "model/wait_for.hpp"

namespace ipcgrade::engine {
namespace {

const model::Condition* condition_of(const model::TrialAction& action) {
  if (const auto* until = std::get_if<model::Until>(&action)) return &until->condition;
  if (const auto* expect = std::get_if<model::Expect>(&action)) return &expect->condition;
  return nullptr;
}

bool is_unjudged(const model::ThreadState& thread) {
  return std::any_of(thread.waits.begin(), thread.waits.end(),
                     [](const model::Wait& w) { return w.object.kind == model::ObjectKind::other; });
}

// The call of a thread that waits on a kind of object whose wakers are not known; empty where there is none.
std::string unjudged_call(const model::Snapshot& snapshot) {
  const auto found = std::find_if(snapshot.threads.begin(), snapshot.threads.end(), is_unjudged);
  return found == snapshot.threads.end() ? std::string() : found->call;
}

}  // namespace

Director::Next Director::at_quiescence() {
  switch (phase_) {
    case Phase::steps:
      return next_steps();
    case Phase::aftermath:
      return Next::over;
    case Phase::closing:
    case Phase::terminating:
    case Phase::killing:
      return finish();
  }
  return Next::over;
}

Director::Next Director::next_steps() {
  Next next = Next::run;
  bool acted = false;
  if (std::exchange(restarted_, false)) leave_out_known_run();
  while (step_ < trial_.steps.size()) {
    const model::TrialAction& action = trial_.steps[step_].action;
    if (const model::Condition* const condition = condition_of(action)) {
      if (acted) return Next::run;
      const std::size_t before = step_;
      next = judge(*condition);
      if (step_ == before || phase_ != Phase::steps) return next;
    } else {
      if (acted && needs_quiet(action)) return Next::run;
      const Done done = act(action);
      if (done == Done::never) return fail_unless_time_helps({true}, base::Clock::now());
      (void)roles_.exchange();  // what was sent is there before anybody looks
      (void)peers_.exchange();
      if (done == Done::partly) return Next::run;
      if (done == Done::in_time) return Next::wait_for_time;
      acted = true;
      ++step_;
      if (std::holds_alternative<model::Restart>(action)) return Next::run;  // the next program starts when the last is dead
    }
  }
  phase_ = Phase::closing;
  end_inputs();
  return Next::run;
}

void Director::end_inputs() {
  roles_.close_all_inputs();
  peers_.shut_all();
}

Director::Next Director::judge(const model::Condition& condition) {
  const auto since = base::Clock::now();
  model::Snapshot now = states(world_, recorder_);
  const Standing found = standing(condition);
  switch (evaluate(condition, found, now)) {
    case Truth::holds:
      now.quiescent = true;
      recorder_.trace().snapshots.push_back(std::move(now));
      recorder_.event(model::StepDone{static_cast<std::uint32_t>(step_++)});
      return Next::run;
    case Truth::never:
      return fail(model::WhyFailed::ended, since, found);
    case Truth::not_yet:
      break;
  }
  return fail_unless_time_helps(found, since);
}

Director::Next Director::fail_unless_time_helps(const Standing& found, base::Clock::time_point since) {
  if (time_may_help()) {
    // A deadlock beside threads that hold timers is one all the same.
    const bool proved = !model::wait_graph(everything(world_, recorder_, {roles_, peers_, ahead()})).deadlocked.empty();
    if (!proved) return Next::wait_for_time;
  }
  return fail(found.exists ? model::WhyFailed::never : model::WhyFailed::no_process, since, found);
}

Director::Next Director::fail(model::WhyFailed why, base::Clock::time_point since, const Standing& found) {
  if (step_ < trial_.tolerated) {
    recorder_.event(model::PassedOver{static_cast<std::uint32_t>(step_++)});
    return Next::run;
  }
  model::Snapshot snapshot = everything(world_, recorder_, {roles_, peers_, ahead()});
  snapshot.quiescent = !time_may_help();
  if (why == model::WhyFailed::never && !unjudged_call(snapshot).empty()) {
    recorder_.trace().ending = model::Ending::machine;
    recorder_.trace().trouble = "a program waits on an object that this version cannot judge (" + unjudged_call(snapshot) + ")";
    return Next::over;
  }
  (void)model::wait_graph(snapshot);  // the proof belongs to the time it takes
  recorder_.event(
      model::StepFailed{static_cast<std::uint32_t>(step_), why, base::Clock::now() - since, found.file, found.growth});
  locate(snapshot, world_, symbolizer_);
  recorder_.trace().snapshots.push_back(std::move(snapshot));
  recorder_.trace().ending = model::Ending::step_failed;
  phase_ = Phase::aftermath;
  end_inputs();  // what was only buffered comes out now, and tells "not flushed" from "never written"
  return Next::run;
}

Director::Next Director::finish() {
  if (phase_ == Phase::closing) {
    const bool waiting = std::any_of(roles_.all().begin(), roles_.all().end(), [&](const Roles::Role& role) {
      return role.at_end == model::AtEnd::exits && !world_.process(role.process).ended;
    });
    if (waiting && time_may_help()) return Next::wait_for_time;
    for (const Roles::Role& role : roles_.all())
      if (role.at_end == model::AtEnd::exits && !world_.process(role.process).ended)
        recorder_.trace().still_running.push_back(role.process);
    if (!recorder_.trace().still_running.empty()) return Next::over;
    return end_serving_roles(SIGTERM, Phase::terminating);
  }
  if (phase_ != Phase::terminating) return Next::over;
  return is_ending_in_time() ? Next::wait_for_time : end_serving_roles(SIGKILL, Phase::killing);
}

// A server that was asked to end may have timers to wait for; one that has a heartbeat and takes no notice would wait for ever.
bool Director::is_ending_in_time() const {
  constexpr std::chrono::seconds longest{10};  // what container runtimes allow between SIGTERM and SIGKILL (docker-stop(1))
  const bool alive = std::any_of(roles_.all().begin(), roles_.all().end(), [&](const Roles::Role& role) {
    return role.at_end == model::AtEnd::serves && !world_.process(role.process).ended;
  });
  return alive && base::Clock::now() - terminated_ < longest && time_may_help();
}

Director::Next Director::end_serving_roles(int signal, Phase next) {
  phase_ = next;
  if (signal == SIGTERM) terminated_ = base::Clock::now();
  bool sent = false;
  for (const Roles::Role& role : roles_.all()) {
    if (role.at_end != model::AtEnd::serves || world_.process(role.process).ended) continue;
    send_signal(role.process, signal);
    sent = true;
  }
  return sent ? Next::run : Next::over;
}

void Director::step_done() { recorder_.event(model::StepDone{static_cast<std::uint32_t>(step_)}); }

Director::Done Director::act(const model::TrialAction& action) {
  struct Visitor {
    Director& d;
    void operator()(const model::Launch& launch) const { d.run_.launch(launch); }
    void operator()(const model::Send& send) const { d.roles_.send(d.find(send.process), send.data.bytes); }
    void operator()(const model::CloseInput& close) const { d.roles_.close_input(d.find(close.process)); }
    void operator()(const model::SendSignal& signal) const { d.send_signal(d.find(signal.process), signal.signal); }
    void operator()(const model::Mark& mark) const { d.mark_process(mark.process); }
    void operator()(const model::TellPeer& tell) const { d.peers_.obey(tell.peer, tell.verb); }
    void operator()(const model::Fault& fault) const { d.faults_.activate(fault, static_cast<std::uint32_t>(d.step_)); }
    void operator()(const model::Restart&) const {}
    void operator()(const model::Until&) const {}
    void operator()(const model::Expect&) const {}
    void operator()(const model::OpenPeer&) const {}
    void operator()(const model::SendToPeer&) const {}
  };
  if (const auto* order = std::get_if<model::OpenPeer>(&action)) return open_peer(*order);
  if (const auto* send = std::get_if<model::SendToPeer>(&action)) return send_to_peer(*send);
  if (std::holds_alternative<model::Restart>(action)) return restart();
  const auto* tell = std::get_if<model::TellPeer>(&action);
  if (tell != nullptr && peers_.find(tell->peer) == nullptr) return Done::never;
  step_done();
  std::visit(Visitor{*this}, action);
  return Done::yes;
}

void Director::mark_process(const std::string& label) {
  if (const model::ProcessIndex process = find(label); process != model::nobody) marks_[label] = mark(world_, process);
}

void Director::send_signal(model::ProcessIndex process, int signal) const {
  if (process == model::nobody || world_.process(process).ended) return;
  kill(world_.process(process).pid, signal);
  if (signal != SIGCONT) return;
  // Each stopped thread is now about to tell that it goes on (PTRACE_LISTEN in ptrace(2)): until it has, nothing is settled.
  for (Thread* const thread : world_.live_threads(process))
    if (thread->where == Thread::Where::stopped) thread->where = Thread::Where::running;
}

model::ProcessIndex Director::find(const std::string& label) const {
  const auto& processes = recorder_.trace().processes;
  const auto found =
      std::find_if(processes.rbegin(), processes.rend(), [&](const model::ProcessInfo& p) { return p.label == label; });
  return found == processes.rend() ? model::nobody : static_cast<model::ProcessIndex>(processes.rend() - found) - 1;
}

Standing Director::standing(const model::Condition& condition) const {
  if (condition.peer) {
    Standing peer;
    peer.peer = peers_.find(condition.peer->peer);
    peer.exists = peer.peer != nullptr;
    peer.began = began_;
    return peer;
  }
  const model::ProcessIndex index = find(condition.process);
  if (index == model::nobody) return {};
  const Process& process = world_.process(index);
  model::ProcessIndex role = index;  // children write where their role does
  while (world_.process(role).parent != model::nobody) role = world_.process(role).parent;
  const auto file = condition.file ? std::optional(look_at(condition.file->path)) : std::nullopt;
  const auto marked = condition.grown ? marks_.find(condition.process) : marks_.end();
  const auto growth = marked == marks_.end() ? std::nullopt : std::optional(growth_since(marked->second, world_));
  return {true, process.ended, process.status, process.signal, index, &roles_.output(role, 1), &roles_.output(role, 2),
          file, growth,        nullptr,        began_};
}

Ahead Director::ahead() const {
  const auto rest = trial_.steps.begin() + static_cast<std::ptrdiff_t>(step_);
  const bool more = std::any_of(rest, trial_.steps.end(), [](const model::TrialStep& s) {
    return std::holds_alternative<model::Launch>(s.action) || std::holds_alternative<model::OpenPeer>(s.action);
  });
  return more ? Ahead::more_programs : Ahead::nothing;
}

// A runtime's own threads wait with timeouts for ever, and so does who has woken up for nothing again and again. A timeout as
// long as the backstop (Go's monitor has one of a minute) ends no wait that a verdict could still come after, whenever it began.
bool Director::time_may_help() const {
  return std::any_of(world_.threads().begin(), world_.threads().end(), [&](const auto& thread) {
    if (thread->where != Thread::Where::asleep) return false;
    // A timer that has just expired is not armed any more; whoever it woke is not asleep any more.
    Process& process = world_.process_of(*thread);
    const Awaited what = awaited(world_, *thread);
    if (process.timers.pending(base::Clock::now()) || !thread->still_asleep()) return true;
    if (!what.timed || wakes_for_nothing(world_, *thread) || waits_at_least(world_, *thread, trial_.limits.wall)) return false;
    return !is_runtime_helper(process, *thread, what) || waits_inside(world_, process);
  });
}

void Director::record_final_state() {
  if (world_.live_processes() == 0) return;
  model::Snapshot snapshot = everything(world_, recorder_, {roles_, peers_, Ahead::nothing});
  snapshot.quiescent = phase_ != Phase::steps && !time_may_help();
  locate(snapshot, world_, symbolizer_);
  recorder_.trace().snapshots.push_back(std::move(snapshot));
}

}  // namespace ipcgrade::engine
