#include "report/replayed.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <csignal>
#include <map>
#include <set>
#include <vector>

#include "oracles/naming.hpp"
#include "report/call_words.hpp"
#include "report/printable.hpp"

namespace ipcgrade::report {

using namespace model;

namespace {

struct Entry {
  ThreadIndex thread = nobody;
  bool woken = false;  // the end of a call that had slept: when it is seen is between the kernel and us
  std::string text;    // equal where two runs did the same
};

// The events of a trace in words that do not change from run to run.
class Reader {
 public:
  explicit Reader(const Trace& trace) : trace_(trace), objects_(trace), scene_{trace, objects_} {}

  std::vector<Entry> operator()() {
    std::vector<Entry> out;
    for (const Event& event : trace_.events) {
      const std::string words = std::visit([&](const auto& what) { return told(event, what); }, event.what);
      const std::string who = event.process == nobody ? "the scenario" : oracles::label_of(trace_, event.process);
      const bool called = std::holds_alternative<Called>(event.what);
      if (!words.empty()) add(out, {event.thread, called && asleep_.erase(event.thread) != 0, fmt::format("{}: {}", who, words)});
      if (std::holds_alternative<BlockedIn>(event.what)) asleep_.insert(event.thread);
      objects_.follow(event);
    }
    return out;
  }

 private:
  // How often a loop turns before somebody looks depends on the clock: equal ones in a row are one.
  static void add(std::vector<Entry>& entries, Entry entry) {
    const auto last = std::find_if(entries.rbegin(), entries.rend(), [&](const Entry& e) { return e.thread == entry.thread; });
    if (last == entries.rend() || last->text != entry.text) entries.push_back(std::move(entry));
  }

  std::string told(const Event& /*event*/, const Started& started) { return started.error == 0 ? "starts" : "cannot start"; }
  std::string told(const Event& event, const Forked& forked) {
    return forked.child == event.process ? "starts a thread" : "makes " + oracles::label_of(trace_, forked.child);
  }
  std::string told(const Event& /*event*/, const Executed& executed) { return "exec " + executed.path; }
  std::string told(const Event& event, const Called& called) {
    if (called.result > 0 && (called.call == "fork" || called.call == "vfork" || called.call == "clone")) return "";
    Called once = called;
    once.count = 1;
    std::string words = words_for(scene_, event.process, once);
    return called.payload.size() > 32 ? fmt::format("{} [{:x}]", words, called.hash) : words;
  }
  std::string told(const Event& event, const BlockedIn& blocked) { return words_for(scene_, event.process, blocked); }
  std::string told(const Event& /*event*/, const GotSignal& got) {
    return got.signal == SIGCHLD ? "" : "gets " + oracles::signal_name(got.signal);
  }
  std::string told(const Event& /*event*/, const Exited& exited) {
    return exited.signal != 0 ? "is killed by " + oracles::signal_name(exited.signal)
                              : fmt::format("ends with status {}", exited.status);
  }
  std::string told(const Event& /*event*/, const StepDone& done) { return fmt::format("step {} is done", done.step + 1); }
  std::string told(const Event& /*event*/, const StepFailed& failed) { return fmt::format("step {} fails", failed.step + 1); }
  std::string told(const Event& /*event*/, const Spinning&) { return "waits without sleeping"; }
  std::string told(const Event& /*event*/, const Polling&) { return "polls"; }
  std::string told(const Event& /*event*/, const LimitHit&) { return "reaches a limit"; }
  std::string told(const Event& /*event*/, const auto& /*what*/) { return ""; }  // Woke, Wrote: with the calls; Rotated: apart

