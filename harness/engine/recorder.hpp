// Writes the trace: the only hand that does. Consecutive equal calls of a thread become one event with a count.
#pragma once

#include <string>
#include <utility>

#include "engine/world.hpp"
#include "model/trace.hpp"

namespace ipcgrade::engine {

class Recorder {
 public:
  explicit Recorder(std::uint32_t most_events);

  // What a process is called, which role it plays, and whose program that is.
  struct Named {
    std::string label;
    std::string role;
    model::By by = model::By::submission;
  };
  void process(const Process& process, Named named);
  void thread(const Thread& thread);
  void event(model::ProcessIndex process, model::ThreadIndex thread, model::Happening what);
  void event(const Thread& thread, model::Happening what) { event(thread.process, thread.index, std::move(what)); }
  void event(model::Happening what) { event(model::nobody, model::nobody, std::move(what)); }

  [[nodiscard]] bool full() const { return trace_.events.size() >= most_events_; }
  [[nodiscard]] const model::ProcessInfo& info(model::ProcessIndex process) const;
  [[nodiscard]] const model::Trace& trace() const { return trace_; }
  [[nodiscard]] model::Trace& trace() { return trace_; }

 private:
  std::uint32_t most_events_;
  model::Trace trace_;
};

}  // namespace ipcgrade::engine
