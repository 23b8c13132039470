#include "report/standing.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "model/wait_for.hpp"
#include "oracles/account.hpp"
#include "oracles/naming.hpp"
#include "oracles/waiting.hpp"

namespace ipcgrade::report {

using namespace model;
using oracles::label_of;

namespace {

// "the pipe (fd 3)" as the story calls it: "pipe A (fd 3)".
std::string with_letters(std::string text, const oracles::View& view, const ThreadState& thread, Objects& objects) {
  for (const Wait& wait : thread.waits) {
    if (wait.object.kind != ObjectKind::pipe) continue;
    const std::string plain = oracles::name_of(view, wait, thread.process);
    const std::string lettered = objects.name(wait.object) + (wait.fd < 0 ? "" : fmt::format(" (fd {})", wait.fd));
    if (const std::size_t at = text.find(plain); at != std::string::npos) text.replace(at, plain.size(), lettered);
  }
  return text;
}

bool all_asleep(const Snapshot& snapshot, ProcessIndex process) {
  const auto threads = oracles::threads_of(snapshot, process);
  return !threads.empty() &&
         std::all_of(threads.begin(), threads.end(), [](const ThreadState* t) { return t->state != RunState::runnable; });
}

// Why this one will not do what would help.
std::string why_not(const oracles::View& view, const Wait& wait, ProcessIndex waiter, ProcessIndex waker) {
  const bool stream =
      wait.what == WaitFor::data && (wait.object.kind == ObjectKind::pipe || wait.object.kind == ObjectKind::fifo);
  if (waker == waiter && stream)
    return "while it keeps that end open itself there is no end-of-file for it, and asleep it cannot write";
  if (waker == waiter) return "that is the sleeper itself";
  if (!all_asleep(view.snapshot, waker)) return "it may still do so";
  return stream ? "it waits itself, and neither writes nor closes it" : "it waits itself";
}

using Members = std::vector<ThreadIndex>;  // of the set that is proved to be deadlocked

bool is_member(const Members& proved, ThreadIndex thread) {
  return std::find(proved.begin(), proved.end(), thread) != proved.end();
}

std::vector<std::string> because(const oracles::View& view, const ThreadState& thread, const Members& proved) {
  std::vector<std::string> out;
  const auto add = [&](std::string line) {
    if (std::find(out.begin(), out.end(), line) == out.end()) out.push_back(std::move(line));
  };
  for (const Wait& wait : thread.waits) {
    const auto wakers = oracles::living_wakers(view, wait);
    for (const ProcessIndex waker : wakers)
      add(fmt::format("{}: {}", oracles::how_could(view, wait, waker), why_not(view, wait, thread.process, waker)));
    if (wait.harness) add("the scenario could end this wait, but it does not: nothing of that kind is in the step");
    const bool hopeless = is_member(proved, thread.thread);
    if (!wait.wakers_known && !hopeless) add("somebody who was not seen could end this wait");
    if (!wait.wakers_known && hopeless && wakers.empty())
      add("everybody else waits or has ended: nobody is left who could end this wait");
    if (wakers.empty() && !wait.harness && wait.wakers_known && wait.what != WaitFor::time)
      add("nobody is left who could end this wait");
  }
  if (thread.timed) add("it ends by itself when its time is over");
  return out;
}

std::string call_of(const ThreadState& thread) {
  return thread.call.empty() ? "" : fmt::format("  [{}]", oracles::call_name(thread.call));
}

}  // namespace

std::vector<Standing> standings(const Trace& trace, const Snapshot& snapshot, Objects& objects) {
  const oracles::View view{trace, snapshot};
  const Members proved = wait_graph(snapshot).deadlocked;
  std::vector<Standing> out;
  for (std::size_t i = 0; i < trace.processes.size(); ++i) {
    const auto process = static_cast<ProcessIndex>(i);
    const auto threads = oracles::threads_of(snapshot, process);
    for (const ThreadState* thread : threads)
      out.push_back({label_of(trace, *thread),
                     with_letters(oracles::what_it_does(view, *thread), view, *thread, objects) + call_of(*thread),
                     because(view, *thread, proved), Standing::State::alive});
    const Exited* exit = oracles::exit_of(trace, process, snapshot.after_event);
    if (!threads.empty() || exit == nullptr) continue;
    const ProcessState* state = oracles::state_of(snapshot, process);
    const bool zombie = state != nullptr && state->zombie;
    out.push_back({label_of(trace, process),
                   oracles::ended_how(*exit) + (zombie ? "; its parent has not waited for it (a zombie)" : ""),
                   {},
                   zombie ? Standing::State::zombie : Standing::State::ended});
  }
  return out;
}

}  // namespace ipcgrade::report
