#include "engine/bookkeeper.hpp"

#include <fcntl.h>
#include <sched.h>
#include <sys/stat.h>
#include <sys/wait.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <utility>

#include "engine/probe/memory.hpp"
#include "engine/snapshot.hpp"

namespace ipcgrade::engine {
namespace {

using model::Change;
using model::ObjectKind;
using model::Waiting;

// By these the kernel tells itself what to do with a call that a signal interrupted (include/linux/errno.h: ERESTARTSYS, NOINTR,
// NOHAND, ERESTART_RESTARTBLOCK); no program ever sees them. Without a handler it takes each of them up again; the first two
// also after one (signal(7)).
constexpr std::int64_t restart_by_flag = -512;  // SA_RESTART
constexpr std::int64_t restart_always = -513;
constexpr std::int64_t restart_without_handler = -514;
constexpr std::int64_t restart_by_block = -516;

// The same call from the same instruction, with the same frame on top of the stack.
bool same_place(const Call& a, const Call& b) {
  return a.number == b.number && stack_pointer(a.at_entry) == stack_pointer(b.at_entry) &&
         instruction_pointer(a.at_entry) == instruction_pointer(b.at_entry);
}

bool makes_what_is_waited_on(const Call& call) { return call.row->name == "socket" || call.row->name == "eventfd2"; }

}  // namespace

void Bookkeeper::entered(Thread& thread, const Registers& registers) {
  Call call;
  call.number = call_number(registers);
  call.row = numbers_.row(call.number);
  call.arguments = call_arguments(registers);
  call.at_entry = registers;
  call.entered = base::Clock::now();
  if (leaves_handler(call)) {
    thread.call = call;
    return;
  }
  if (goes_on(thread, call)) return;
  ++thread.calls;
  if (call.row != nullptr) call.was_there = already_there(world_.process_of(thread), call);
  thread.call = call;
}

// While a handler runs, the calls are its own. Once it has returned to the call that it interrupted, or if there was none, the
// next call is that one.
bool Bookkeeper::goes_on(Thread& thread, const Call& call) {
  if (thread.unfinished.empty() || thread.unfinished.back().stage == Unfinished::Stage::handled) return false;
  const Call before = thread.unfinished.back().call;
  thread.unfinished.pop_back();
  const bool resumed = call.row != nullptr && call.row->name == "restart_syscall";
  if (!resumed && !same_place(call, before)) return false;
  thread.call = before;
  thread.call->entered = call.entered;
  return true;
}

bool Bookkeeper::leaves_handler(const Call& call) { return call.row != nullptr && call.row->name == "rt_sigreturn"; }

// What it has restored says where it goes, wherever its own stack lay. Calls that were interrupted later than the one it goes
// back to were left for good (siglongjmp(3)).
void Bookkeeper::left_handler(Thread& thread, const Registers& registers) {
  thread.call.reset();
  auto& calls = thread.unfinished;
  const auto found = std::find_if(calls.rbegin(), calls.rend(),
                                  [&](const Unfinished& one) { return is_about_to_repeat(registers, one.call.at_entry); });
  if (found == calls.rend()) return;
  calls.erase(found.base(), calls.end());
  calls.back().stage = Unfinished::Stage::resumed;
}

bool Bookkeeper::will_restart(const Registers& registers) {
  const std::int64_t result = call_result(registers);
  return result == restart_by_flag || result == restart_always || result == restart_without_handler || result == restart_by_block;
}

std::optional<Call> Bookkeeper::ended_by(int signal, Thread& thread) {
  const Handlers& handlers = *world_.process_of(thread).handlers;
  const std::uint64_t bit = std::uint64_t{1} << (signal - 1);
  if (thread.unfinished.empty() || (handlers.caught & bit) == 0) return std::nullopt;
  Unfinished& last = thread.unfinished.back();
  if (std::exchange(last.stage, Unfinished::Stage::handled) != Unfinished::Stage::interrupted) return std::nullopt;
  const bool restarts = last.why == restart_always || (last.why == restart_by_flag && (handlers.restarts & bit) != 0);
  if (restarts) return std::nullopt;
  const Call call = last.call;
  thread.unfinished.pop_back();
  return call;
}

Bookkeeper::Returned Bookkeeper::returned(Thread& thread, const Registers& registers) {
  const Call call = *thread.call;
  const std::int64_t result = call_result(registers);
  thread.call.reset();
  if (will_restart(registers)) {
    // One that was interrupted at the very same place has been left for good: its frame is in use again.
    std::erase_if(thread.unfinished, [&](const Unfinished& one) { return same_place(one.call, call); });
    thread.unfinished.push_back({call, result});
    return Returned::to_be_restarted;
  }
  ended(thread, call, result, registers);
  return Returned::with_result;
}

void Bookkeeper::ended(Thread& thread, const Call& call, std::int64_t result, const Registers& registers) {
  if (!call.made) return record(thread, call, {}, result, registers);
  ended(thread, call, moved(thread, call, result), result, registers);
}

void Bookkeeper::ended(Thread& thread, const Call& call, const Moved& what, std::int64_t result, const Registers& registers) {
  carry(thread, call, what, result);
  record(thread, call, what, result, registers);
  if (call.row != nullptr) follow(thread, call, result, registers);
}

std::optional<std::int64_t> Bookkeeper::ended_early(Thread& thread, const Registers& registers) {
  if (!finds_room(thread)) return std::nullopt;
  const Call call = *thread.call;
  const auto result = static_cast<std::int64_t>(call.arguments[2]);
  const Moved what = moved(thread, call, result);
  if (what.bytes.size() != what.size) return std::nullopt;  // EFAULT
  thread.call.reset();
  ended(thread, call, what, result, registers);
  return result;
}

void Bookkeeper::follow(Thread& thread, const Call& call, std::int64_t result, const Registers& registers) {
  if (call.row->change == Change::descriptors) return descriptors_changed(thread, call, result, registers);
  if (result < 0) return;
  switch (call.row->change) {
    case Change::handlers:
      return handlers_changed(thread, call);
    case Change::timer:
      return timer_changed(thread, call);
    case Change::reaps:
      return child_reaped(thread, call, result);
    case Change::names:
      return names_changed(thread, call, registers);
    case Change::keys:
      return key_used(thread, call, result, registers);
    case Change::maps:
      return mapped(thread, call);
    case Change::listens:
      return listens(thread, call);
    default:
      return;
  }
}

// Status flags belong to the open file, which other numbers may name as well (fcntl(2)); other calls change what they are given
// or return, or do not say what.
void Bookkeeper::forget_changed(Files& files, const Call& call, std::int64_t result) {
  const std::string_view name = call.row->name;
  const bool flags = name == "fcntl" && call.arguments[1] == F_SETFL;
  if (flags || name == "close_range" || name == "recvmsg" || name == "recvmmsg") return files.known.clear();
  if (name == "close" || name == "fcntl") files.known.erase(static_cast<int>(call.arguments[0]));
  if (result >= 0) files.known.erase(static_cast<int>(result));
}

void Bookkeeper::descriptors_changed(Thread& thread, const Call& call, std::int64_t result, const Registers& registers) {
  Process& process = world_.process_of(thread);
  Files& files = *process.open;
  forget_changed(files, call, result);
  if (result < 0) return;
  const auto remember = [&](int fd) {
    files.known.erase(fd);
    files.made[fd] = {std::string(call.row->name), capture(world_, thread, registers)};
  };
  if (call.row->name == "close") files.made.erase(static_cast<int>(call.arguments[0]));
  if (call.row->name.starts_with("pipe") || call.row->name == "socketpair") {
    const std::uint64_t ends = call.arguments[call.row->name == "socketpair" ? 3 : 0];
    for (const std::uint64_t slot : {0U, 1U})
      if (const auto fd = probe::read_value<int>(process.pid, ends + slot * sizeof(int))) remember(*fd);
  }
  const bool duplicates = call.row->name == "fcntl" && (call.arguments[1] == F_DUPFD || call.arguments[1] == F_DUPFD_CLOEXEC);
  if (call.row->name.starts_with("dup") || duplicates) remember(static_cast<int>(result));
  if (call.row->waiting == Waiting::accept) remember(static_cast<int>(result));
  const bool opens = call.row->waiting == Waiting::open_path || call.row->name == "mq_open";
  if (!opens && !makes_what_is_waited_on(call)) return;
  const probe::OpenFile* const file = world_.descriptor(process, static_cast<int>(result));
  if (file == nullptr) return;
  if (file->object.kind != ObjectKind::file) remember(file->fd);
  if (file->object.kind == ObjectKind::file && file->access != model::Access::read) world_.writes_files = true;
  if (opens) opened(thread, call, *file, registers);
}

// struct sigaction as the kernel takes it: handler, flags, restorer, mask (x86-64).
void Bookkeeper::handlers_changed(Thread& thread, const Call& call) {
  struct KernelAction {
    std::uint64_t handler;
    std::uint64_t flags;
  };
  if (call.arguments[1] == 0) return;
  Process& process = world_.process_of(thread);
  const auto action = probe::read_value<KernelAction>(process.pid, call.arguments[1]);
  if (!action) return;
  const auto signal = static_cast<int>(call.arguments[0]);
  const std::uint64_t bit = std::uint64_t{1} << (signal - 1);
  const bool catches = action->handler > 1;  // 0 SIG_DFL, 1 SIG_IGN
  const bool restarts = catches && (action->flags & SA_RESTART) != 0;
  process.handlers->restarts = restarts ? process.handlers->restarts | bit : process.handlers->restarts & ~bit;
  process.handlers->caught = catches ? process.handlers->caught | bit : process.handlers->caught & ~bit;
  if (signal == SIGCHLD) process.handlers->reaps_itself = action->handler == 1 || (action->flags & SA_NOCLDWAIT) != 0;
}

// waitid need not be asked which child it was: then those that the kernel does not know any more have been reaped.
void Bookkeeper::child_reaped(Thread& thread, const Call& call, std::int64_t result) {
  auto child = static_cast<pid_t>(result);
  const bool by_waitid = call.row->name == "waitid";
  const bool nobody_asked = by_waitid && call.arguments[2] == 0;
  if (by_waitid && (call.arguments[3] & WNOWAIT) != 0) return;
  if (by_waitid && !nobody_asked) {
    const auto info = probe::read_value<siginfo_t>(world_.process_of(thread).pid, call.arguments[2]);
    child = info ? info->si_pid : 0;
  }
  for (const model::ProcessIndex index : world_.process_of(thread).children) {
    Process& process = world_.process(index);
    if (!process.ended || process.reaped) continue;
    process.reaped = nobody_asked ? kill(process.pid, 0) != 0 && errno == ESRCH : process.pid == child;
  }
}

void Bookkeeper::executed(Process& process) {
  ++process.execs;
  process.maps.reset();
  process.runtime.reset();
  process.loader.reset();
  process.timers.executed();
  auto files = std::make_shared<Files>();
  for (const auto& [fd, made] : process.open->made)
    if (probe::open_file(process.pid, fd)) files->made.emplace(fd, made);
  process.open = std::move(files);
  const bool ignores_children = process.handlers->reaps_itself;  // SIG_IGN survives exec
  process.handlers = std::make_shared<Handlers>();
  process.handlers->reaps_itself = ignores_children;
}

void Bookkeeper::inherit(const Process& parent, Process& child, std::uint64_t flags) {
  child.executed = parent.executed;
  child.maps = parent.maps;
  child.runtime = parent.runtime;
  child.loader = parent.loader;
  child.open = (flags & CLONE_FILES) != 0 ? parent.open : std::make_shared<Files>(*parent.open);
  child.handlers = (flags & CLONE_SIGHAND) != 0 ? parent.handlers : std::make_shared<Handlers>(*parent.handlers);
}

}  // namespace ipcgrade::engine
