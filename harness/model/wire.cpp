#include "model/wire.hpp"

#include <cereal/archives/binary.hpp>
#include <cereal/types/chrono.hpp>
#include <cereal/types/map.hpp>
#include <cereal/types/optional.hpp>
#include <cereal/types/string.hpp>
#include <cereal/types/variant.hpp>
#include <cereal/types/vector.hpp>
#include <sstream>

// One line a type: the members in the order of their declaration. cereal finds these by argument-dependent look-up.

namespace ipcgrade::base {
template <class A>
void serialize(A& a, Position& v) {
  a(v.file, v.line, v.column);
}
}  // namespace ipcgrade::base

namespace ipcgrade::model {

template <class A>
void serialize(A& a, Object& v) {
  a(v.kind, v.device, v.inode, v.offset);
}
template <class A>
void serialize(A& a, Limits& v) {
  a(v.cpu, v.output_bytes, v.processes, v.events, v.memory_bytes, v.disk_bytes, v.wall);
}
template <class A>
void serialize(A& a, Payload& v) {
  a(v.bytes, v.origin);
}
template <class A>
void serialize(A& a, GivenFile& v) {
  a(v.path, v.is, v.mode, v.data);
}
template <class A>
void serialize(A& a, FileMatch& v) {
  a(v.path, v.is, v.mode, v.data);
}
template <class A>
void serialize(A& a, FileState& v) {
  a(v.kind, v.mode, v.bytes);
}
template <class A>
void serialize(A& a, OutputMatch& v) {
  a(v.rule, v.text);
}
template <class A>
void serialize(A& a, ExitMatch& v) {
  a(v.rule, v.value);
}
template <class A>
void serialize(A& a, Condition& v) {
  a(v.process, v.is, v.on, v.standard_output, v.standard_error, v.exit, v.file);
}
template <class A>
void serialize(A& a, Launch& v) {
  a(v.process, v.role, v.argv, v.at_end);
}
template <class A>
void serialize(A& a, Send& v) {
  a(v.process, v.data);
}
template <class A>
void serialize(A& a, CloseInput& v) {
  a(v.process);
}
template <class A>
void serialize(A& a, SendSignal& v) {
  a(v.process, v.signal);
}
template <class A>
void serialize(A& a, Until& v) {
  a(v.condition);
}
template <class A>
void serialize(A& a, Expect& v) {
  a(v.condition);
}
template <class A>
void serialize(A& a, TrialStep& v) {
  a(v.position, v.action);
}
template <class A>
void serialize(A& a, Mechanism& v) {
  a(v.object, v.carries, v.writes);
}
template <class A>
void serialize(A& a, Trial& v) {
  a(v.scenario, v.seed, v.policy, v.given, v.steps, v.limits, v.oracles, v.mechanisms, v.leaves, v.read_only, v.files);
}
template <class A>
void serialize(A& a, BuildOrder& v) {
  a(v.folder, v.commands, v.limits, v.read_only);
}
template <class A>
void serialize(A& a, BuildResult& v) {
  a(v.ok, v.command, v.output, v.failure, v.machine, v.duration);
}

template <class A>
void serialize(A& a, Site& v) {
  a(v.function, v.file, v.line);
}
template <class A>
void serialize(A& a, Descriptor& v) {
  a(v.fd, v.object, v.access, v.close_on_exec, v.path, v.made, v.made_by);
}
template <class A>
void serialize(A& a, Wait& v) {
  a(v.object, v.what, v.fd, v.wakers, v.harness, v.wakers_known);
}
template <class A>
void serialize(A& a, ThreadState& v) {
  a(v.thread, v.process, v.state, v.call, v.waits, v.timed, v.runtime, v.site);
}
template <class A>
void serialize(A& a, ProcessState& v) {
  a(v.process, v.alive, v.zombie, v.descriptors, v.children);
}
template <class A>
void serialize(A& a, Snapshot& v) {
  a(v.after_event, v.quiescent, v.threads, v.processes);
}
template <class A>
void serialize(A& a, Started& v) {
  a(v.argv, v.error);
}
template <class A>
void serialize(A& a, Forked& v) {
  a(v.call, v.child, v.child_thread);
}
template <class A>
void serialize(A& a, Executed& v) {
  a(v.path);
}
template <class A>
void serialize(A& a, Called& v) {
  a(v.call, v.arguments, v.object, v.fd, v.result, v.payload, v.hash, v.count);
}
template <class A>
void serialize(A& a, BlockedIn& v) {
  a(v.call, v.waits, v.after);
}
template <class A>
void serialize(A& a, Woke& v) {
  a(v.call);
}
template <class A>
void serialize(A& a, GotSignal& v) {
  a(v.signal);
}
template <class A>
void serialize(A& a, Wrote& v) {
  a(v.stream, v.offset, v.size);
}
template <class A>
void serialize(A& a, Exited& v) {
  a(v.status, v.signal, v.unreaped, v.site, v.address);
}
template <class A>
void serialize(A& a, StepDone& v) {
  a(v.step);
}
template <class A>
void serialize(A& a, StepFailed& v) {
  a(v.step, v.why, v.after, v.file);
}
template <class A>
void serialize(A& a, Spinning& v) {
  a(v.proof, v.call, v.turns, v.cpu, v.site);
}
template <class A>
void serialize(A& a, Polling& v) {
  a(v.sleep, v.check, v.site);
}
template <class A>
void serialize(A& a, LimitHit& v) {
  a(v.limit, v.allowed);
}
template <class A>
void serialize(A& a, Rotated& v) {
  a(v.calls);
}
template <class A>
void serialize(A& a, Event& v) {
  a(v.process, v.thread, v.what);
}
template <class A>
void serialize(A& a, ProcessInfo& v) {
  a(v.label, v.role, v.parent, v.pid);
}
template <class A>
void serialize(A& a, ThreadInfo& v) {
  a(v.process, v.tid);
}
template <class A>
void serialize(A& a, Stream& v) {
  a(v.process, v.stream, v.bytes);
}
template <class A>
void serialize(A& a, Carrier& v) {
  a(v.object, v.size, v.bytes, v.writers, v.readers, v.opaque);
}
template <class A>
void serialize(A& a, NamedObject& v) {
  a(v.object, v.path, v.maker, v.removed, v.site);
}
template <class A>
void serialize(A& a, Trace& v) {
  a(v.scenario, v.ending, v.trouble, v.processes, v.threads, v.events, v.snapshots, v.streams, v.carriers, v.named,
    v.still_running, v.duration);
}

namespace {

// A long trace is tens of megabytes: read where it lies.
class Source : public std::streambuf {
 public:
  explicit Source(std::string_view bytes) {
    char* const begin = const_cast<char*>(bytes.data());  // std::streambuf has no const form; nothing is put back
    setg(begin, begin, begin + bytes.size());
  }
};

template <class T>
std::string to_bytes(const T& value) {
  std::ostringstream out;
  cereal::BinaryOutputArchive archive(out);
  archive(value);
  return std::move(out).str();
}

template <class T>
T from_bytes(std::string_view bytes) {
  Source source(bytes);
  std::istream in(&source);
  cereal::BinaryInputArchive archive(in);
  T value;
  archive(value);
  return value;
}

}  // namespace

std::string encode(const Trial& trial) { return to_bytes(trial); }
std::string encode(const Trace& trace) { return to_bytes(trace); }
std::string encode(const BuildOrder& order) { return to_bytes(order); }
std::string encode(const std::vector<BuildResult>& results) { return to_bytes(results); }
Trial decode_trial(std::string_view bytes) { return from_bytes<Trial>(bytes); }
Trace decode_trace(std::string_view bytes) { return from_bytes<Trace>(bytes); }
BuildOrder decode_build_order(std::string_view bytes) { return from_bytes<BuildOrder>(bytes); }
std::vector<BuildResult> decode_build_results(std::string_view bytes) { return from_bytes<std::vector<BuildResult>>(bytes); }

}  // namespace ipcgrade::model
