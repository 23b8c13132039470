// The members of all that trials and traces are made of, each with its name, in the order of their declaration: one list for
// the wire, which needs the order, and for files (store/), which need the names. `visit` is called with a name and a member,
// and returns itself.
#pragma once

#include <concepts>
#include <type_traits>

#include "model/plan.hpp"
#include "model/report.hpp"
#include "model/trace.hpp"

namespace ipcgrade::model {

template <class T, class Noun>
concept Is = std::same_as<std::remove_const_t<T>, Noun>;

void members(auto& visit, Is<base::Position> auto& v) { visit("file", v.file)("line", v.line)("column", v.column); }
void members(auto& visit, Is<Object> auto& v) { visit("kind", v.kind)("device", v.device)("inode", v.inode)("offset", v.offset); }
void members(auto& visit, Is<Limits> auto& v) {
  visit("cpu", v.cpu)("output_bytes", v.output_bytes)("processes", v.processes)("events", v.events)(
      "memory_bytes", v.memory_bytes)("disk_bytes", v.disk_bytes)("wall", v.wall);
}
void members(auto& visit, Is<PayloadField> auto& v) {
  visit("name", v.name)("offset", v.offset)("size", v.size)("kind", v.kind)("written", v.written);
}
void members(auto& visit, Is<Payload> auto& v) {
  visit("bytes", v.bytes)("origin", v.origin)("fields", v.fields)("xid_at", v.xid_at);
}
void members(auto& visit, Is<GivenFile> auto& v) { visit("path", v.path)("is", v.is)("mode", v.mode)("data", v.data); }
void members(auto& visit, Is<FileMatch> auto& v) {
  visit("path", v.path)("is", v.is)("mode", v.mode)("data", v.data)("size", v.size);
}
void members(auto& visit, Is<FileState> auto& v) { visit("kind", v.kind)("mode", v.mode)("bytes", v.bytes)("size", v.size); }
void members(auto& visit, Is<OutputMatch> auto& v) { visit("rule", v.rule)("text", v.text); }
void members(auto& visit, Is<ExitMatch> auto& v) { visit("rule", v.rule)("value", v.value); }
void members(auto& visit, Is<Condition> auto& v) {
  visit("process", v.process)("is", v.is)("on", v.on)("standard_output", v.standard_output)("standard_error", v.standard_error)(
      "exit", v.exit)("file", v.file)("grown", v.grown)("peer", v.peer);
}
void members(auto& visit, Is<PeerMatch> auto& v) {
  visit("peer", v.peer)("received", v.received)("closed", v.closed)("datagrams", v.datagrams)("connections", v.connections);
}
void members(auto& visit, Is<OpenPeer> auto& v) {
  visit("kind", v.kind)("peer", v.peer)("port", v.port)("port_of", v.port_of)("local_port", v.local_port)("group", v.group)(
      "family", v.family)("reads", v.reads)("receive_buffer", v.receive_buffer)("echo", v.echo)("answers", v.answers);
}
void members(auto& visit, Is<SendToPeer> auto& v) { visit("peer", v.peer)("data", v.data)("each", v.each)("answers", v.answers); }
void members(auto& visit, Is<TellPeer> auto& v) { visit("peer", v.peer)("verb", v.verb); }
void members(auto& visit, Is<PeerDid> auto& v) {
  visit("peer", v.peer)("deed", v.deed)("size", v.size)("payload", v.payload)("count", v.count)("whole", v.whole)("port", v.port);
}
void members(auto& visit, Is<PeerRecord> auto& v) {
  visit("peer", v.peer)("kind", v.kind)("port", v.port)("end", v.end)("size", v.size)("bytes", v.bytes)("from", v.from)(
      "datagrams", v.datagrams)("datagram_count", v.datagram_count)("connections", v.connections);
}
void members(auto& visit, Is<Launch> auto& v) {
  visit("process", v.process)("role", v.role)("argv", v.argv)("at_end", v.at_end)("by", v.by);
}
void members(auto& visit, Is<Send> auto& v) { visit("process", v.process)("data", v.data); }
void members(auto& visit, Is<CloseInput> auto& v) { visit("process", v.process); }
void members(auto& visit, Is<SendSignal> auto& v) { visit("process", v.process)("signal", v.signal); }
void members(auto& visit, Is<Until> auto& v) { visit("condition", v.condition); }
void members(auto& visit, Is<Expect> auto& v) { visit("condition", v.condition); }
void members(auto& visit, Is<Mark> auto& v) { visit("process", v.process); }
void members(auto& visit, Is<FailWith> auto& v) { visit("error", v.error); }
void members(auto& visit, Is<Return> auto& v) { visit("value", v.value); }
void members(auto& visit, Is<Shorten> auto& v) { visit("bytes", v.bytes); }
void members(auto& visit, Is<Raise> auto& v) { visit("signal", v.signal); }
void members(auto& visit, Is<Delay> auto& v) { visit("events", v.events); }
void members(auto& visit, Is<Which> auto& v) { visit("first", v.first)("step", v.step); }
void members(auto& visit, Is<Fault> auto& v) {
  visit("process", v.process)("call", v.call)("on", v.on)("when", v.when)("effect", v.effect);
}
void members(auto& visit, Is<Restart> auto& v) { visit("known_from_fresh", v.known_from_fresh); }
void members(auto& visit, Is<TrialStep> auto& v) { visit("position", v.position)("action", v.action); }
void members(auto& visit, Is<Mechanism> auto& v) {
  visit("object", v.object)("carries", v.carries)("writes", v.writes)("name", v.name)("between", v.between);
}
void members(auto& visit, Is<ProducedItems> auto& v) { visit("producer", v.producer)("count", v.count); }
void members(auto& visit, Is<ItemsRule> auto& v) {
  visit("producers", v.producers)("consumers", v.consumers)("arrival", v.arrival);
}
void members(auto& visit, Is<HistoryRule> auto& v) { visit("of", v.of)("processes", v.processes); }
void members(auto& visit, Is<Trial> auto& v) {
  visit("scenario", v.scenario)("seed", v.seed)("policy", v.policy)("given", v.given)("steps", v.steps)("limits", v.limits)(
      "oracles", v.oracles)("mechanisms", v.mechanisms)("leaves", v.leaves)("items", v.items)("history", v.history)(
      "read_only", v.read_only)("files", v.files)("sites", v.sites)("survey", v.survey)("tolerated", v.tolerated)("own_programs",
                                                                                                                  v.own_programs);
}
void members(auto& visit, Is<BuildOrder> auto& v) {
  visit("folder", v.folder)("commands", v.commands)("limits", v.limits)("read_only", v.read_only);
}
void members(auto& visit, Is<BuildResult> auto& v) {
  visit("ok", v.ok)("command", v.command)("output", v.output)("failure", v.failure)("machine", v.machine)("duration", v.duration);
}
void members(auto& visit, Is<Site> auto& v) { visit("function", v.function)("file", v.file)("line", v.line); }
void members(auto& visit, Is<Descriptor> auto& v) {
  visit("fd", v.fd)("object", v.object)("access", v.access)("close_on_exec", v.close_on_exec)("path", v.path)("made", v.made)(
      "made_by", v.made_by);
}
void members(auto& visit, Is<Wait> auto& v) {
  visit("object", v.object)("what", v.what)("fd", v.fd)("wakers", v.wakers)("harness", v.harness)("wakers_known", v.wakers_known)(
      "other_end", v.other_end);
}
void members(auto& visit, Is<ThreadState> auto& v) {
  visit("thread", v.thread)("process", v.process)("state", v.state)("call", v.call)("waits", v.waits)("timed", v.timed)(
      "runtime", v.runtime)("site", v.site);
}
void members(auto& visit, Is<ProcessState> auto& v) {
  visit("process", v.process)("alive", v.alive)("zombie", v.zombie)("descriptors", v.descriptors)("children", v.children);
}
void members(auto& visit, Is<Snapshot> auto& v) {
  visit("after_event", v.after_event)("quiescent", v.quiescent)("threads", v.threads)("processes", v.processes);
}
void members(auto& visit, Is<Started> auto& v) { visit("argv", v.argv)("error", v.error); }
void members(auto& visit, Is<Forked> auto& v) { visit("call", v.call)("child", v.child)("child_thread", v.child_thread); }
void members(auto& visit, Is<Executed> auto& v) { visit("path", v.path); }
void members(auto& visit, Is<Called> auto& v) {
  visit("call", v.call)("arguments", v.arguments)("object", v.object)("fd", v.fd)("result", v.result)("payload", v.payload)(
      "hash", v.hash)("count", v.count)("second_fd", v.second_fd)("site", v.site);
}
void members(auto& visit, Is<BlockedIn> auto& v) { visit("call", v.call)("waits", v.waits)("after", v.after); }
void members(auto& visit, Is<Woke> auto& v) { visit("call", v.call); }
void members(auto& visit, Is<GotSignal> auto& v) { visit("signal", v.signal); }
void members(auto& visit, Is<Wrote> auto& v) { visit("stream", v.stream)("offset", v.offset)("size", v.size); }
void members(auto& visit, Is<Exited> auto& v) {
  visit("status", v.status)("signal", v.signal)("unreaped", v.unreaped)("site", v.site)("address", v.address);
}
void members(auto& visit, Is<StepDone> auto& v) { visit("step", v.step); }
void members(auto& visit, Is<Census> auto& v) {
  visit("descriptors", v.descriptors)("unreaped", v.unreaped)("processes", v.processes);
}
void members(auto& visit, Is<Growth> auto& v) { visit("then", v.then)("now", v.now); }
void members(auto& visit, Is<StepFailed> auto& v) {
  visit("step", v.step)("why", v.why)("after", v.after)("file", v.file)("growth", v.growth);
}
void members(auto& visit, Is<Spinning> auto& v) {
  visit("proof", v.proof)("call", v.call)("turns", v.turns)("cpu", v.cpu)("site", v.site);
}
void members(auto& visit, Is<Polling> auto& v) { visit("sleep", v.sleep)("check", v.check)("site", v.site); }
void members(auto& visit, Is<LimitHit> auto& v) { visit("limit", v.limit)("allowed", v.allowed); }
void members(auto& visit, Is<Rotated> auto& v) { visit("calls", v.calls); }
void members(auto& visit, Is<Injected> auto& v) { visit("step", v.step)("nth", v.nth)("call", v.call); }
void members(auto& visit, Is<PassedOver> auto& v) { visit("step", v.step); }
void members(auto& /*visit*/, Is<NothingLeft> auto& /*v*/) {}
void members(auto& visit, Is<Point> auto& v) {
  visit("process", v.process)("call", v.call)("nth", v.nth)("object", v.object)("waits", v.waits)("size", v.size)("site", v.site);
}
void members(auto& visit, Is<FaultCount> auto& v) { visit("step", v.step)("seen", v.seen)("struck", v.struck); }
void members(auto& visit, Is<Event> auto& v) { visit("process", v.process)("thread", v.thread)("what", v.what); }
void members(auto& visit, Is<ProcessInfo> auto& v) {
  visit("label", v.label)("role", v.role)("parent", v.parent)("pid", v.pid)("by", v.by);
}
void members(auto& visit, Is<ThreadInfo> auto& v) { visit("process", v.process)("tid", v.tid); }
void members(auto& visit, Is<Stream> auto& v) { visit("process", v.process)("stream", v.stream)("bytes", v.bytes); }
void members(auto& visit, Is<Carrier> auto& v) {
  visit("object", v.object)("size", v.size)("bytes", v.bytes)("writers", v.writers)("readers", v.readers)("opaque", v.opaque);
}
void members(auto& visit, Is<NamedObject> auto& v) {
  visit("object", v.object)("path", v.path)("maker", v.maker)("removed", v.removed)("site", v.site);
}
void members(auto& visit, Is<Mapped> auto& v) {
  visit("object", v.object)("path", v.path)("process", v.process)("size", v.size)("writable", v.writable);
}
void members(auto& visit, Is<Trace> auto& v) {
  visit("scenario", v.scenario)("ending", v.ending)("trouble", v.trouble)("processes", v.processes)("threads", v.threads)(
      "events", v.events)("snapshots", v.snapshots)("streams", v.streams)("carriers", v.carriers)("named", v.named)(
      "mapped", v.mapped)("peers", v.peers)("faults", v.faults)("points", v.points)("still_running", v.still_running)("duration",
                                                                                                                      v.duration);
}

}  // namespace ipcgrade::model
