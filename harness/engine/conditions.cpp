#include "engine/conditions.hpp"

#include <algorithm>
#include <ctime>

namespace ipcgrade::engine {
namespace {

using model::ObjectKind;
using model::RunState;
using model::ThreadState;

bool waits_on(const ThreadState& thread, const std::vector<ObjectKind>& kinds) {
  return std::any_of(thread.waits.begin(), thread.waits.end(),
                     [&](const model::Wait& w) { return std::find(kinds.begin(), kinds.end(), w.object.kind) != kinds.end(); });
}

// Waiting for nothing but the passing of time is not being blocked: whoever polls sleeps, too.
bool only_sleeps(const ThreadState& thread) {
  return std::all_of(thread.waits.begin(), thread.waits.end(),
                     [](const model::Wait& w) { return w.object.kind == ObjectKind::timer; });
}

bool is_blocked(const model::Snapshot& snapshot, model::ProcessIndex process, const std::vector<ObjectKind>& on) {
  bool found = false;
  bool any = false;
  for (const ThreadState& thread : snapshot.threads) {
    if (thread.process != process || thread.runtime) continue;
    if (thread.state != RunState::blocked && thread.state != RunState::vfork_wait) return false;
    any = true;
    found = found || (on.empty() ? !only_sleeps(thread) : waits_on(thread, on));
  }
  return any && found;
}

bool is_stopped(const model::Snapshot& snapshot, model::ProcessIndex process) {
  return std::any_of(snapshot.threads.begin(), snapshot.threads.end(),
                     [&](const ThreadState& t) { return t.process == process && t.state == RunState::stopped; });
}

bool state_holds(const model::Condition& condition, const Standing& standing, const model::Snapshot& snapshot) {
  if (!condition.is) return true;
  switch (*condition.is) {
    case model::ProcessCondition::blocked:
      return is_blocked(snapshot, standing.index, condition.on);
    case model::ProcessCondition::stopped:
      return is_stopped(snapshot, standing.index);
    case model::ProcessCondition::exited:
      return standing.ended;
  }
  return false;
}

bool output_holds(const std::optional<model::OutputMatch>& match, const std::string* bytes, std::int64_t began) {
  return !match || (bytes != nullptr && matches(*match, *bytes, began));
}

bool file_holds(const std::optional<model::FileMatch>& match, const std::optional<model::FileState>& state) {
  return !match || (state && model::matches(*match, *state));
}

bool growth_holds(const std::optional<bool>& grown, const std::optional<model::Growth>& growth) {
  return !grown || !growth || growth->none() != *grown;
}

bool peer_holds(const model::PeerMatch& match, const model::PeerRecord& record, std::int64_t began) {
  return (!match.received || matches(*match.received, record.bytes, began)) &&
         (!match.closed || model::matches(*match.closed, record.end)) &&
         (!match.datagrams || !model::first_mismatch(*match.datagrams, record.datagrams)) &&
         (!match.connections || *match.connections == record.connections);
}

Truth evaluate_peer(const model::PeerMatch& match, const model::PeerRecord* record, std::int64_t began) {
  if (record == nullptr) return Truth::not_yet;
  if (peer_holds(match, *record, began)) return Truth::holds;
  return record->end == model::PeerEnd::none ? Truth::not_yet : Truth::never;
}

}  // namespace

bool matches(const model::OutputMatch& match, const std::string& bytes, std::int64_t began) {
  switch (match.rule) {
    case model::OutputRule::equals:
      return bytes.size() == match.text.bytes.size() && model::overlooking_any(match.text, bytes) == match.text.bytes;
    case model::OutputRule::starts_with:
      return model::overlooking_any(match.text, bytes).starts_with(match.text.bytes);
    case model::OutputRule::contains:
      return bytes.find(match.text.bytes) != std::string::npos;
    case model::OutputRule::line:
      return bytes == match.text.bytes || bytes == match.text.bytes + "\n";
    case model::OutputRule::now:
      return model::tells_the_time(bytes, began, std::time(nullptr));
    case model::OutputRule::some:
      return !bytes.empty();
    case model::OutputRule::none:
      return bytes.empty();
  }
  return false;
}

bool matches(const model::ExitMatch& match, int status, int signal) {
  switch (match.rule) {
    case model::ExitMatch::Rule::status:
      return signal == 0 && status == match.value;
    case model::ExitMatch::Rule::failure:
      return signal == 0 && status >= 1 && status <= 255;
    case model::ExitMatch::Rule::signal:
      return signal == match.value;
  }
  return false;
}

Truth evaluate(const model::Condition& condition, const Standing& standing, const model::Snapshot& snapshot) {
  if (condition.peer) return evaluate_peer(*condition.peer, standing.peer, standing.began);
  if (!standing.exists) return Truth::not_yet;
  const bool exit_holds = !condition.exit || (standing.ended && matches(*condition.exit, standing.status, standing.signal));
  const bool holds = exit_holds && state_holds(condition, standing, snapshot) &&
                     output_holds(condition.standard_output, standing.standard_output, standing.began) &&
                     output_holds(condition.standard_error, standing.standard_error, standing.began) &&
                     file_holds(condition.file, standing.file) && growth_holds(condition.grown, standing.growth);
  if (holds) return Truth::holds;
  return standing.ended ? Truth::never : Truth::not_yet;
}

}  // namespace ipcgrade::engine
