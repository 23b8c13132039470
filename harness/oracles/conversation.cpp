#include "oracles/conversation.hpp"

#include <algorithm>

#include "model/calls.hpp"
#include "oracles/account.hpp"

namespace ipcgrade::oracles {

using namespace model;

namespace {

// So many bytes in all had passed with this event.
struct Passed {
  std::uint64_t bytes = 0;
  linear::Time event = 0;
};

bool moves(const Called& call, Waiting direction) { return call.result > 0 && waiting_of(call.call) == direction; }

// What the process and its descendants read of its input, or wrote to its output.
std::vector<Passed> passed(const Trace& trace, ProcessIndex root, ObjectKind kind, Waiting direction) {
  std::vector<Passed> out;
  std::uint64_t bytes = 0;
  for (std::size_t i = 0; i < trace.events.size(); ++i) {
    const auto* call = std::get_if<Called>(&trace.events[i].what);
    if (call == nullptr || call->object.kind != kind || !moves(*call, direction)) continue;
    if (root_of(trace, trace.events[i].process) != root) continue;
    if (kind == ObjectKind::output && call->fd != 1) continue;
    bytes += static_cast<std::uint64_t>(call->result) * call->count;
    out.push_back({bytes, i});
  }
  return out;
}

// When its output had come: by the calls that wrote it where they add up to it, else by its arrival, which is later.
std::vector<Passed> output_of(const Trace& trace, ProcessIndex process, std::uint64_t size) {
  std::vector<Passed> calls = passed(trace, process, ObjectKind::output, Waiting::write_fd);
  if (!calls.empty() && calls.back().bytes == size) return calls;
  std::vector<Passed> arrived;
  for (std::size_t i = 0; i < trace.events.size(); ++i)
    if (const auto* wrote = std::get_if<Wrote>(&trace.events[i].what);
        wrote != nullptr && wrote->stream == 1 && trace.events[i].process == process)
      arrived.push_back({wrote->offset + wrote->size, i});
  return arrived;
}

// The event with which byte number `end` had passed; nullopt: it has not.
std::optional<linear::Time> event_of(const std::vector<Passed>& all, std::uint64_t end) {
  const auto found = std::lower_bound(all.begin(), all.end(), end, [](const Passed& p, std::uint64_t n) { return p.bytes < n; });
  return found == all.end() ? std::nullopt : std::optional(found->event);
}

std::string sent_to(const Trial& trial, const std::string& label) {
  std::string all;
  for (const TrialStep& step : trial.steps)
    if (const auto* send = std::get_if<Send>(&step.action); send != nullptr && send->process == label) all += send->data.bytes;
  return all;
}

// The next line without its newline; nullopt: no whole one is left.
std::optional<std::string> next_line(std::string_view text, std::size_t& at) {
  const std::size_t end = text.find('\n', at);
  if (end == std::string_view::npos) return std::nullopt;
  std::string line(text.substr(at, end - at));
  at = end + 1;
  return line;
}

linear::Time end_of(const Trace& trace, ProcessIndex process) {
  for (std::size_t i = 0; i < trace.events.size(); ++i)
    if (trace.events[i].process == process && std::holds_alternative<Exited>(trace.events[i].what)) return i;
  return linear::never;
}

bool tells_to_end(const Event& event) {
  if (std::holds_alternative<GotSignal>(event.what)) return true;
  const auto* call = std::get_if<Called>(&event.what);
  return call != nullptr && call->object.kind == ObjectKind::input && call->result == 0 &&
         waiting_of(call->call) == Waiting::read_fd;
}

// After what it did last.
linear::Time leaving_of(const Trace& trace, const Conversation& all) {
  const linear::Time last = all.exchanges.empty() ? 0 : all.exchanges.back().call;
  for (std::size_t i = last; i < trace.events.size() && i < all.ended; ++i)
    if (tells_to_end(trace.events[i]) && root_of(trace, trace.events[i].process) == all.process) return i;
  return all.ended;
}

}  // namespace

Conversation conversation_of(const Trial& trial, const Trace& trace, ProcessIndex process) {
  Conversation out{process, {}, end_of(trace, process)};
  const std::string input = sent_to(trial, trace.processes[static_cast<std::size_t>(process)].label);
  const std::string_view output = output_before(trace, process, 1);
  const std::vector<Passed> reads = passed(trace, process, ObjectKind::input, Waiting::read_fd);
  const std::vector<Passed> writes = output_of(trace, process, output.size());
  std::size_t asked = 0;
  std::size_t answered = 0;
  linear::Time before = 0;  // the answer to the command before
  while (auto command = next_line(input, asked)) {
    const auto read = event_of(reads, asked);
    if (!read) break;  // nobody has read it
    Exchange exchange{*std::move(command), next_line(output, answered), std::max(*read, before)};
    const auto written = exchange.answer ? event_of(writes, answered) : std::nullopt;
    if (!written) exchange.answer.reset();
    exchange.returned = before = written.value_or(linear::never);
    out.exchanges.push_back(std::move(exchange));
    if (!written) break;  // it is in this call
  }
  out.leaves = leaving_of(trace, out);
  return out;
}

}  // namespace ipcgrade::oracles
