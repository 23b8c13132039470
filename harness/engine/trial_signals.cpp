// What the loop does about signals: those that are sent, and those that arrive.
#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <optional>
#include <string>

#include "engine/masks.hpp"
#include "engine/trial_run.hpp"

namespace ipcgrade::engine {
namespace {

using Where = Thread::Where;

bool is_crash(int signal) {
  static constexpr int crashes[] = {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT, SIGSYS, SIGTRAP};
  return std::find(std::begin(crashes), std::end(crashes), signal) != std::end(crashes);
}

// Where a call that signals names the receiver, and the signal.
struct SendingRow {
  std::string_view call;
  std::size_t receiver;
  std::size_t signal;
};
constexpr std::array sending = {
    SendingRow{"kill", 0, 1},
    SendingRow{"tkill", 0, 1},
    SendingRow{"tgkill", 1, 2},
    SendingRow{"rt_sigqueueinfo", 0, 1},
    SendingRow{"rt_tgsigqueueinfo", 1, 2},
    SendingRow{"pidfd_send_signal", 0, 1},
};

struct Sent {
  std::optional<pid_t> receiver;  // as kill(2) takes it; empty: a descriptor of none that lives
  int signal = 0;
};
Sent what_is_sent(const Process& sender, const Call& call) {
  const auto* const row =
      std::find_if(sending.begin(), sending.end(), [&](const SendingRow& r) { return r.call == call.row->name; });
  if (row == sending.end()) return {};
  const auto receiver = static_cast<pid_t>(call.arguments[row->receiver]);
  const auto signal = static_cast<int>(call.arguments[row->signal]);
  if (row->call != "pidfd_send_signal") return {receiver, signal};
  const auto file = probe::open_file(sender.pid, receiver);
  const pid_t process = file && file->object.kind == model::ObjectKind::child ? static_cast<pid_t>(file->object.inode) : 0;
  return {process > 0 ? std::optional(process) : std::nullopt, signal};
}

}  // namespace

// A signal that its receiver ignores would wake it under tracing: it is answered without being sent. And without a pid
// namespace a signal could reach outside the trial: that one finds nobody.
void TrialRun::answer_signal(Thread& thread, Registers& registers) {
  const Sent sent = what_is_sent(world_.process_of(thread), *thread.call);
  const bool named = sent.receiver.has_value();
  const pid_t target = sent.receiver.value_or(0);
  const int signal = sent.signal;
  const Thread* const receiver = target > 0 ? world_.find(target) : nullptr;
  if (receiver != nullptr && is_dropped(world_, *receiver, signal) && !is_stopped(world_.process_of(*receiver)))
    return answer(thread, registers, 0);
  const bool own_group = target < -1 && world_.find_process(-target) != nullptr;
  const bool inside = (named && target == 0) || receiver != nullptr || own_group;
  if (inside || ground_.rung->pid_namespace) return;
  if (target == -1) {
    for (const auto& process : world_.processes())
      if (!process->ended && process->index != thread.process) kill(process->pid, signal);
  }
  answer(thread, registers, target == -1 ? 0 : -ESRCH);
}

bool TrialRun::is_stopped(const Process& process) const {
  const auto threads = world_.live_threads(process.index);
  return std::any_of(threads.begin(), threads.end(), [](const Thread* t) { return t->where == Where::stopped; });
}

void TrialRun::note_interrupted_call(Thread& thread, int signal) {
  const auto call = bookkeeper_.ended_by(signal, thread);
  const auto registers = call ? tracer::registers(thread.tid) : std::nullopt;
  if (!registers) return;
  if (call->slept) recorder_.event(thread, model::Woke{std::string(call->row->name)});
  bookkeeper_.ended(thread, *call, -EINTR, *registers);
  idle_watch_.at_exit(thread, *call, -EINTR);
}

void TrialRun::on(Thread& thread, const SignalArrived& arrived) {
  const Process& process = world_.process_of(thread);
  note_interrupted_call(thread, arrived.signal);
  recorder_.event(thread, model::GotSignal{arrived.signal});
  thread.look_at_cpu();  // the signal may be its end
  if (is_crash(arrived.signal) && tracer::signal_origin(thread.tid) == tracer::Origin::itself) {
    if (const auto registers = tracer::registers(thread.tid)) crashes_[process.pid] = capture(world_, thread, *registers);
    fault_addresses_[process.pid] = tracer::fault_address(thread.tid);
    note_memory_limit(thread);
    if (hold_ != nullptr) hand_over(Stop{thread.tid, arrived});
  }
  if (arrived.signal == SIGXFSZ) return hit(model::LimitName::disk, trial_.limits.disk_bytes);
  thread.signal = arrived.signal;
  park_or_continue(thread);
}

}  // namespace ipcgrade::engine
