#include "engine/recorder.hpp"

#include <algorithm>

namespace ipcgrade::engine {
namespace {

constexpr std::uint32_t first_events = 1U << 18;  // room that costs nothing until it is written

bool same_call(const model::Called& a, const model::Called& b) {
  return a.call == b.call && std::equal(std::begin(a.arguments), std::end(a.arguments), std::begin(b.arguments)) &&
         a.object == b.object && a.result == b.result && a.hash == b.hash;
}

// A stream is cut into pieces by chance: what a peer sends or receives in a row is one event. Datagrams are what they are.
bool joined(model::PeerDid& before, const model::PeerDid& now) {
  const bool moves = now.deed == model::PeerDeed::sent || now.deed == model::PeerDeed::received;
  if (!moves || now.whole || before.deed != now.deed || before.peer != now.peer) return false;
  before.size += now.size;
  before.payload += now.payload.substr(0, model::PeerDid::payload_bytes - before.payload.size());
  ++before.count;
  return true;
}

}  // namespace

Recorder::Recorder(std::uint32_t most_events) : most_events_(most_events) {
  trace_.events.reserve(std::min(most_events, first_events));
}

void Recorder::process(const Process& process, Named named) {
  trace_.processes.push_back({std::move(named.label), std::move(named.role), process.parent, process.pid, named.by});
}

void Recorder::thread(const Thread& thread) { trace_.threads.push_back({thread.process, thread.tid}); }

void Recorder::event(model::ProcessIndex process, model::ThreadIndex thread, model::Happening what) {
  if (!trace_.events.empty()) {
    model::Event& last = trace_.events.back();
    auto* const before = std::get_if<model::Called>(&last.what);
    const auto* const now = std::get_if<model::Called>(&what);
    auto* const deed_before = std::get_if<model::PeerDid>(&last.what);
    const auto* const deed_now = std::get_if<model::PeerDid>(&what);
    if (deed_before != nullptr && deed_now != nullptr && joined(*deed_before, *deed_now)) return;
    if (before != nullptr && now != nullptr && last.thread == thread && same_call(*before, *now)) {
      ++before->count;
      return;
    }
  }
  trace_.events.push_back({process, thread, std::move(what)});
}

const model::ProcessInfo& Recorder::info(model::ProcessIndex process) const {
  return trace_.processes[static_cast<std::size_t>(process)];
}

}  // namespace ipcgrade::engine
