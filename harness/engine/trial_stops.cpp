// What the loop does about each kind of stop.
#include <fmt/format.h>
#include <sched.h>
#include <unistd.h>

#include <algorithm>

#include "engine/disk_full.hpp"
#include "engine/masks.hpp"
#include "engine/pipe_room.hpp"
#include "engine/short_calls.hpp"
#include "engine/trial_run.hpp"
#include "engine/waits.hpp"

namespace ipcgrade::engine {
namespace {

using Where = Thread::Where;

constexpr std::uint64_t calls_between_slices = 64;  // after so many a thread that does nothing but calls may have to give way

// What fork and vfork mean in the words of clone(2).
std::uint64_t clone_flags(const Call& call) {
  if (call.row->name == "fork") return 0;
  if (call.row->name == "vfork") return CLONE_VM | CLONE_VFORK;
  return call.arguments[0];
}

std::string executable_of(pid_t process) {
  char path[4096];
  const ssize_t size = readlink(fmt::format("/proc/{}/exe", process).c_str(), path, sizeof path);
  return size < 0 ? std::string() : std::string(path, static_cast<std::size_t>(size));
}

}  // namespace

void TrialRun::handle(const Stop& stop) {
  Thread* const thread = world_.find(stop.tid);
  if (thread == nullptr) return unknown(stop);
  std::visit([&](const auto& kind) { on(*thread, kind); }, stop.kind);
}

void TrialRun::unknown(const Stop& stop) {
  // A child's first stop may come before its parent's report of it. An end nobody knows is an orphan's, told a second time.
  if (std::holds_alternative<Interrupted>(stop.kind)) early_.push_back(stop.tid);
}

void TrialRun::on(Thread& thread, const CallEntry&) {
  auto registers = tracer::registers(thread.tid);
  if (!registers) return;
  const std::uint64_t calls = thread.calls;
  bookkeeper_.entered(thread, *registers);
  if (Bookkeeper::leaves_handler(*thread.call)) return park_or_continue(thread);
  if (world_.process_of(thread).executed) {
    const bool anew = thread.calls != calls;  // not one that the kernel restarts
    if (anew && !(faults_.empty() && trial_.survey == model::Survey::none)) meet_faults(thread, *registers);
    if (!anew && thread.call->shortened) (void)cut_short(thread, *registers);
    if (thread.call->made && refuse_if_it_must(thread, *registers) == Flow::over) return;
    auto idling = idle_watch_.at_entry(thread, *registers, [&] { return others_quiet(thread); });
    if (idling && (!std::holds_alternative<model::Polling>(*idling) || polls_in_vain(thread)))
      return found_idle(thread, std::move(*idling), *registers);
    if (ended_early(thread, *registers)) return park_or_continue(thread);
    if (may_wait(thread) && thread.call->row != nullptr && shield_from_ignored_signals(world_, thread, *registers))
      (void)tracer::set_registers(thread.tid, *registers);
  }
  park_or_continue(thread);
}

// A fork past the limit ends the trial.
TrialRun::Flow TrialRun::refuse_if_it_must(Thread& thread, Registers& registers) {
  const Call& call = *thread.call;
  if (call.row == nullptr) return Flow::go_on;
  const bool forks = call.row->change == model::Change::process && (clone_flags(call) & CLONE_THREAD) == 0;
  if (forks && world_.live_processes() >= trial_.limits.processes) {
    hit(model::LimitName::processes, trial_.limits.processes);
    return Flow::over;
  }
  if (call.row->change == model::Change::ends) {
    if (is_held_at_end(thread)) {
      answer(thread, registers, 0);  // the call is not made
      hand_over(Stop{thread.tid, CallEntry{}});
    }
    for (Thread* const other : world_.live_threads(thread.process)) other->look_at_cpu();  // the last look: exit_group ends all
    note_memory_limit(thread);
  }
  if (call.row->change == model::Change::signals) answer_signal(thread, registers);
  return Flow::go_on;
}

// Call number -1 makes the kernel skip the call; what is in the result register then is its result (seccomp(2)).
void TrialRun::answer(Thread& thread, Registers& registers, std::int64_t result) {
  set_call_number(registers, -1);
  set_call_result(registers, result);
  (void)tracer::set_registers(thread.tid, registers);
}

void TrialRun::on(Thread& thread, const CallExit&) {
  auto registers = tracer::registers(thread.tid);
  if (!registers) return;
  if (!thread.call) return park_or_continue(thread);
  if (Bookkeeper::leaves_handler(*thread.call)) {
    Bookkeeper::left_handler(thread, *registers);
    return park_or_continue(thread);
  }
  Process& process = world_.process_of(thread);
  const bool unmasked = unshield(thread, *registers);
  const bool uncut = make_whole(process.pid, *thread.call, *registers);
  const Call call = *thread.call;
  if (unmasked || uncut) (void)tracer::set_registers(thread.tid, *registers);
  if (!process.executed) {
    if (call_result(*registers) < 0) process.exec_error = static_cast<int>(-call_result(*registers));
    thread.call.reset();
    return park_or_continue(thread);
  }
  if (call.slept && !Bookkeeper::will_restart(*registers)) recorder_.event(thread, model::Woke{std::string(call.row->name)});
  if (bookkeeper_.returned(thread, *registers) == Bookkeeper::Returned::with_result) {
    follow_up(thread, call, call_result(*registers));
    if (made_small_pipe(process, call, call_result(*registers)))
      return end(model::Ending::machine, "the pipes of this user have used up what the kernel allows: a new one is too small");
    if (found_disk_full(process, call, call_result(*registers))) return hit(model::LimitName::disk, trial_.limits.disk_bytes);
  }
  // A thread that does nothing but calls never reaches a tick: its slice ends here, at a call.
  const bool slice_over = current_ == &thread && thread.calls % calls_between_slices == 0 && slice_is_over(thread);
  // And a sleep ends a turn, even one that was over before anybody looked.
  const bool slept = current_ == &thread && call.row != nullptr && call.row->waiting == model::Waiting::sleep;
  if ((slice_over || slept) && !ready().empty()) current_ = nullptr;
  park_or_continue(thread);
}

void TrialRun::follow_up(Thread& thread, const Call& call, std::int64_t result) {
  idle_watch_.at_exit(thread, call, result);
  serve_after(thread, call);
}

// Where a call can have one result only, a stop at its exit would tell nothing: it is on record at its entry, and the thread,
// which runs next, makes it on the way to its next one.
bool TrialRun::ended_early(Thread& thread, const Registers& registers) {
  const bool as_it_came = thread.call->made && !thread.call->shortened;
  const bool runs_next = current_ == &thread && thread.calls % calls_between_slices != 0;
  if (!as_it_came || !runs_next) return false;
  const Call call = *thread.call;
  const auto result = bookkeeper_.ended_early(thread, registers);
  if (result) follow_up(thread, call, *result);
  return result.has_value();
}

// A program that ran into the limit on its address space fails in its own way: the limit is the cause.
void TrialRun::note_memory_limit(const Thread& thread) {
  if (probe::peak_memory(world_.process_of(thread).pid) > trial_.limits.memory_bytes / 10 * 9)
    recorder_.event(thread, model::LimitHit{model::LimitName::memory, trial_.limits.memory_bytes});
}

void TrialRun::on(Thread& thread, const Interrupted&) { park_or_continue(thread); }

void TrialRun::on(Thread& thread, const Stepped&) { park_or_continue(thread); }

void TrialRun::on(Thread& thread, const GroupStop&) {
  thread.where = Where::stopped;
  if (current_ == &thread) current_ = nullptr;
  (void)tracer::listen(thread.tid);
}

void TrialRun::on(Thread& thread, const ForkStop& fork) {
  if (!thread.call || thread.call->row == nullptr || fork.child == 0) return park_or_continue(thread);
  const std::uint64_t flags = clone_flags(*thread.call);
  const std::string call(thread.call->row->name);
  Thread& child = born(thread, fork.child, flags);
  if ((flags & CLONE_VFORK) != 0) thread.vfork_child = child.process;
  recorder_.event(thread, model::Forked{call, child.process, child.index});
  ++world_.effects;
  park_or_continue(thread);
}

Thread& TrialRun::born(Thread& parent, pid_t tid, std::uint64_t flags) {
  Process* process = &world_.process_of(parent);
  if ((flags & CLONE_THREAD) == 0) {
    Process& maker = *process;
    process = &world_.add_process(tid, maker.index);
    bookkeeper_.inherit(maker, *process, flags);
    const model::ProcessInfo& parent_info = recorder_.info(maker.index);
    recorder_.process(*process, {fmt::format("{}/{}", parent_info.label, ++maker.forks), parent_info.role, parent_info.by});
  }
  Thread& child = world_.add_thread(tid, process->index);
  recorder_.thread(child);
  child.files = probe::TaskFiles(process->pid, tid);
  const auto stopped = std::find(early_.begin(), early_.end(), tid);
  child.where = stopped == early_.end() ? Where::unborn : Where::ready;
  if (stopped != early_.end()) early_.erase(stopped);
  return child;
}

void TrialRun::on(Thread& thread, const VforkDone&) {
  thread.vfork_child = model::nobody;
  park_or_continue(thread);
}

void TrialRun::on(Thread& leader, const ExecStop& exec) {
  Thread* caller = world_.find(exec.former);
  if (caller == nullptr) caller = &leader;
  Process& process = world_.process_of(*caller);
  for (Thread* const other : world_.live_threads(process.index)) {
    if (other == caller) continue;
    other->gone();
    world_.forget(*other);
  }
  if (caller != &leader) {
    world_.rename(*caller, process.pid);
    caller->files = probe::TaskFiles(process.pid, process.pid);
  }
  caller->unfinished.clear();
  bookkeeper_.executed(process);
  const std::string path = executable_of(process.pid);
  if (!process.executed) {
    process.executed = true;
    const Roles::Role* const role = roles_.find(process.index);
    recorder_.event(*caller, model::Started{role == nullptr ? std::vector<std::string>{} : role->argv, 0});
  }
  recorder_.event(*caller, model::Executed{path});
  ++world_.effects;
  park_or_continue(*caller);
}

void TrialRun::on(Thread& thread, const Ended& ended) {
  if (current_ == &thread) current_ = nullptr;
  thread.gone();
  Process& process = world_.process_of(thread);
  const bool last_word = thread.tid == process.pid && !process.ended;
  world_.forget(thread);
  ++world_.effects;
  if (last_word) process_ended(process, ended);
}

void TrialRun::process_ended(Process& process, const Ended& ended) {
  process.ended = true;
  process.status = ended.status;
  process.signal = ended.signal;
  process.reaped = process.parent == model::nobody;
  for (Thread* const thread : world_.live_threads(process.index)) thread->gone();
  roles_.drain();
  if (!process.executed) {
    const Roles::Role* const role = roles_.find(process.index);
    recorder_.event(process.index, model::nobody,
                    model::Started{role == nullptr ? std::vector<std::string>{} : role->argv, process.exec_error});
    return end(model::Ending::not_started);
  }
  model::Exited exited{ended.status, ended.signal, {}, {}, 0};
  for (const model::ProcessIndex index : process.children) {
    const Process& child = world_.process(index);
    const bool zombie = child.ended && !child.reaped && !process.handlers->reaps_itself;
    if (!child.ended || zombie) exited.unreaped.push_back(index);
  }
  if (ended.signal != 0 && crashes_.contains(process.pid)) {
    exited.site = site_of(crashes_[process.pid], symbolizer_);
    exited.address = fault_addresses_[process.pid];
  }
  recorder_.event(process.index, model::nobody, std::move(exited));
}

}  // namespace ipcgrade::engine
