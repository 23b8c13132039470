#include "engine/trial_run.hpp"

#include <sched.h>

#include <algorithm>
#include <csignal>

#include "base/error.hpp"
#include "engine/runtimes.hpp"
#include "engine/sandbox/imprint.hpp"
#include "engine/sandbox/network.hpp"
#include "engine/scheduler/scheduler.hpp"
#include "engine/trial_filter.hpp"
#include "engine/waits.hpp"

namespace ipcgrade::engine {
namespace {

using std::chrono::microseconds;
using Where = Thread::Where;

constexpr int most_offers = 8;
constexpr microseconds first_nap{22};  // a shorter one would be over before the timer is set
constexpr microseconds longest_nap{200};
constexpr std::uint64_t stops_between_checks = 256;

bool is_ending(const Thread& thread) {
  return thread.call && thread.call->row != nullptr && thread.call->row->change == model::Change::ends;
}

// Nobody has continued it: whom SIGCONT has woken reports that with a stop of its own, but has to run first.
bool still_stopped(const Thread& thread) {
  const char state = thread.files.state();
  return (state == 't' || state == 'T') && !tracer::has_news(thread.tid);
}

}  // namespace

TrialRun::TrialRun(const model::Trial& trial, const sandbox::Ground& ground, const Hold* hold)
    : trial_(trial),
      ground_(ground),
      hold_(hold),
      filter_(filter_of(trial)),
      recorder_(trial.limits.events),
      roles_(world_, recorder_),
      peers_([this](model::PeerDid did) { recorder_.event(std::move(did)); }),
      symbolizer_(ground.work),
      bookkeeper_(world_, recorder_, trial.sites == model::Sites::of_calls ? &symbolizer_ : nullptr),
      idle_watch_(world_),
      director_(trial, world_, recorder_, roles_, peers_, faults_, symbolizer_,
                {[this](const model::Launch& l) { launch(l); }, [this] { return is_as(before_); }}) {
  recorder_.trace().scenario = trial.scenario;
}

model::Trace TrialRun::run() {
  try {
    given_.make(trial_.given, ground_.become, ground_.rung->mount_namespace ? Scratch::fresh : Scratch::of_machine);
    before_ = trial_.given.empty() ? ground_.imprint : sandbox::imprint(*ground_.rung);
    while (!over_) turn();
  } catch (const base::SystemError& error) {
    end(model::Ending::machine, error.what());
  }
  conclude();
  return std::move(recorder_.trace());
}

// One turn: whoever runs is looked at until it stops or sleeps; then who runs next; then the steps.
void TrialRun::turn() {
  if (current_ == nullptr) {
    if (const auto stop = tracer::next_stop(tracer::Wait::look)) return take(*stop);
    return settle_or_choose();
  }
  if (!current_->must_stop) return watch_call(*current_);
  if (const auto stop = tracer::next_stop(tracer::Wait::block)) return take(*stop);
  ticked(*current_);
}

void TrialRun::take(const Stop& stop) {
  be_patient_anew();
  handle(stop);
  if (++stops_ % stops_between_checks == 0) check_limits();
}

// A tick came while it was sure to stop.
void TrialRun::ticked(Thread& thread) {
  thread.must_stop = !may_wait(thread);  // a hint that it would not wait was wrong: look closer
  if (is_ending(thread) && thread.files.state() == 'Z') {
    thread.gone();  // a first thread that ended before the others is reported with the last of them
    current_ = nullptr;
    return;
  }
  tick(thread);
}

void TrialRun::watch_call(Thread& thread) {
  const bool off = thread.files.is_off_run_queue();
  if (const auto stop = tracer::next_stop(tracer::Wait::look)) return take(*stop);  // off, perhaps, because it has stopped
  if (off) {
    asleep(thread);
    return current_ == nullptr && !over_ ? settle_or_choose() : void();
  }
  give_way();
}

void TrialRun::asleep(Thread& thread) {
  Call& call = *thread.call;
  std::vector<model::Wait> waits = waits_of(world_, thread);
  if (call.row == nullptr && thread.files.state() == 'S')
    return end(model::Ending::machine,
               "a thread sleeps in " + tracer::CallNumbers::name(call.number) + ", which this version cannot judge");
  const bool vfork = thread.vfork_child != model::nobody;
  if (waits.empty() && !vfork) {  // a file system that takes its time
    rest(longest_nap);
    return check_limits();
  }
  thread.where = Where::asleep;
  thread.seen_asleep = true;
  current_ = nullptr;
  idle_watch_.fell_asleep(thread);
  if (std::exchange(call.slept, true)) return;  // taken up again after a signal
  recorder_.event(thread, model::BlockedIn{std::string(call.row->name), std::move(waits), base::Clock::now() - let_go_at_});
}

void TrialRun::settle_or_choose() {
  if (!settled()) return give_way();
  auto candidates = ready();
  if (candidates.empty()) candidates = delayed();
  if (!candidates.empty()) return choose(candidates);
  idle();
}

// Woken threads first reach their exit stops or sleep again: only then is "who could run" a fact.
bool TrialRun::settled() {
  bool all = true;
  for (const auto& thread : world_.threads()) {
    if (thread->where == Where::unborn) all = false;
    if (thread->where == Where::running) all = false;
    if (thread->where == Where::stopped) all = all && still_stopped(*thread);
    if (thread->where != Where::asleep || std::exchange(thread->seen_asleep, false)) continue;
    all = all && thread->still_asleep();
  }
  return all;
}

// To a tracee that could run. It displaces the tracer where the fair scheduler owes it time. Where it owes the tracer more, an
// offer (sched_yield) comes back at once, but the looks between them use that up. Whom eight have not let run, a nap does: only
// whoever sleeps is not preferred.
void TrialRun::give_way() {
  if (offers_ < most_offers) {
    ++offers_;
    sched_yield();
    return;
  }
  if (patience_ == microseconds{0}) {
    patience_ = first_nap;
    return rest(microseconds{0});  // takes a signal left over from a stop that was handled: it would cut the nap short
  }
  rest(patience_);
  patience_ = std::min(longest_nap, patience_ + microseconds{5});
  check_limits();
}

void TrialRun::be_patient_anew() {
  offers_ = 0;
  patience_ = microseconds{0};
}

// Until something happens to a tracee, at most so long. SIGCHLD is blocked in this process, so none is ever missed.
void TrialRun::rest(microseconds most) {
  sigset_t child;
  sigemptyset(&child);
  sigaddset(&child, SIGCHLD);
  const timespec limit{most.count() / 1'000'000, (most.count() % 1'000'000) * 1000};
  sigtimedwait(&child, nullptr, &limit);
}

std::vector<model::ThreadIndex> TrialRun::ready() const {
  std::vector<model::ThreadIndex> out;
  for (const auto& thread : world_.threads())
    if ((thread->where == Where::ready || thread->where == Where::gated) && !is_delayed(*thread)) out.push_back(thread->index);
  return out;
}

std::vector<model::ThreadIndex> TrialRun::delayed() const {
  std::vector<model::ThreadIndex> out;
  for (const auto& thread : world_.threads())
    if (thread->where == Where::ready && is_delayed(*thread)) out.push_back(thread->index);
  return out;
}

bool TrialRun::is_delayed(const Thread& thread) const { return thread.delayed_until > recorder_.trace().events.size(); }

void TrialRun::choose(const std::vector<model::ThreadIndex>& candidates) {
  const auto next = scheduler::next(trial_.policy, candidates, last_);
  last_ = *next;
  Thread& thread = *world_.threads()[static_cast<std::size_t>(*next)];
  current_ = &thread;
  thread.slice_start.reset();
  thread.delayed_until = 0;
  be_patient_anew();
  let_go(thread);
}

void TrialRun::let_go(Thread& thread) {
  if (thread.where == Where::gated) {
    roles_.open_gate(thread.process);
  } else {
    const auto how = thread.call ? tracer::Resume::to_call_exit : tracer::Resume::to_next_entry;
    (void)tracer::resume(thread.tid, how, std::exchange(thread.signal, 0));  // if it is gone, its end is on the way
  }
  thread.where = Where::running;
  thread.must_stop = !thread.call || !may_wait(thread) || bookkeeper_.will_not_wait(thread);
  let_go_at_ = base::Clock::now();
}

void TrialRun::park_or_continue(Thread& thread) {
  thread.where = Where::ready;
  if (current_ == &thread && !over_) let_go(thread);
}

// Nobody but this thread could change anything: the others sleep (one that was woken has not run yet, but will), are stopped, or
// are held having turned a whole slice themselves without effect.
bool TrialRun::others_quiet(const Thread& thread) const {
  return std::all_of(world_.threads().begin(), world_.threads().end(), [&](const auto& other) {
    if (other.get() == &thread || other->where == Where::gone || other->where == Where::stopped) return true;
    if (other->where == Where::asleep) return other->still_asleep();
    return other->where == Where::ready && other->idling.epoch == world_.effects && IdleWatch::idle_cpu(*other) >= slice;
  });
}

// Measured from the first time that anybody asks: a thread that blocks soon is never asked.
bool TrialRun::slice_is_over(Thread& thread) {
  const auto cpu = thread.files.cpu();
  if (!thread.slice_start) thread.slice_start = cpu;
  return cpu - *thread.slice_start >= slice;
}

void TrialRun::tick(Thread& thread) {
  check_limits();
  if (over_ || thread.where != Where::running) return;
  const bool spins = idle_watch_.spun_a_slice(thread) && others_quiet(thread);
  if (spins && !belongs_to_runtime(world_.process_of(thread), thread)) return judge_spin(thread);
  if (slice_is_over(thread) && !(ready().empty() && delayed().empty())) rotate(thread);
}

// The slice is over inside user code. The interrupt may meet the thread at another stop first; any stop withdraws it.
void TrialRun::rotate(Thread& thread) {
  if (tracer::interrupt(thread.tid) == tracer::Alive::gone) return;
  current_ = nullptr;
  recorder_.event(thread, model::Rotated{thread.calls});
  if (const auto stop = tracer::next_stop_of(thread.tid)) handle(*stop);
}

void TrialRun::judge_spin(Thread& thread) {
  auto spinning = idle_watch_.measured(thread);
  if (!spinning && !IdleWatch::worth_stepping(thread)) return;
  if (tracer::interrupt(thread.tid) == tracer::Alive::gone) return;
  const auto stop = tracer::next_stop_of(thread.tid);
  if (!stop) return;
  if (!std::holds_alternative<Interrupted>(stop->kind))
    return handle(*stop);  // it has got out of its loop, or is at a call of it
  thread.where = Where::ready;
  if (!spinning) {
    auto [proved, other] = idle_watch_.step(thread);
    if (other) return handle(*other);
    spinning = std::move(proved);
  }
  const auto registers = tracer::registers(thread.tid);
  if (spinning && registers) return found_idle(thread, std::move(*spinning), *registers);
  let_go(thread);
}

void TrialRun::found_idle(Thread& thread, model::Happening what, const Registers& registers) {
  const model::Site site = site_of(capture(world_, thread, registers), symbolizer_);
  if (auto* const spinning = std::get_if<model::Spinning>(&what)) spinning->site = site;
  if (auto* const polling = std::get_if<model::Polling>(&what)) polling->site = site;
  recorder_.event(thread, std::move(what));
  end(model::Ending::spinning);
}

}  // namespace ipcgrade::engine
