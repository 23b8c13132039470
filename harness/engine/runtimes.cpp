#include "engine/runtimes.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "base/fd.hpp"

namespace ipcgrade::engine {
namespace {

// The names that a JVM gives its own threads, as the kernel cuts them (HotSpot 11 to 21); those of a program's are others.
constexpr std::array of_jvm = {
    std::string_view("GC Thread#"),      std::string_view("G1 "),
    std::string_view("VM Thread"),       std::string_view("Reference Handl"),
    std::string_view("Finalizer"),       std::string_view("Signal Dispatch"),
    std::string_view("Service Thread"),  std::string_view("Monitor Deflati"),
    std::string_view("C1 CompilerThre"), std::string_view("C2 CompilerThre"),
    std::string_view("Sweeper thread"),  std::string_view("Notification Th"),
    std::string_view("VM Periodic Tas"), std::string_view("Common-Cleaner"),
    std::string_view("Attach Listener"), std::string_view("Parallel GC"),
    std::string_view("JVMCI"),
};

std::string start_of(const std::string& path, std::size_t size) {
  const base::Fd file(open(path.c_str(), O_RDONLY | O_CLOEXEC));
  std::string text(size, 0);
  const ssize_t got = file ? read(file.get(), text.data(), text.size()) : 0;
  text.resize(got > 0 ? static_cast<std::size_t>(got) : 0);
  return text;
}

// Go marks its programs with a note of its own near their beginning (the section .note.go.buildid).
Runtime runtime_of(pid_t process) {
  const std::string link = fmt::format("/proc/{}/exe", process);
  std::array<char, 4096> target{};
  const ssize_t size = readlink(link.c_str(), target.data(), target.size());
  const std::string_view path(target.data(), size > 0 ? static_cast<std::size_t>(size) : 0);
  if (path.ends_with("/java")) return Runtime::jvm;
  constexpr std::string_view go_note("\x04\0\0\0Go\0\0", 8);  // its type, and its owner
  return start_of(link, 8192).find(go_note) != std::string::npos ? Runtime::go : Runtime::none;
}

bool waits_for_itself(const Awaited& awaited) {
  return std::all_of(awaited.waits.begin(), awaited.waits.end(), [](const model::Wait& w) {
    return w.object.kind == model::ObjectKind::private_futex || w.object.kind == model::ObjectKind::timer;
  });
}

}  // namespace

bool belongs_to_runtime(Process& process, const Thread& thread) {
  if (!process.runtime) process.runtime = runtime_of(process.pid);
  if (thread.tid == process.pid || *process.runtime == Runtime::none) return false;
  if (*process.runtime == Runtime::go) return thread.effects == 0;
  const std::string name = start_of(fmt::format("/proc/{}/task/{}/comm", process.pid, thread.tid), 32);
  return std::any_of(of_jvm.begin(), of_jvm.end(), [&](std::string_view own) { return name.starts_with(own); });
}

bool waits_inside(World& world, Process& process) {
  return std::any_of(world.threads().begin(), world.threads().end(), [&](const auto& thread) {
    if (thread->process != process.index || thread->tid == process.pid || thread->where != Thread::Where::asleep) return false;
    const auto waits = waits_of(world, *thread);
    return !belongs_to_runtime(process, *thread) && std::any_of(waits.begin(), waits.end(), [](const model::Wait& w) {
      return w.object.kind == model::ObjectKind::private_futex;
    });
  });
}

bool is_runtime_helper(Process& process, const Thread& thread, const Awaited& awaited) {
  return thread.tid != process.pid && waits_for_itself(awaited) && belongs_to_runtime(process, thread) &&
         (awaited.timed || *process.runtime == Runtime::jvm);
}

}  // namespace ipcgrade::engine
