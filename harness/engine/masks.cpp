#include "engine/masks.hpp"

#include <csignal>

#include "engine/probe/memory.hpp"
#include "engine/tracer/tracer.hpp"

namespace ipcgrade::engine {
namespace {

constexpr std::uint64_t bit(int signal) { return std::uint64_t{1} << (signal - 1); }
constexpr std::uint64_t ignored_by_default = bit(SIGCHLD) | bit(SIGURG) | bit(SIGWINCH) | bit(SIGCONT);

// Without a child and without a second thread that could make one, nothing sends these but kill(2), and kill is answered for
// the receiver that would ignore it (see is_ignored_signal): the three ptrace calls can be saved.
bool needs_a_shield(const World& world, const Process& process) {
  return !process.children.empty() || world.live_threads(process.index).size() > 1;
}

// A call with a mask of its own replaces the thread's while it waits, and puts it back only after signals were delivered:
// the thread's mask must then be left alone. Only epoll_pwait needs more blocked than it asked for (ppoll, pselect and
// sigsuspend are restarted by the kernel when no handler ran): it gets a copy of its set below the red zone.
bool replace_mask_argument(const Process& process, Thread& thread, std::uint64_t extra, Registers& registers) {
  Call& call = *thread.call;
  if (call.row->waiting != model::Waiting::epoll) return false;
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

}  // namespace

bool shield_from_ignored_signals(const World& world, Thread& thread, Registers& registers) {
  const Process& process = world.process_of(thread);
  if (!needs_a_shield(world, process)) return false;
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

bool is_ignored_signal(const Process& receiver, int signal) {
  const bool by_default = signal > 0 && signal < 64 && (ignored_by_default & bit(signal)) != 0;
  return by_default && (receiver.handlers->caught & bit(signal)) == 0;
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
