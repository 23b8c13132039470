#include "store/sound.hpp"

#include <algorithm>

namespace ipcgrade::store {
namespace {

using namespace model;

class Check {
 public:
  Check(const Trial& trial, const Trace& trace) : trial_(trial), trace_(trace) {}

  [[nodiscard]] bool processes() const {
    for (std::size_t i = 0; i < trace_.processes.size(); ++i)
      if (trace_.processes[i].parent < nobody || trace_.processes[i].parent >= static_cast<ProcessIndex>(i)) return false;
    return std::all_of(trace_.threads.begin(), trace_.threads.end(), [&](const ThreadInfo& info) { return known(info.process); });
  }

  [[nodiscard]] bool event(const Event& event) const {
    return known(event.process) && known_thread(event.thread) &&
           std::visit([&](const auto& what) { return happening(what); }, event.what);
  }

  [[nodiscard]] bool snapshot(const Snapshot& snapshot) const {
    const auto sound = [&](const auto& state) { return this->state(state); };
    return snapshot.after_event <= trace_.events.size() && std::all_of(snapshot.threads.begin(), snapshot.threads.end(), sound) &&
           std::all_of(snapshot.processes.begin(), snapshot.processes.end(), sound);
  }

  [[nodiscard]] bool carrier(const Carrier& carrier) const { return all_known(carrier.writers) && all_known(carrier.readers); }
  [[nodiscard]] bool known(ProcessIndex process) const {
    return process >= nobody && process < static_cast<ProcessIndex>(trace_.processes.size());
  }
  [[nodiscard]] bool all_known(const std::vector<ProcessIndex>& processes) const {
    return std::all_of(processes.begin(), processes.end(), [&](ProcessIndex p) { return known(p); });
  }

 private:
  [[nodiscard]] bool known_thread(ThreadIndex thread) const {
    return thread >= nobody && thread < static_cast<ThreadIndex>(trace_.threads.size());
  }
  [[nodiscard]] bool step(std::uint32_t step) const { return step < trial_.steps.size(); }
  // The index of a child is the identity of what its parent waits for.
  [[nodiscard]] bool object(const Object& object) const {
    return object.kind != ObjectKind::child || object.inode <= trace_.processes.size();
  }
  [[nodiscard]] bool wait(const Wait& wait) const { return object(wait.object) && all_known(wait.wakers); }
  [[nodiscard]] bool all_waits(const std::vector<Wait>& waits) const {
    return std::all_of(waits.begin(), waits.end(), [&](const Wait& w) { return wait(w); });
  }

  [[nodiscard]] bool happening(const Forked& what) const { return known(what.child) && known_thread(what.child_thread); }
  [[nodiscard]] bool happening(const BlockedIn& what) const { return all_waits(what.waits); }
  [[nodiscard]] bool happening(const Exited& what) const { return all_known(what.unreaped); }
  [[nodiscard]] bool happening(const StepDone& what) const { return step(what.step); }
  [[nodiscard]] bool happening(const StepFailed& what) const { return step(what.step); }
  [[nodiscard]] bool happening(const auto& /*what*/) const { return true; }

  [[nodiscard]] bool state(const ThreadState& state) const {
    return known(state.process) && known_thread(state.thread) && all_waits(state.waits);
  }
  [[nodiscard]] bool state(const ProcessState& state) const { return known(state.process) && all_known(state.children); }

  const Trial& trial_;
  const Trace& trace_;
};

}  // namespace

std::string flaw_in(const Trial& trial, const Trace& trace) {
  const Check check(trial, trace);
  const auto all = [](const auto& list, const auto& sound) { return std::all_of(list.begin(), list.end(), sound); };
  if (!check.processes()) return "its processes and threads do not fit together";
  if (!all(trace.events, [&](const Event& e) { return check.event(e); })) return "an event names what does not exist";
  if (!all(trace.snapshots, [&](const Snapshot& s) { return check.snapshot(s); })) return "a snapshot names what does not exist";
  if (!all(trace.carriers, [&](const Carrier& c) { return check.carrier(c); }) || !check.all_known(trace.still_running) ||
      !all(trace.streams, [&](const Stream& s) { return check.known(s.process); }) ||
      !all(trace.named, [&](const NamedObject& n) { return check.known(n.maker); }))
    return "an object or stream names a process that does not exist";
  if (trace.scenario != trial.scenario) return "its trial and its trace are of different scenarios";
  return "";
}

}  // namespace ipcgrade::store
