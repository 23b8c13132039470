#include "report/story_lines.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <csignal>
#include <map>
#include <optional>
#include <set>

#include "oracles/account.hpp"
#include "oracles/naming.hpp"
#include "oracles/printable.hpp"
#include "oracles/situation.hpp"
#include "report/call_words.hpp"
#include "report/peer_words.hpp"

namespace ipcgrade::report {

using namespace model;

namespace {

std::string command_line(const std::vector<std::string>& argv) {
  std::string out;
  for (const std::string& word : argv) {
    const bool plain = !word.empty() && word.find_first_of(" \t\n'\"\\$*") == std::string::npos && word.size() < 60;
    if (!out.empty()) out += ' ';
    out += plain ? oracles::printable(word) : oracles::quoted(word, 40);
  }
  return out;
}

struct ActionWords {
  std::string operator()(const Launch& launch) const {
    return fmt::format("start {}{}: {}", launch.by == By::reference ? "our " : "", launch.process, command_line(launch.argv));
  }
  std::string operator()(const Send& send) const {
    return fmt::format("send {} {}", send.process,
                       send.data.origin.empty() ? oracles::quoted(send.data.bytes) : send.data.origin);
  }
  std::string operator()(const CloseInput& close) const { return fmt::format("close the input of {}", close.process); }
  std::string operator()(const Mark& mark) const { return fmt::format("remember what {} holds open", mark.process); }
  std::string operator()(const SendSignal& send) const {
    return fmt::format("send {} to {}", oracles::signal_name(send.signal), send.process);
  }
  std::string operator()(const OpenPeer& order) const { return words_for_peer(order); }
  std::string operator()(const SendToPeer& send) const { return words_for_peer(send); }
  std::string operator()(const TellPeer& tell) const { return words_for_peer(tell); }
  std::string operator()(const Fault& fault) const { return fmt::format("from here on, {}", describe(fault)); }
  std::string operator()(const Restart&) const { return "end whoever lives, and run it again with what is left"; }
  std::string operator()(const Until& until) const { return must(until.condition); }
  std::string operator()(const Expect& expect) const { return must(expect.condition); }

  static std::string must(const Condition& condition) {
    return fmt::format("{} must {}", condition.peer ? condition.peer->peer : condition.process, oracles::words_for(condition));
  }
};

struct WhyRow {
  WhyFailed why;
  std::string_view words;
};
constexpr std::array why_rows = {
    WhyRow{WhyFailed::never, "and never will: everybody waits or has ended"},
    WhyRow{WhyFailed::ended, "and no longer can"},
    WhyRow{WhyFailed::no_process, "but there is no such process"},
};

struct LimitRow {
  LimitName limit;
  std::string_view words;
};
constexpr std::array limit_rows = {
    LimitRow{LimitName::cpu, "milliseconds of processor time"},
    LimitRow{LimitName::output, "bytes of output"},
    LimitRow{LimitName::processes, "processes at a time"},
    LimitRow{LimitName::events, "events"},
    LimitRow{LimitName::memory, "bytes of memory"},
    LimitRow{LimitName::disk, "bytes on disk"},
    LimitRow{LimitName::wall, "milliseconds"},
};

std::string place(const Site& site) {
  // Below main there is only what the C library does when the program ends: it writes what stdio has kept.
  if (site.file.empty() && site.function == "_start") return "at its end";
  if (site.file.empty()) return site.function;
  return site.line > 0 ? fmt::format("{}:{}", site.file, site.line) : site.file;
}

// 32 and 33 are the C library's own, for its threads (nptl(7)).
constexpr std::uint64_t first_internal_signal = 32;

bool makes_process(const std::string& call) { return call == "fork" || call == "vfork" || call == "clone" || call == "clone3"; }

class Teller {
 public:
  Teller(const Trial& trial, const Trace& trace, Waits waits)
      : trial_(trial), trace_(trace), waits_(waits), objects_(trace), scene_{trace, objects_} {
    next_.assign(trace.events.size(), trace.events.size());
    std::map<ThreadIndex, std::size_t> later;
    for (std::size_t i = trace.events.size(); i > 0; --i) {
      const ThreadIndex thread = trace.events[i - 1].thread;
      if (const auto found = later.find(thread); found != later.end()) next_[i - 1] = found->second;
      if (thread != nobody) later[thread] = i - 1;
    }
  }

  std::vector<Line> operator()(std::size_t end) {
    for (index_ = 0; index_ < std::min(end, trace_.events.size()); ++index_) {
      const Event& event = trace_.events[index_];
      std::visit([&](const auto& what) { tell(event, what); }, event.what);
      objects_.follow(event);
    }
    return std::move(lines_);
  }

