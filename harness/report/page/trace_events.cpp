#include "report/page/trace_events.hpp"

#include <array>
#include <limits>
#include <map>
#include <nlohmann/json.hpp>
#include <utility>

#include "report/page/timeline.hpp"
#include "report/printable.hpp"

namespace ipcgrade::report::page {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t microseconds = 10;  // a happening

// By the enumerators of Mark::Kind and Arrow::Kind.
constexpr std::array mark_kinds = {"done", "held", "failed", "call",  "small", "send", "receive", "wait",
                                   "fork", "exit", "signal", "wrong", "fault", "peer", "gap"};
constexpr std::array arrow_kinds = {"bytes", "end-of-file", "wake", "start", "exit", "signal"};

class Events {
 public:
  explicit Events(const Timeline& timeline) : timeline_(timeline) {
    for (std::size_t i = 0; i < timeline.lanes.size(); ++i) {
      const std::string& name = timeline.lanes[i].name;
      processes_.push_back(numbers_.try_emplace(name.substr(0, name.find(" #")), i + 1).first->second);
    }
  }

  Json operator()() {
    lanes();
    std::map<std::size_t, std::size_t> ends;  // of sleeps, by the mark they begin with
    for (const Span& span : timeline_.spans) ends[span.from] = span.to;
    for (std::size_t i = 0; i < timeline_.marks.size(); ++i) slice(i, ends.contains(i) ? ends[i] : i + 1);
    for (std::size_t i = 0; i < timeline_.arrows.size(); ++i) flow(timeline_.arrows[i], i + 1);
    if (timeline_.wrong) {
      Json here = event("i", *timeline_.wrong, "where it went wrong", "failed");
      here["s"] = "g";
      events_.push_back(std::move(here));
    }
    return std::move(events_);
  }

 private:
  void lanes() {
    for (const auto& [name, pid] : numbers_) meta("process_name", pid, pid, "name", printable(name));
    for (std::size_t i = 0; i < timeline_.lanes.size(); ++i) {
      meta("thread_name", processes_[i], i + 1, "name", printable(timeline_.lanes[i].name));
      meta("thread_sort_index", processes_[i], i + 1, "sort_index", i);
      meta("process_sort_index", processes_[i], i + 1, "sort_index", processes_[i]);
    }
  }

  void meta(const char* what, std::size_t pid, std::size_t tid, const char* key, const Json& value) {
    events_.push_back({{"ph", "M"}, {"name", what}, {"pid", pid}, {"tid", tid}, {"args", {{key, value}}}});
  }

  [[nodiscard]] Json event(const char* phase, std::size_t mark, const std::string& name, const char* category) const {
    const std::size_t lane = timeline_.marks[mark].lane;
    return {{"ph", phase},    {"name", name}, {"cat", category}, {"ts", mark * microseconds}, {"pid", processes_[lane]},
            {"tid", lane + 1}};
  }

  void slice(std::size_t i, std::size_t end) {
    const Mark& mark = timeline_.marks[i];
    const std::string kind = mark_kinds.at(static_cast<std::size_t>(mark.kind));
    const std::string name = mark.kind == Mark::Kind::wait ? mark.name + " (asleep)" : mark.name.empty() ? kind : mark.name;
    Json made = event("X", i, printable(name), mark_kinds.at(static_cast<std::size_t>(mark.kind)));
    made["dur"] = (end - i) * microseconds;
    made["args"] = {{"text", printable(mark.text)}, {"event", mark.event}};
    if (!mark.where.empty()) made["args"]["where"] = printable(mark.where);
    if (!mark.payload.empty()) made["args"]["bytes"] = printable(mark.payload);
    events_.push_back(std::move(made));
  }

  void flow(const Arrow& arrow, std::size_t id) {
    const char* kind = arrow_kinds.at(static_cast<std::size_t>(arrow.kind));
    Json from = event("s", arrow.from, kind, "arrow");
    Json to = event("f", arrow.to, kind, "arrow");
    for (Json* end : {&from, &to}) {
      (*end)["id"] = id;
      (*end)["ts"] = (*end)["ts"].get<std::size_t>() + microseconds / 2;  // inside its slice
      if (!arrow.label.empty()) (*end)["args"] = {{"label", arrow.label}};
    }
    to["bp"] = "e";  // binds to the slice around it
    events_.push_back(std::move(from));
    events_.push_back(std::move(to));
  }

  const Timeline& timeline_;
  std::vector<std::size_t> processes_;          // by lane
  std::map<std::string, std::size_t> numbers_;  // of processes, by name
  Json events_ = Json::array();
};

}  // namespace

std::string render_trace_events(const model::Trial& trial, const model::Trace& trace) {
  constexpr std::size_t no_limit = std::numeric_limits<std::size_t>::max();
  const Timeline timeline = timeline_of(trial, trace, Aftermath::told, {no_limit, no_limit});
  const Json json = {
      {"displayTimeUnit", "ms"},
      {"otherData", {{"scenario", printable(trial.scenario)}, {"time", "ten microseconds a happening: order, not time"}}},
      {"traceEvents", Events(timeline)()}};
  return json.dump() + "\n";
}

}  // namespace ipcgrade::report::page
