// What the faults of a scenario do to a call that begins.
#include <sched.h>
#include <sys/epoll.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>

#include "engine/patience.hpp"
#include "engine/probe/sockets.hpp"
#include "engine/short_calls.hpp"
#include "engine/trial_run.hpp"
#include "engine/waits.hpp"

namespace ipcgrade::engine {
namespace {

// No fault can come true at it, and nobody else sees it: taking a descriptor out of an epoll set needs nothing (epoll_ctl(2)).
bool only_gives_back(const Call& call) { return call.row->name == "epoll_ctl" && call.arguments[1] == EPOLL_CTL_DEL; }

bool makes_thread(const Call& call) { return call.row->name == "clone" && (call.arguments[0] & CLONE_THREAD) != 0; }

}  // namespace

// The kind of what it waits for or makes; else that of the object that its first argument names, where that is a descriptor.
model::ObjectKind TrialRun::object_of(const Thread& thread) {
  const Awaited what = awaited(world_, thread);
  if (!what.waits.empty()) return what.waits.front().object.kind;
  const Call& call = *thread.call;
  if (call.row->change == model::Change::process)
    return makes_thread(call) ? model::ObjectKind::unknown : model::ObjectKind::child;
  if (call.row->first != model::First::descriptor) return model::ObjectKind::unknown;
  const probe::OpenFile* const file = world_.descriptor(world_.process_of(thread), static_cast<int>(call.arguments[0]));
  return file == nullptr ? model::ObjectKind::unknown : file->object.kind;
}

// 0: none, or whole messages. The kind tells all but AF_UNIX sockets.
std::uint64_t TrialRun::bytes_through_stream(const Thread& thread, model::ObjectKind object) const {
  const pid_t process = world_.process_of(thread).pid;
  const auto fd = static_cast<int>(thread.call->arguments[0]);
  const bool messages = object == model::ObjectKind::unix_socket && !probe::is_byte_stream(process, fd);
  return messages ? 0 : bytes_asked(process, *thread.call).value_or(0);
}

// Calls of the loader are not the program's: nobody could count them.
void TrialRun::meet_faults(Thread& thread, Registers& registers) {
  if (thread.call->row == nullptr) return;
  Process& process = world_.process_of(thread);
  if (!process.loader) process.loader = probe::loader_of(process.pid);
  if (process.loader->contains(instruction_pointer(registers))) return;
  const model::ObjectKind object = object_of(thread);
  if (trial_.survey == model::Survey::points) survey(thread, registers, object);
  strike(thread, registers, object);
}

void TrialRun::survey(const Thread& thread, const Registers& registers, model::ObjectKind object) {
  const std::string& label = recorder_.info(thread.process).label;
  const std::uint32_t nth = survey_.nth(label, thread.call->row->name, object);
  if (recorder_.trace().points.size() >= trial_.limits.events || only_gives_back(*thread.call)) return;
  model::Point point{label,
                     std::string(thread.call->row->name),
                     nth,
                     object,
                     !awaited(world_, thread).waits.empty() && !told_not_to_wait(world_, thread),
                     0,
                     {}};
  point.size = bytes_through_stream(thread, object);
  point.site = site_of(capture(world_, thread, registers), symbolizer_);
  const Process& process = world_.process_of(thread);
  const bool own_image = process.execs <= (process.parent == model::nobody ? 1 : 0);
  if (own_image || point.site != model::Site{}) recorder_.trace().points.push_back(std::move(point));
}

void TrialRun::strike(Thread& thread, Registers& registers, model::ObjectKind object) {
  const auto due = faults_.at({recorder_.info(thread.process).label, thread.call->row->name, object});
  for (const faults::Due& hit : due) {
    const faults::Schedule::Rule& rule = faults_.rules()[hit.rule];
    const auto* const shorter = std::get_if<model::Shorten>(&rule.fault.effect);
    if (shorter != nullptr && !shorten(thread, registers, *shorter, object)) continue;
    faults_.struck(hit.rule);
    recorder_.event(thread, model::Injected{rule.step, hit.nth, std::string(thread.call->row->name)});
    ++world_.effects;  // whoever tries again after it is not spinning
    std::visit([&](const auto& effect) { strike(thread, registers, effect); }, rule.fault.effect);
  }
}

void TrialRun::answer_falsely(Thread& thread, Registers& registers, std::int64_t result) {
  thread.call->made = false;
  answer(thread, registers, result);
}

void TrialRun::strike(Thread& thread, Registers& registers, const model::FailWith& fail) {
  answer_falsely(thread, registers, -fail.error);
}

void TrialRun::strike(Thread& thread, Registers& registers, const model::Return& result) {
  answer_falsely(thread, registers, result.value);
}

// Whether it can be done is known only when it is: nothing is left to do here.
void TrialRun::strike(Thread& /*thread*/, Registers& /*registers*/, const model::Shorten& /*shorter*/) {}

bool TrialRun::shorten(Thread& thread, Registers& registers, const model::Shorten& shorter, model::ObjectKind object) {
  Call& call = *thread.call;
  const std::uint64_t size = bytes_through_stream(thread, object);
  if (size <= shorter.bytes || !model::can_be_short(call.row->name, object, size)) return false;
  const std::uint64_t bytes = call.shortened ? std::min(call.shortened->bytes, shorter.bytes) : shorter.bytes;
  (void)make_whole(world_.process_of(thread).pid, call, registers);
  call.shortened = Shortened{bytes, 0, {}};
  return cut_short(thread, registers);
}

// Also when the kernel restarts it: for the program it is the same call.
bool TrialRun::cut_short(Thread& thread, Registers& registers) {
  const bool done = make_short(world_.process_of(thread).pid, *thread.call, registers);
  (void)tracer::set_registers(thread.tid, registers);
  return done;
}

// Sent to a thread that stands at the entry of a call, a signal is pending when the call begins (signal(7)).
void TrialRun::strike(Thread& thread, Registers& /*registers*/, const model::Raise& raise) {
  const pid_t process = world_.process_of(thread).pid;
  if (raise.signal != SIGKILL) {
    syscall(SYS_tgkill, process, thread.tid, raise.signal);
    return;
  }
  // It must die before the call, not after it.
  Registers skip = thread.call->at_entry;
  answer_falsely(thread, skip, -EINTR);
  kill(process, SIGKILL);
}

void TrialRun::strike(Thread& thread, Registers& /*registers*/, const model::Delay& delay) {
  thread.delayed_until = recorder_.trace().events.size() + delay.events;
  if (current_ == &thread) current_ = nullptr;
}

}  // namespace ipcgrade::engine
