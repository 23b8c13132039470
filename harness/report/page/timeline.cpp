#include "report/page/timeline.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <utility>

#include "oracles/account.hpp"
#include "oracles/naming.hpp"
#include "report/call_words.hpp"
#include "report/page/arrows.hpp"
#include "report/printable.hpp"
#include "report/story_lines.hpp"

namespace ipcgrade::report::page {

using namespace model;

namespace {

using Kind = Mark::Kind;
constexpr std::size_t none = static_cast<std::size_t>(-1);

bool is_one_of(const std::string& call, std::initializer_list<std::string_view> names) {
  return std::find(names.begin(), names.end(), call) != names.end();
}

// What a happening looks like, by what it is.
struct Look {
  const Trial& trial;

  Kind operator()(const StepDone& done) const {
    if (done.step >= trial.steps.size()) return Kind::done;
    const TrialAction& action = trial.steps[done.step].action;
    return std::holds_alternative<Until>(action) || std::holds_alternative<Expect>(action) ? Kind::held : Kind::done;
  }
  Kind operator()(const StepFailed& /*failed*/) const { return Kind::failed; }
  Kind operator()(const Forked& /*forked*/) const { return Kind::fork; }
  Kind operator()(const BlockedIn& /*blocked*/) const { return Kind::wait; }
  Kind operator()(const GotSignal& /*got*/) const { return Kind::signal; }
  Kind operator()(const Exited& /*exited*/) const { return Kind::exit; }
  Kind operator()(const PeerDid& did) const {
    return did.deed == PeerDeed::sent ? Kind::send : did.deed == PeerDeed::received ? Kind::receive : Kind::peer;
  }
  Kind operator()(const Called& called) const {
    if (called.result < 0) return Kind::call;
    if (is_one_of(called.call, {"write", "writev", "sendto", "sendmsg", "mq_timedsend", "msgsnd", "pwrite64"})) return Kind::send;
    const bool reads = is_one_of(called.call, {"read", "readv", "recvfrom", "recvmsg", "mq_timedreceive", "msgrcv", "pread64"});
    return reads ? Kind::receive : Kind::call;
  }
  // Of all happenings only a fault that struck counts calls.
  Kind operator()(const auto& what) const {
    return requires { what.nth; }
    ? Kind::fault : Kind::call;
  }
};

std::string short_name_of(const Event& event) {
  if (const auto* called = std::get_if<Called>(&event.what)) return std::string(oracles::call_name(called->call));
  if (const auto* blocked = std::get_if<BlockedIn>(&event.what)) return std::string(oracles::call_name(blocked->call));
  if (const auto* forked = std::get_if<Forked>(&event.what))
    return forked->child == event.process ? "thread" : std::string(oracles::call_name(forked->call));
  if (const auto* exited = std::get_if<Exited>(&event.what))
    return exited->signal != 0 ? oracles::signal_name(exited->signal) : fmt::format("exit {}", exited->status);
  if (const auto* got = std::get_if<GotSignal>(&event.what)) return oracles::signal_name(got->signal);
  return "";
}

std::string payload_of(const Event& event) {
  if (const auto* called = std::get_if<Called>(&event.what); called != nullptr && called->payload.size() > shown_bytes)
    return printable(called->payload);
  const auto* did = std::get_if<PeerDid>(&event.what);
  return did != nullptr && did->payload.size() > shown_bytes ? printable(did->payload) : "";
}

class Drawing {
 public:
  Drawing(const Trial& trial, const Trace& trace, const TimelineLimits& limits)
      : trial_(trial), trace_(trace), limits_(limits), mark_of_(trace.events.size(), none) {}

  Timeline operator()(const std::vector<Line>& lines) {
    lane("scenario", {nobody, ""}, Lane::Kind::scenario);
    const std::size_t too_many = lines.size() > limits_.marks ? lines.size() - limits_.marks : 0;
    const std::size_t gap_at = limits_.marks / 2;
    for (std::size_t i = 0; i < lines.size(); ++i) {
      if (too_many > 0 && i == gap_at) gap(too_many);
      if (i >= gap_at && i < gap_at + too_many) continue;
      mark(lines[i]);
    }
    spans_and_arrows();
    lifetimes();
    return std::move(out_);
  }

 private:
  void mark(const Line& line) {
    const Event& event = trace_.events[line.event];
    Mark mark;
    mark.kind = line.kind == Line::Kind::wrong   ? Kind::wrong
                : line.kind == Line::Kind::small ? Kind::small
                                                 : std::visit(Look{trial_}, event.what);
    mark.lane = line.kind == Line::Kind::step ? 0 : lane(line.who, {event.process, line.who}, lane_kind(event, line.who));
    if (mark.kind == Kind::small && joins(mark.lane, line)) return;
    small_ = 1;
    mark.name = short_name_of(event);
    mark.where = printable(line.where);
    mark.text = printable(line.text);
    mark.event = line.event;
    mark.payload = payload_of(event);
    payload_ += mark.payload.size();
    if (payload_ > limits_.payload_bytes) mark.payload.clear();
    mark_of_[line.event] = out_.marks.size();
    if (mark.kind == Kind::failed || (mark.kind == Kind::wrong && !out_.wrong)) out_.wrong = out_.marks.size();
    out_.marks.push_back(std::move(mark));
  }