 private:
  // ---- of the scenario ----
  void tell(const Event& /*event*/, const StepDone& done) {
    if (done.step >= trial_.steps.size()) return;
    const TrialAction& action = trial_.steps[done.step].action;
    const bool waits = std::holds_alternative<Until>(action) || std::holds_alternative<Expect>(action);
    step(waits ? "✓" : "▸", done.step, words_for(action));
  }
  void tell(const Event& event, const Injected& injected) {
    const auto* const fault =
        injected.step < trial_.steps.size() ? std::get_if<Fault>(&trial_.steps[injected.step].action) : nullptr;
    if (fault != nullptr)
      act(event, fmt::format("⚡ its {} {} {}", ordinal(injected.nth), call_on(fault->call, fault->on), effect_words(*fault)),
          site_of_next(nullptr));
  }
  void tell(const Event& /*event*/, const PassedOver& passed) {
    if (passed.step < trial_.steps.size())
      step("–", passed.step, words_for(trial_.steps[passed.step].action) + ", and does not: the run goes on");
  }
  void tell(const Event& /*event*/, const NothingLeft&) {
    of_scenario("▸", "nothing is left: the run that would follow is the one without a fault");
  }
  void tell(const Event& /*event*/, const StepFailed& failed) {
    const auto* row = std::find_if(why_rows.begin(), why_rows.end(), [&](const WhyRow& r) { return r.why == failed.why; });
    if (failed.step < trial_.steps.size())
      step("✗", failed.step, fmt::format("{}, {}", words_for(trial_.steps[failed.step].action), row->words));
  }
  void step(std::string_view mark, std::uint32_t number, const std::string& words) {
    of_scenario(mark, fmt::format("step {}: {}", number + 1, words));
  }
  void of_scenario(std::string_view mark, std::string text) {
    Line line;
    line.kind = Line::Kind::step;
    line.who = mark;
    line.text = std::move(text);
    line.event = index_;
    lines_.push_back(std::move(line));
  }

  // ---- of the processes ----

  void tell(const Event& event, const Started& started) {
    if (started.error != 0) act(event, "cannot be started: " + error_words(-started.error), {});
  }
  void tell(const Event& event, const Forked& forked) {
    if (forked.child == event.process) return act(event, "starts a thread", site_of_next(nullptr));
    const std::string_view call = forked.call == "clone" ? "fork" : std::string_view(forked.call);
    act(event, fmt::format("{}() makes {}", call, oracles::label_of(trace_, forked.child)), site_of_next(nullptr));
  }
  void tell(const Event& event, const Executed& executed) {
    const bool first = index_ > 0 && std::holds_alternative<Started>(trace_.events[index_ - 1].what) &&
                       trace_.events[index_ - 1].process == event.process;
    if (!first) act(event, fmt::format("exec: it is {} from now on", executed.path), {});
  }
  void tell(const Event& event, const Called& called) {
    if (called.call == "rt_sigaction" && called.arguments[0] >= first_internal_signal) return;
    if (called.result >= 0 && (makes_process(called.call) || called.call.starts_with("execve"))) return;
    if (called.call == "rt_sigaction" && called.arguments[0] == SIGCHLD && called.arguments[1] != 0)
      told_of_children_.insert(event.process);
    std::string words = words_for(scene_, event.process, called);
    if (const auto waiting = waiting_.find(event.thread); waiting != waiting_.end()) {
      // Where nothing else happened meanwhile, the wait and its end are one line.
      const bool at_once = waits_ == Waits::with_their_ends && waiting->second + 1 == lines_.size();
      if (at_once) lines_.pop_back();
      words = at_once ? words + ", after waiting" : "goes on: " + words;
      waiting_.erase(waiting);
    }
    act(event, words, called.site);
    Line& line = lines_.back();
    if (is_small(scene_, event.process, called)) line.kind = Line::Kind::small;
    line.key = fmt::format("{} {} {}", line.who, short_name(called), called.result < 0 ? called.result : 0);
    line.call = short_name(called);
    line.count = called.count;
    line.bytes = called.object.kind != ObjectKind::unknown && called.result > 0 && !called.call.starts_with("open")
                     ? static_cast<std::uint64_t>(called.result) * called.count
                     : 0;
  }
  void tell(const Event& event, const BlockedIn& blocked) {
    act(event, words_for(scene_, event.process, blocked), site_of_next(&blocked));
    waiting_[event.thread] = lines_.size() - 1;
  }
  void tell(const Event& event, const GotSignal& got) {
    if (got.signal != SIGCHLD || told_of_children_.contains(event.process))
      act(event, "gets " + oracles::signal_name(got.signal), {});
  }
  void tell(const Event& event, const Exited& exited) {
    std::string words = exited.signal != 0 ? "is killed by " + oracles::signal_name(exited.signal)
                                           : fmt::format("ends with status {}", exited.status);
    std::vector<std::string> ends;
    for (const Objects::End& end : objects_.last_ends(event.process)) ends.push_back(objects_.name(end));
    if (!ends.empty()) words += fmt::format(", and with it {}", oracles::list_of(ends));
    std::vector<std::string> children;
    for (const ProcessIndex child : exited.unreaped) children.push_back(oracles::label_of(trace_, child));
    if (!children.empty()) words += fmt::format("; nobody has waited for {}", oracles::list_of(children));
    act(event, words, exited.site);
    if (!children.empty() || exited.site != Site{}) lines_.back().kind = Line::Kind::wrong;
    waiting_.erase(event.thread);
  }
  void tell(const Event& event, const Spinning& spin) {
    const std::string what = spin.call.empty() ? "looks at memory" : fmt::format("calls {}", oracles::call_name(spin.call));
    act(event, fmt::format("{} again and again, and nothing can change meanwhile: everybody else sleeps", what), spin.site);
    lines_.back().kind = Line::Kind::wrong;
  }
  void tell(const Event& event, const Polling& polling) {
    const std::string check = polling.check.empty() ? "a look at memory" : std::string(oracles::call_name(polling.check));
    act(event, fmt::format("sleeps ({}), tries again ({}), sleeps … and so on", oracles::call_name(polling.sleep), check),
        polling.site);
    lines_.back().kind = Line::Kind::wrong;
  }
  void tell(const Event& event, const LimitHit& hit) {
    const auto* row = std::find_if(limit_rows.begin(), limit_rows.end(), [&](const LimitRow& r) { return r.limit == hit.limit; });
    act(event, fmt::format("reaches the limit of {} {}", hit.allowed, row->words), {});
    lines_.back().kind = Line::Kind::wrong;
  }
  void tell(const Event& /*event*/, const PeerDid& did) {
    Line line;
    line.who = did.peer;
    line.text = words_for_peer(did);
    line.key = fmt::format("{} {}", line.who, static_cast<int>(did.deed));
    line.call = "send or receive";
    line.bytes = did.size;
    line.event = index_;
    lines_.push_back(std::move(line));
  }
  void tell(const Event& /*event*/, const auto& /*what*/) {}  // Woke, Wrote, Rotated: told with the calls

