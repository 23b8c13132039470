#include "engine/masks.hpp"

#include <algorithm>
#include <array>
#include <csignal>

#include "engine/probe/memory.hpp"
#include "engine/tracer/tracer.hpp"

namespace ipcgrade::engine {
namespace {

constexpr std::uint64_t bit(int signal) { return std::uint64_t{1} << (signal - 1); }
constexpr std::uint64_t ignored_by_default = bit(SIGCHLD) | bit(SIGURG) | bit(SIGWINCH) | bit(SIGCONT);

// Without a child and without a second thread that could make one, nothing sends these but kill(2), and kill is answered for
// the receiver that would ignore it (see is_dropped).
bool may_be_disturbed(const World& world, const Process& process) {
  return !process.children.empty() || world.live_threads(process.index).size() > 1;
}

// Reads and short writes of these are taken up again; on a socket they may return what they have so far, or EINTR where it has
// a timeout.
constexpr std::array taken_up = {model::ObjectKind::pipe, model::ObjectKind::fifo, model::ObjectKind::input,
                                 model::ObjectKind::output, model::ObjectKind::file};

// Calls that the kernel takes up again by itself when no handler ran (signal(7), "Interruption of system calls"): nobody inside
// notices. The others return EINTR or less than they were asked for.
bool is_taken_up_again(World& world, Process& process, const Call& call) {
  constexpr std::uint64_t all_or_nothing = 4096;  // PIPE_BUF
  switch (call.row->waiting) {
    case model::Waiting::read_fd:
    case model::Waiting::write_fd: {
      const probe::OpenFile* const file = world.descriptor(process, static_cast<int>(call.arguments[0]));
      if (file == nullptr || std::find(taken_up.begin(), taken_up.end(), file->object.kind) == taken_up.end()) return false;
      if (call.row->waiting == model::Waiting::read_fd) return true;
      return call.row->name == "write" && call.arguments[2] <= all_or_nothing;  // of others no argument says how much it is
    }
    case model::Waiting::signal:
      return call.row->name != "rt_sigtimedwait";
    case model::Waiting::accept:
    case model::Waiting::connect:
    case model::Waiting::epoll:
    case model::Waiting::copy_fds:
    case model::Waiting::queue_receive:
    case model::Waiting::queue_send:
    case model::Waiting::semaphore:
      return false;
    default:
      return true;
  }
}

// A call with a mask of its own replaces the thread's while it waits, and puts it back only after signals were delivered:
// the thread's mask must then be left alone. Of these only epoll_pwait comes here: it gets a copy of its set, with
// more in it, below the red zone.
bool replace_mask_argument(const Process& process, Thread& thread, std::uint64_t extra, Registers& registers) {
  Call& call = *thread.call;
  const int index = call.row->mask_argument;
  const auto wanted = probe::read_value<std::uint64_t>(process.pid, call.arguments[static_cast<std::size_t>(index)]);
  const std::uint64_t address = (stack_pointer(registers) - red_zone - 64) & ~std::uint64_t{15};
  if (!wanted) return false;
  const std::uint64_t mask = *wanted | extra;
  if (!probe::write_memory(process.pid, address, &mask, sizeof mask)) return false;
  set_call_argument(registers, index, address);
  call.mask_argument_replaced = true;
  return true;
}

// What a thread has blocked, or waits for in sigtimedwait, by itself: without what we have blocked for the time that it waits
// (signal.c in the kernel, sig_ignored).
std::uint64_t kept_back(const Process& process, const Thread& thread) {
  if (!thread.call || thread.call->row == nullptr) return probe::blocked_signals(process.pid, thread.tid);
  const Call& call = *thread.call;
  const auto set_in = [&](int argument) {
    return probe::read_value<std::uint64_t>(process.pid, call.arguments[static_cast<std::size_t>(argument)]).value_or(0);
  };
  if (call.mask_argument_replaced) return set_in(call.row->mask_argument);
  const std::uint64_t blocked = call.mask_before ? *call.mask_before : probe::blocked_signals(process.pid, thread.tid);
  return call.row->name == "rt_sigtimedwait" ? blocked | set_in(0) : blocked;
}

}  // namespace

bool shield_from_ignored_signals(World& world, Thread& thread, Registers& registers) {
  Process& process = world.process_of(thread);
  if (is_taken_up_again(world, process, *thread.call) || !may_be_disturbed(world, process)) return false;
  const std::uint64_t extra = ignored_by_default & ~process.handlers->caught;
  Call& call = *thread.call;
  const int own_mask = call.row->mask_argument;
  if (own_mask >= 0 && call.arguments[static_cast<std::size_t>(own_mask)] != 0)
    return replace_mask_argument(process, thread, extra, registers);
  const auto mask = tracer::signal_mask(thread.tid);
  if (!mask || (extra & ~*mask) == 0) return false;
  if (tracer::set_signal_mask(thread.tid, *mask | extra) == tracer::Alive::yes) call.mask_before = *mask;
  return false;
}

bool is_dropped(const World& world, const Thread& receiver, int signal) {
  const Process& process = world.process_of(receiver);
  const bool by_default = signal > 0 && signal < 64 && (ignored_by_default & bit(signal)) != 0;
  return by_default && ((process.handlers->caught | kept_back(process, receiver)) & bit(signal)) == 0;
}

bool unshield(Thread& thread, Registers& registers) {
  Call& call = *thread.call;
  if (call.mask_before) tracer::set_signal_mask(thread.tid, *call.mask_before);
  call.mask_before.reset();
  if (!call.mask_argument_replaced) return false;
  const auto index = static_cast<std::size_t>(call.row->mask_argument);
  set_call_argument(registers, static_cast<int>(index), call.arguments[index]);
  call.mask_argument_replaced = false;
  return true;
}

}  // namespace ipcgrade::engine