  // Small calls in a row are one mark.
  bool joins(std::size_t lane, const Line& line) {
    if (out_.marks.empty() || out_.marks.back().kind != Kind::small || out_.marks.back().lane != lane) return false;
    mark_of_[line.event] = out_.marks.size() - 1;
    Mark& last = out_.marks.back();
    ++small_;
    last.text = fmt::format("{} small calls, the last: {}", small_, printable(line.text));
    last.name.clear();
    last.where.clear();
    return true;
  }

  void gap(std::size_t number) {
    Mark mark;
    mark.kind = Kind::gap;
    mark.text = fmt::format("{} happenings are left out here", number);
    out_.marks.push_back(std::move(mark));
  }

  static Lane::Kind lane_kind(const Event& event, const std::string& who) {
    if (std::holds_alternative<PeerDid>(event.what)) return Lane::Kind::peer;
    return who.find('#') == std::string::npos ? Lane::Kind::process : Lane::Kind::thread;
  }

  std::size_t lane(const std::string& name, const std::pair<ProcessIndex, std::string>& key, Lane::Kind kind) {
    const auto [found, is_new] = lanes_.try_emplace(key, out_.lanes.size());
    if (is_new) out_.lanes.push_back({kind, printable(name), out_.marks.size(), 0});
    return found->second;
  }

  void spans_and_arrows() {
    Arrows arrows(trial_, trace_);
    for (std::size_t i = 0; i < trace_.events.size(); ++i) {
      const Event& event = trace_.events[i];
      const auto mark = mark_of_[i] == none ? std::nullopt : std::optional(mark_of_[i]);
      arrows.follow(event, mark);
      if (!mark) continue;
      end_span(event, *mark);
      if (std::holds_alternative<BlockedIn>(event.what)) {
        open_[event.thread] = out_.spans.size();
        out_.spans.push_back({out_.marks[*mark].lane, *mark, out_.marks.size(), Span::End::never});
      }
    }
    out_.arrows = std::move(arrows).all();
  }

  void end_span(const Event& event, std::size_t mark) {
    const bool exits = std::holds_alternative<Exited>(event.what);
    const bool ends = exits || std::holds_alternative<Called>(event.what);
    for (auto open = open_.begin(); ends && open != open_.end();) {
      const bool own = open->first == event.thread;
      const bool with_it = exits && trace_.threads.at(static_cast<std::size_t>(open->first)).process == event.process;
      if (own || with_it) {
        out_.spans[open->second].to = mark;
        out_.spans[open->second].end = Span::End::woken;
      }
      open = own || with_it ? open_.erase(open) : std::next(open);
    }
  }

  void lifetimes() {
    const std::size_t end = out_.marks.empty() ? 0 : out_.marks.size() - 1;
    for (Lane& lane : out_.lanes) lane.last = end;
    for (std::size_t i = 0; i < trace_.events.size(); ++i)
      if (std::holds_alternative<Exited>(trace_.events[i].what) && mark_of_[i] != none)
        out_.lanes[out_.marks[mark_of_[i]].lane].last = mark_of_[i];
  }

  const Trial& trial_;
  const Trace& trace_;
  const TimelineLimits& limits_;
  Timeline out_;
  std::vector<std::size_t> mark_of_;  // by event
  std::map<std::pair<ProcessIndex, std::string>, std::size_t> lanes_;
  std::map<ThreadIndex, std::size_t> open_;  // the span that a thread sleeps in
  std::size_t small_ = 1;
  std::size_t payload_ = 0;
};

}  // namespace

std::optional<std::size_t> mark_of(const Verdict& verdict, const Trace& trace, const Timeline& timeline) {
  const std::string site =
      verdict.site && verdict.site->line > 0 ? fmt::format("{}:{}", verdict.site->file, verdict.site->line) : "";
  // A history is wrong from the return of the call that its evidence begins with.
  const bool history = verdict.verdict == VerdictClass::not_linearizable && !verdict.evidence.empty();
  const ProcessIndex process = history ? verdict.evidence.front().process : nobody;
  std::optional<std::size_t> mistake;
  std::optional<std::size_t> at_site;
  std::optional<std::size_t> returned;
  for (std::size_t i = 0; i < timeline.marks.size(); ++i) {
    const Mark& mark = timeline.marks[i];
    if (!site.empty() && mark.where == site) (mark.kind == Kind::wrong ? mistake : at_site) = i;
    if (process != nobody && mark.kind == Kind::send && trace.events[mark.event].process == process) returned = i;
  }
  if (mistake) return mistake;
  if (timeline.wrong) return timeline.wrong;
  return at_site ? at_site : returned;
}

Timeline timeline_of(const Trial& trial, const Trace& trace, Aftermath aftermath, const TimelineLimits& limits) {
  return Drawing(trial, trace, limits)(lines_of(trial, trace, aftermath, Waits::apart));
}

}  // namespace ipcgrade::report::page