  const Trace& trace_;
  Objects objects_;
  Scene scene_;
  std::set<ThreadIndex> asleep_;
};

std::map<ThreadIndex, std::vector<std::string>> by_thread(const std::vector<Entry>& entries) {
  std::map<ThreadIndex, std::vector<std::string>> out;
  for (const Entry& entry : entries) out[entry.thread].push_back(entry.text);
  return out;
}

std::vector<Entry> chosen(std::vector<Entry> entries) {
  std::erase_if(entries, [](const Entry& entry) { return entry.woken; });
  return entries;
}

std::size_t rotations_in(const Trace& trace) {
  return static_cast<std::size_t>(std::count_if(trace.events.begin(), trace.events.end(),
                                                [](const Event& e) { return std::holds_alternative<Rotated>(e.what); }));
}

std::string at(const std::vector<Entry>& entries, std::size_t index) {
  return index < entries.size() ? entries[index].text : "nothing more";
}

std::string order_words(const TwoRuns& runs) {
  if (runs.order == Order::same) return fmt::format("all {} are the same, in the same order", runs.events);
  if (runs.order == Order::interleaved_differently)
    return fmt::format("every process did the same, but from event {} on in another order with the others", runs.same + 1);
  return fmt::format("the first {} of {} are the same; then they differ", runs.same, runs.events);
}

constexpr std::string_view not_fixed =
    "What a program learns from the clock, from random numbers, from its process number or from uninitialised memory is not "
    "part of a replay, and may be different in every run.";

std::string rotation_words(const TwoRuns& runs) {
  const std::size_t most = std::max(runs.rotations, runs.rotations_before);
  if (most == 0) return "No turn ended inside a computation: the order of the calls is fixed by the seed.";
  return fmt::format(
      "{} turn{} ended inside a long computation, where no call marks the place: exactly there a replay may go "
      "another way.",
      most, most == 1 ? "" : "s");
}

}  // namespace

TwoRuns compared(const Trace& before, const Trace& now) {
  const std::vector<Entry> first = Reader(before)();
  const std::vector<Entry> second = Reader(now)();
  TwoRuns out;
  out.events = first.size();
  out.rotations_before = rotations_in(before);
  out.rotations = rotations_in(now);
  const bool each_did_the_same = by_thread(first) == by_thread(second);
  // An end that was waited for may be seen a little earlier or later: only of the others the order is the scheduler's.
  const auto one = each_did_the_same ? chosen(first) : first;
  const auto other = each_did_the_same ? chosen(second) : second;
  const auto parts = std::mismatch(one.begin(), one.end(), other.begin(), other.end(),
                                   [](const Entry& a, const Entry& b) { return a.text == b.text; });
  const bool all = parts.first == one.end() && parts.second == other.end();
  out.same = all ? out.events : static_cast<std::size_t>(parts.first - one.begin());
  if (all) return out;
  out.order = each_did_the_same ? Order::interleaved_differently : Order::different;
  out.parted = Parted{at(one, out.same), at(other, out.same)};
  return out;
}

bool came_out_the_same(const Replay& replay) {
  return replay.verdicts_before.front().verdict == replay.verdicts_now.front().verdict &&
         compared(replay.before, replay.now).order == Order::same;
}

std::string render_replay(const Replay& replay, const ConsoleOptions& options) {
  constexpr std::size_t gutter = 9;
  const Paint paint(options.colour);
  const std::size_t width = std::min<std::size_t>(options.width, 110);
  const TwoRuns runs = compared(replay.before, replay.now);
  std::string out;
  const auto line = [&](std::string_view label, const std::string& text, Style style) {
    const auto lines = wrapped(printable(text), width - gutter - 2);
    for (std::size_t i = 0; i < lines.size(); ++i)
      out += fmt::format("  {}{}\n", paint(Style::dim, fitted(i == 0 ? label : "", gutter)), paint(style, lines[i]));
  };
  const auto before = name_of(replay.verdicts_before.front().verdict);
  const auto now = name_of(replay.verdicts_now.front().verdict);
  const bool same = before == now;
  out += fmt::format("{} {}\n", paint(same ? Style::good : Style::unsure, same ? "=" : "≠"),
                     paint(Style::bold, "replay of " + printable(replay.trial.scenario)));
  line("verdict", same ? fmt::format("{}, as before", now) : fmt::format("{}; before it was {}", now, before),
       same ? Style::plain : Style::bad);
  if (now != "passed") line("", replay.verdicts_now.front().sentence, Style::plain);
  line("events", order_words(runs), runs.order == Order::same ? Style::plain : Style::unsure);
  if (runs.parted) {
    line("before", runs.parted->before, Style::plain);
    line("now", runs.parted->now, Style::plain);
  }
  line("limits", rotation_words(runs), Style::dim);
  line("", std::string(not_fixed), Style::dim);
  if (!replay.command.empty()) line("explain", replay.command, Style::quoted);
  return out;
}

}  // namespace ipcgrade::report
