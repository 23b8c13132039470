// Literal traces for tests of whatever reads a trace: processes, events and what travelled, in the order a test says them.
// role(), child() and thread() answer the new index; everything else answers the builder.
#pragma once

#include <string>
#include <vector>

#include "model/trace.hpp"
#include "testing/snapshot_builder.hpp"

namespace ipcgrade::testing {

class TraceBuilder {
 public:
  model::ProcessIndex role(const std::string& label, std::vector<std::string> argv = {}, int exec_error = 0);
  model::ProcessIndex child(model::ProcessIndex parent, const std::string& call = "fork");
  model::ThreadIndex thread(model::ProcessIndex process);

  TraceBuilder& event(model::ProcessIndex process, model::Happening what);
  TraceBuilder& wrote(model::ProcessIndex process, const std::string& text, int stream = 1);
  TraceBuilder& blocked(model::ProcessIndex process, const std::string& call, model::Wait wait);
  TraceBuilder& exited(model::ProcessIndex process, int status = 0, std::vector<model::ProcessIndex> unreaped = {});
  TraceBuilder& died(model::ProcessIndex process, int signal, model::Site site = {}, std::uint64_t address = 0);
  TraceBuilder& step_done(std::uint32_t step);
  TraceBuilder& step_failed(std::uint32_t step, model::WhyFailed why);  // also ends the trace as step_failed
  TraceBuilder& limit(model::LimitName name, std::uint64_t allowed);    // also ends the trace as limit

  // A snapshot at this point: its after_event is the number of events so far.
  TraceBuilder& snapshot(model::Snapshot snapshot);
  TraceBuilder& carrier(model::Object object, const std::string& bytes, std::vector<model::ProcessIndex> writers,
                        std::vector<model::ProcessIndex> readers);
  TraceBuilder& named(model::NamedObject object);
  TraceBuilder& still_running(model::ProcessIndex process);
  TraceBuilder& ending(model::Ending ending, std::string trouble = "");

  [[nodiscard]] const model::Trace& trace() const { return trace_; }
  [[nodiscard]] model::Trace& edit() { return trace_; }

 private:
  model::ProcessIndex add(model::ProcessInfo info);

  model::Trace trace_;
};

}  // namespace ipcgrade::testing
