#include "testing/trace_builder.hpp"

#include <algorithm>

namespace ipcgrade::testing {

using namespace model;

ProcessIndex TraceBuilder::role(const std::string& label, std::vector<std::string> argv, int exec_error) {
  const ProcessIndex process = add({label, label, nobody, 0});
  if (argv.empty()) argv = {"./" + label};
  event(process, Started{std::move(argv), exec_error});
  return process;
}

ProcessIndex TraceBuilder::child(ProcessIndex parent, const std::string& call) {
  const ProcessInfo origin = trace_.processes.at(static_cast<std::size_t>(parent));
  const auto older = std::count_if(trace_.processes.begin(), trace_.processes.end(),
                                   [&](const ProcessInfo& info) { return info.parent == parent; });
  const ProcessIndex process = add({origin.label + "/" + std::to_string(older + 1), origin.role, parent, 0});
  event(parent, Forked{call, process, static_cast<ThreadIndex>(trace_.threads.size() - 1)});
  return process;
}

ThreadIndex TraceBuilder::thread(ProcessIndex process) {
  trace_.threads.push_back({process, static_cast<std::int64_t>(1000 + trace_.threads.size())});
  return static_cast<ThreadIndex>(trace_.threads.size() - 1);
}

TraceBuilder& TraceBuilder::event(ProcessIndex process, Happening what) {
  const auto first =
      std::find_if(trace_.threads.begin(), trace_.threads.end(), [&](const ThreadInfo& info) { return info.process == process; });
  const ThreadIndex thread = first == trace_.threads.end() ? nobody : static_cast<ThreadIndex>(first - trace_.threads.begin());
  trace_.events.push_back({process, thread, std::move(what)});
  return *this;
}

TraceBuilder& TraceBuilder::wrote(ProcessIndex process, const std::string& text, int stream) {
  ProcessIndex root = process;
  while (trace_.processes.at(static_cast<std::size_t>(root)).parent != nobody)
    root = trace_.processes.at(static_cast<std::size_t>(root)).parent;
  auto found = std::find_if(trace_.streams.begin(), trace_.streams.end(),
                            [&](const Stream& s) { return s.process == root && s.stream == stream; });
  if (found == trace_.streams.end()) found = trace_.streams.insert(trace_.streams.end(), {root, stream, ""});
  const std::uint64_t offset = found->bytes.size();
  found->bytes += text;
  return event(process, Wrote{stream, offset, text.size()});
}

TraceBuilder& TraceBuilder::blocked(ProcessIndex process, const std::string& call, Wait wait) {
  return event(process, BlockedIn{call, {std::move(wait)}});
}

TraceBuilder& TraceBuilder::exited(ProcessIndex process, int status, std::vector<ProcessIndex> unreaped) {
  return event(process, Exited{status, 0, std::move(unreaped), {}, 0});
}

TraceBuilder& TraceBuilder::died(ProcessIndex process, int signal, Site site, std::uint64_t address) {
  return event(process, Exited{0, signal, {}, std::move(site), address});
}

TraceBuilder& TraceBuilder::step_done(std::uint32_t step) { return event(nobody, StepDone{step}); }

TraceBuilder& TraceBuilder::step_failed(std::uint32_t step, WhyFailed why) {
  return ending(Ending::step_failed).event(nobody, StepFailed{step, why});
}

TraceBuilder& TraceBuilder::limit(LimitName name, std::uint64_t allowed) {
  return ending(Ending::limit).event(nobody, LimitHit{name, allowed});
}

TraceBuilder& TraceBuilder::snapshot(Snapshot snapshot) {
  snapshot.after_event = static_cast<std::uint32_t>(trace_.events.size());
  trace_.snapshots.push_back(std::move(snapshot));
  return *this;
}

TraceBuilder& TraceBuilder::carrier(Object object, const std::string& bytes, std::vector<ProcessIndex> writers,
                                    std::vector<ProcessIndex> readers) {
  trace_.carriers.push_back({object, bytes.size(), bytes, std::move(writers), std::move(readers), false});
  return *this;
}

TraceBuilder& TraceBuilder::named(NamedObject object) {
  trace_.named.push_back(std::move(object));
  return *this;
}

TraceBuilder& TraceBuilder::still_running(ProcessIndex process) {
  trace_.still_running.push_back(process);
  return *this;
}

TraceBuilder& TraceBuilder::ending(Ending ending, std::string trouble) {
  trace_.ending = ending;
  trace_.trouble = std::move(trouble);
  return *this;
}

ProcessIndex TraceBuilder::add(ProcessInfo info) {
  const auto process = static_cast<ProcessIndex>(trace_.processes.size());
  info.pid = 100 + process;
  trace_.processes.push_back(std::move(info));
  thread(process);
  return process;
}

}  // namespace ipcgrade::testing