  void act(const Event& event, std::string words, const Site& site) {
    Line line;
    line.who = event.process == nobody ? "all" : label(event);
    line.where = place(site);
    line.text = std::move(words);
    line.key = line.who + line.text;
    line.event = index_;
    lines_.push_back(std::move(line));
  }

  // With the thread's number where the process has several.
  std::string label(const Event& event) const {
    ThreadState state;
    state.thread = event.thread;
    state.process = event.process;
    std::string process = oracles::label_of(trace_, event.process);
    const std::string whole = oracles::label_of(trace_, state);
    if (whole == process) return process;
    return fmt::format("{} #{}", process, whole.substr(7, whole.find(' ', 7) - 7));  // "thread N of …"
  }

  // Where the call stands that this event is part of: told when it returned, or, of one that never did, by the last snapshot.
  Site site_of_next(const BlockedIn* blocked) const {
    const ThreadIndex thread = trace_.events[index_].thread;
    for (std::size_t i = next_[index_]; i < trace_.events.size(); i = next_[i])
      if (const auto* called = std::get_if<Called>(&trace_.events[i].what)) return called->site;
    const Snapshot* snapshot = blocked == nullptr ? nullptr : oracles::snapshot_at_verdict(trace_);
    if (snapshot == nullptr) return {};
    for (const ThreadState& state : snapshot->threads)
      if (state.thread == thread) return state.site;
    return {};
  }

  const Trial& trial_;
  const Trace& trace_;
  const Waits waits_;
  Objects objects_;
  Scene scene_;
  std::vector<std::size_t> next_;  // the next event of the same thread
  std::size_t index_ = 0;
  std::vector<Line> lines_;
  std::map<ThreadIndex, std::size_t> waiting_;  // the line that tells of a wait which is not over
  std::set<ProcessIndex> told_of_children_;     // those that handle SIGCHLD
};

}  // namespace

std::string words_for(const TrialAction& action) { return std::visit(ActionWords{}, action); }

std::vector<Line> lines_of(const Trial& trial, const Trace& trace, Aftermath aftermath, Waits waits) {
  const std::size_t horizon = oracles::verdict_horizon(trace);
  const bool all = aftermath == Aftermath::told || horizon == oracles::the_end;
  return Teller(trial, trace, waits)(all ? trace.events.size() : horizon + 1);
}

}  // namespace ipcgrade::report
