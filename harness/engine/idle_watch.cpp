#include "engine/idle_watch.hpp"

#include <algorithm>
#include <cerrno>
#include <cstring>

#include "engine/effect.hpp"
#include "engine/probe/memory.hpp"
#include "engine/runtimes.hpp"
#include "engine/tracer/tracer.hpp"

namespace ipcgrade::engine {
namespace {

constexpr std::chrono::milliseconds enough_cpu{200};
// Without calls there is less to go by. A start of Python has taken more than 200 ms on a busy virtual machine.
constexpr std::chrono::milliseconds enough_cpu_without_calls{500};
// What a virtual machine's host takes away while a thread runs is charged to that thread. But then nobody looks, either.
constexpr std::chrono::nanoseconds most_between_looks = std::chrono::milliseconds(10);
// A step costs ten microseconds, and who does not recur within the first of them seldom does: each look for it is four times as
// long as the one before, and comes after four times as long a spin.
constexpr std::uint32_t first_steps = 256;
constexpr std::uint32_t looks = 3;
constexpr std::uint32_t enough_calls = 100;
constexpr std::uint32_t polling_cycles = 3;

bool same(const Registers& a, const Registers& b) { return std::memcmp(&a, &b, sizeof a) == 0; }

// A sleep of any spelling: nanosleep, or a poll or select of nothing that has a timeout (without one they are a pause).
bool is_sleep(const Thread& thread) {
  const Call& call = *thread.call;
  if (call.row == nullptr) return false;
  switch (call.row->waiting) {
    case model::Waiting::sleep:
      return true;
    case model::Waiting::poll:
      if (call.row->name == "poll" && static_cast<int>(call.arguments[2]) < 0) return false;
      return call.arguments[1] == 0 && call.arguments[2] != 0;
    case model::Waiting::select:
      return call.arguments[0] == 0 && call.arguments[4] != 0;
    default:
      return false;
  }
}

struct State {
  Registers registers{};
  std::string floats;
  std::optional<std::uint64_t> memory;
};

std::string name_of(const model::CallRow* row) { return row == nullptr ? std::string() : std::string(row->name); }

}  // namespace

void IdleWatch::begin_anew(Thread& thread) {
  thread.idling = {};
  thread.idling.epoch = world_.effects;
}

void IdleWatch::note_epoch(Thread& thread) {
  if (thread.idling.epoch != world_.effects) begin_anew(thread);
}

std::chrono::nanoseconds IdleWatch::idle_cpu(Thread& thread) {
  const auto cpu = thread.files.cpu();
  Idling& idling = thread.idling;
  if (idling.cpu_at_last_look) idling.cpu += std::min(cpu - *idling.cpu_at_last_look, most_between_looks);
  idling.cpu_at_last_look = cpu;
  return idling.cpu;
}

std::optional<model::Happening> IdleWatch::at_entry(Thread& thread, const Registers& registers,
                                                    const std::function<bool()>& others_quiet) {
  note_epoch(thread);
  const bool sleeps = is_sleep(thread);
  if (!sleeps && (thread.idling.calls < thread.idling.compare_at || !others_quiet())) return std::nullopt;
  // A runtime's monitor sleeps and looks all the time; to look through the runtime's memory each time would hold the program up.
  if (belongs_to_runtime(world_.process_of(thread), thread)) return std::nullopt;
  if (sleeps) return at_sleep(thread, registers, others_quiet);
  return compare_with_reference(thread, registers);
}

std::optional<model::Happening> IdleWatch::compare_with_reference(Thread& thread, const Registers& registers) {
  Idling& idling = thread.idling;
  const pid_t pid = world_.process_of(thread).pid;
  if (idling.reference_memory && same(idling.reference, registers) && probe::memory_hash(pid) == idling.reference_memory)
    return model::Spinning{
        model::SpinProof::recurrence, name_of(idling.call), idling.calls - idling.reference_at, idle_cpu(thread), {}};
  if (idling.calls >= 2 * idling.reference_at || !idling.reference_memory) {
    idling.reference = registers;
    idling.reference_memory = probe::memory_hash(pid);
    idling.reference_at = idling.calls;
  }
  return measured(thread);
}

std::optional<model::Happening> IdleWatch::at_sleep(Thread& thread, const Registers& registers,
                                                    const std::function<bool()>& others_quiet) {
  Idling& idling = thread.idling;
  const auto memory = probe::memory_hash(world_.process_of(thread).pid);
  const bool unchanged = idling.asleep_at && same(*idling.asleep_at, registers) && idling.asleep_memory == memory && memory;
  const bool only_looked = (idling.looked || unchanged) && !idling.retried_peer && others_quiet();
  idling.sleeps = idling.asleep_at && only_looked ? idling.sleeps + 1 : 0;
  idling.asleep_at = registers;
  idling.asleep_memory = memory;
  const std::string check = idling.looked ? name_of(idling.call) : std::string();
  idling.looked = false;
  idling.retried_peer = false;
  if (idling.sleeps < polling_cycles) return std::nullopt;
  return model::Polling{name_of(thread.call->row), check, {}};
}

void IdleWatch::at_exit(Thread& thread, const Call& call, std::int64_t result) {
  switch (effect_of(call, result)) {
    case Effect::changed:
      ++thread.effects;
      ++world_.effects;
      return begin_anew(thread);
    case Effect::retried:
      thread.idling.retried_peer = true;
      return;
    case Effect::looked:
      break;
  }
  note_timeout(thread, call, result);
  if (call.row->waiting == model::Waiting::sleep) return;
  thread.idling.looked = true;
  thread.idling.call = call.row;
  ++thread.idling.calls;
}

// Of timed waits that nobody ended.
void IdleWatch::note_timeout(Thread& thread, const Call& call, std::int64_t result) const {
  Timeouts& timeouts = thread.timeouts;
  const bool timed = call.row->timeout != model::CallRow::Timeout::none || result == -EAGAIN;  // SO_RCVTIMEO
  const bool in_vain = result == 0 || result == -ETIMEDOUT || result == -EAGAIN;
  if (!timed || !in_vain || !call.slept || call.row->waiting == model::Waiting::sleep) return;
  if (timeouts.epoch != world_.effects) timeouts = {world_.effects, 0, call.entered};
  ++timeouts.count;
}

bool wakes_for_nothing(const World& world, const Thread& thread) {
  constexpr std::uint32_t many = 10;
  constexpr std::chrono::seconds long_enough{10};
  const Timeouts& timeouts = thread.timeouts;
  return timeouts.epoch == world.effects && timeouts.count >= many && base::Clock::now() - timeouts.since >= long_enough;
}

void IdleWatch::fell_asleep(Thread& thread) {
  if (!is_sleep(thread)) begin_anew(thread);
}

bool IdleWatch::spun_a_slice(Thread& thread) {
  note_epoch(thread);
  return idle_cpu(thread) >= slice;
}

// A loop of calls that could wait, turned often enough; or no calls at all, with another thread there to be waited for.
bool IdleWatch::could_be_waiting(const Thread& thread) const {
  const Idling& idling = thread.idling;
  if (idling.call != nullptr && idling.calls >= enough_calls) return idling.call->waiting != model::Waiting::never;
  // A runtime computes for its program (it compiles, it collects), and has threads that sleep while it does.
  if (world_.process_of(thread).runtime.value_or(Runtime::none) != Runtime::none) return false;
  return idling.calls == 0 && std::any_of(world_.threads().begin(), world_.threads().end(), [&](const auto& other) {
           return other.get() != &thread && other->where == Thread::Where::asleep;
         });
}

std::optional<model::Happening> IdleWatch::measured(Thread& thread) {
  if (!could_be_waiting(thread)) return std::nullopt;
  const auto cpu = idle_cpu(thread);
  if (cpu < (thread.idling.calls == 0 ? enough_cpu_without_calls : enough_cpu)) return std::nullopt;
  return model::Spinning{model::SpinProof::measured, name_of(thread.idling.call), thread.idling.calls, cpu, {}};
}

bool IdleWatch::worth_stepping(Thread& thread) {
  const std::uint32_t made = thread.idling.looks_for_recurrence;
  return made < looks && idle_cpu(thread) >= slice * (1U << (2 * made));
}

// The reference state is taken anew at every power of two (Brent 1980): the first states of a stepped program are its own
// only in part, because the trap flag shows in r11 after a system call.
IdleWatch::Stepping IdleWatch::step(Thread& thread) {
  const std::uint32_t most_steps = first_steps << (2 * thread.idling.looks_for_recurrence++);
  const pid_t pid = world_.process_of(thread).pid;
  State reference;
  std::uint32_t reference_at = 0;
  for (std::uint32_t turn = 1; turn <= most_steps; ++turn) {
    if (tracer::resume(thread.tid, tracer::Resume::single_step, 0) == tracer::Alive::gone) return {};
    const auto stop = tracer::next_stop_of(thread.tid);
    if (!stop || !std::holds_alternative<Stepped>(stop->kind)) return {std::nullopt, stop};
    const auto now = tracer::registers(thread.tid);
    if (!now) return {};
    if (reference.memory && same(reference.registers, *now) && tracer::float_registers(thread.tid) == reference.floats &&
        probe::memory_hash(pid) == reference.memory)
      return {model::Spinning{model::SpinProof::recurrence, "", turn - reference_at, idle_cpu(thread), {}}, std::nullopt};
    if (turn >= 2 * reference_at) {
      reference = {*now, tracer::float_registers(thread.tid), probe::memory_hash(pid)};
      reference_at = turn;
    }
  }
  return {};
}

}  // namespace ipcgrade::engine
