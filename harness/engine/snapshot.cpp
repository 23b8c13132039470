#include "engine/snapshot.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "engine/probe/memory.hpp"
#include "engine/probe/sockets.hpp"
#include "engine/runtimes.hpp"
#include "engine/waits.hpp"
#include "engine/wakers.hpp"

namespace ipcgrade::engine {

bool is_zombie(const World& world, const Process& process) {
  if (!process.ended || process.reaped || process.parent == model::nobody) return false;
  const Process& parent = *world.processes()[static_cast<std::size_t>(process.parent)];
  return !parent.ended && !parent.handlers->reaps_itself;
}

namespace {

constexpr std::size_t stack_bytes = 4096;

using model::RunState;

model::Wait wait_for_vfork_child(model::ProcessIndex child) {
  const model::Object object{model::ObjectKind::child, 0, static_cast<std::uint64_t>(child), 0};
  return {object, model::WaitFor::child, -1, {}, false, true};
}

// It has not run yet, but will.
model::ThreadState just_woken(model::ThreadState state) {
  state.state = RunState::runnable;
  state.timed = false;
  state.waits.clear();
  return state;
}

model::ThreadState state_of(World& world, const Thread& thread) {
  Process& process = world.process(thread.process);
  model::ThreadState state;
  state.thread = thread.index;
  state.process = thread.process;
  if (thread.call && thread.call->row != nullptr) state.call = thread.call->row->name;
  if (thread.where == Thread::Where::stopped) {
    state.state = RunState::stopped;
  } else if (thread.where == Thread::Where::asleep && thread.vfork_child != model::nobody) {
    state.state = RunState::vfork_wait;
    state.waits = {wait_for_vfork_child(thread.vfork_child)};
  } else if (thread.where == Thread::Where::asleep) {
    state.state = RunState::blocked;
    Awaited what = awaited(world, thread);
    state.runtime = is_runtime_helper(process, thread, what);
    state.timed = what.timed || process.timers.pending(base::Clock::now());
    state.waits = std::move(what.waits);
    // Asked last: a timer that has just woken it is not set any more, and must not be taken for one that never was.
    if (!thread.still_asleep()) return just_woken(std::move(state));
  }
  return state;
}

model::Descriptor describe(const World& world, const probe::OpenFile& file) {
  model::Descriptor out;
  out.fd = file.fd;
  out.object = world.recognise(file.object);
  out.access = file.access;
  out.close_on_exec = file.close_on_exec;
  out.path = file.path;
  return out;
}

model::ProcessState state_of(const World& world, const Process& process) {
  model::ProcessState state;
  state.process = process.index;
  state.alive = !process.ended;
  state.zombie = is_zombie(world, process);
  for (const model::ProcessIndex child : process.children) {
    const Process& c = *world.processes()[static_cast<std::size_t>(child)];
    if (!c.ended || is_zombie(world, c)) state.children.push_back(child);
  }
  return state;
}

// Of a connection the service's port: one that somebody listens on, else the lower, because the kernel picks high ones for
// clients (ip(7), ip_local_port_range).
std::string name_of_socket(const World& world, pid_t process, int fd) {
  const auto socket = probe::socket_of(process, fd);
  if (!socket) return "";
  if (socket->local_port == 0) return socket->local.starts_with('/') ? socket->local : "";
  std::uint16_t port = socket->remote_port == 0 ? socket->local_port : std::min(socket->local_port, socket->remote_port);
  for (const auto& [inode, listener] : world.listeners)
    if (listener.port != 0 && (listener.port == socket->local_port || listener.port == socket->remote_port)) port = listener.port;
  return fmt::format("port {}", port);
}

void add_descriptors(World& world, model::ProcessState& state) {
  const Process& process = world.process(state.process);
  for (const probe::OpenFile& file : probe::open_files(process.pid)) {
    model::Descriptor& out = state.descriptors.emplace_back(describe(world, file));
    if (probe::is_socket(out.object.kind)) out.path = name_of_socket(world, process.pid, file.fd);
    const auto made = process.open->made.find(file.fd);
    if (made != process.open->made.end()) out.made_by = made->second.call;
  }
}

}  // namespace

model::Snapshot states(World& world, const Recorder& recorder) {
  model::Snapshot snapshot;
  snapshot.after_event = static_cast<std::uint32_t>(recorder.trace().events.size());
  for (const auto& thread : world.threads())
    if (thread->where != Thread::Where::gone) snapshot.threads.push_back(state_of(world, *thread));
  for (const auto& process : world.processes())
    if (!process->ended || is_zombie(world, *process)) snapshot.processes.push_back(state_of(world, *process));
  return snapshot;
}

model::Snapshot everything(World& world, const Recorder& recorder, const HarnessSide& harness) {
  model::Snapshot snapshot = states(world, recorder);
  for (model::ProcessState& process : snapshot.processes)
    if (process.alive) add_descriptors(world, process);
  const Wakers wakers(world, harness, snapshot.processes);
  for (model::ThreadState& thread : snapshot.threads)
    for (model::Wait& wait : thread.waits) wakers.fill(wait, thread.process);
  return snapshot;
}

void locate(model::Snapshot& snapshot, World& world, symbols::Symbolizer& symbolizer) {
  for (model::ThreadState& state : snapshot.threads) {
    const Thread& thread = *world.threads()[static_cast<std::size_t>(state.thread)];
    if (thread.call) state.site = site_of(capture(world, thread, thread.call->at_entry), symbolizer);
  }
  for (model::ProcessState& state : snapshot.processes) {
    const auto& made = world.process(state.process).open->made;
    for (model::Descriptor& descriptor : state.descriptors)
      if (const auto found = made.find(descriptor.fd); found != made.end())
        descriptor.made = site_of(found->second.where, symbolizer);
  }
}

StackCapture capture(World& world, const Thread& thread, const Registers& registers) {
  Process& process = world.process(thread.process);
  if (!process.maps) process.maps = std::make_shared<const std::string>(probe::maps_text(process.pid));
  return {registers, probe::read_memory(process.pid, stack_pointer(registers), stack_bytes), process.maps};
}

model::Site site_of(const StackCapture& capture, symbols::Symbolizer& symbolizer) {
  if (!capture.maps) return {};
  const Registers& r = capture.registers;
  return symbolizer.own_site(
      {{r.rip, r.rsp, r.rbp, r.rbx, r.r12, r.r13, r.r14, r.r15}, capture.stack, symbols::read_modules(*capture.maps)});
}

}  // namespace ipcgrade::engine
