#include "engine/world.hpp"

#include <algorithm>

namespace ipcgrade::engine {

bool Thread::still_asleep() const {
  if (about_to_sleep) return true;
  const char state = files.state();
  return state == 'S' || (state == 'D' && vfork_child != model::nobody);
}

std::chrono::nanoseconds Thread::look_at_cpu() {
  if (where != Where::gone) cpu_used = std::max(cpu_used, files.cpu());  // nothing is told of one that has just been reaped
  return cpu_used;
}

void Thread::gone() {
  where = Where::gone;
  files = {};
}

Thread& World::add_thread(pid_t tid, model::ProcessIndex process) {
  Thread& thread = *threads_.emplace_back(std::make_unique<Thread>());
  thread.tid = tid;
  thread.index = static_cast<model::ThreadIndex>(threads_.size()) - 1;
  thread.process = process;
  by_tid_[tid] = &thread;
  return thread;
}

Process& World::add_process(pid_t pid, model::ProcessIndex parent) {
  Process& process = *processes_.emplace_back(std::make_unique<Process>());
  process.pid = pid;
  process.index = static_cast<model::ProcessIndex>(processes_.size()) - 1;
  process.parent = parent;
  if (parent != model::nobody) processes_[static_cast<std::size_t>(parent)]->children.push_back(process.index);
  return process;
}

Thread* World::find(pid_t tid) {
  const auto found = by_tid_.find(tid);
  return found == by_tid_.end() ? nullptr : found->second;
}

void World::rename(Thread& thread, pid_t tid) {
  by_tid_.erase(thread.tid);
  thread.tid = tid;
  by_tid_[tid] = &thread;
}

void World::forget(Thread& thread) {
  const auto found = by_tid_.find(thread.tid);
  if (found != by_tid_.end() && found->second == &thread) by_tid_.erase(found);
}

Process* World::find_process(pid_t pid) {
  const auto found =
      std::find_if(processes_.begin(), processes_.end(), [&](const auto& p) { return p->pid == pid && !p->ended; });
  return found == processes_.end() ? nullptr : found->get();
}

std::uint32_t World::live_processes() const {
  return static_cast<std::uint32_t>(std::count_if(processes_.begin(), processes_.end(), [](const auto& p) { return !p->ended; }));
}

std::vector<Thread*> World::live_threads(model::ProcessIndex process) const {
  std::vector<Thread*> out;
  for (const auto& thread : threads_)
    if (thread->process == process && thread->where != Thread::Where::gone) out.push_back(thread.get());
  return out;
}

const probe::OpenFile* World::descriptor(Process& process, int fd) {
  auto& known = process.open->known;
  if (const auto found = known.find(fd); found != known.end()) return &found->second;
  auto file = probe::open_file(process.pid, fd);
  if (!file) return nullptr;
  file->object = recognise(file->object);
  uses_network = uses_network || file->object.kind == model::ObjectKind::tcp || file->object.kind == model::ObjectKind::udp;
  return &known.emplace(fd, std::move(*file)).first->second;
}

model::Object World::recognise(model::Object object) const {
  if (object.kind == model::ObjectKind::child) {  // a pidfd
    const auto found = std::find_if(processes_.begin(), processes_.end(), [&](const auto& p) {
      return static_cast<std::uint64_t>(p->pid) == object.inode && !p->ended;
    });
    object.inode = found == processes_.end() ? 0 : static_cast<std::uint64_t>((*found)->index);
    return object;
  }
  if (object.kind != model::ObjectKind::pipe) return object;
  const auto found = harness_pipes_.find(object.inode);
  if (found != harness_pipes_.end()) object.kind = found->second;
  return object;
}

void World::harness_holds(const model::Object& pipe, model::ObjectKind as) { harness_pipes_[pipe.inode] = as; }

}  // namespace ipcgrade::engine
