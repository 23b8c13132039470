// A run as a picture: a lane for everybody who acts, what they did in the order in which it happened, when they waited, and
// what came from whom. The x axis counts happenings ("marks"), not time: two runs of one trial give one picture. Nothing is
// drawn that the trace does not show; an arrow that would be a guess is left out.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "model/plan.hpp"
#include "model/trace.hpp"
#include "model/verdict.hpp"
#include "report/story_lines.hpp"

namespace ipcgrade::report::page {

struct Lane {
  enum class Kind : std::uint8_t { scenario, process, thread, peer };
  Kind kind = Kind::process;
  std::string name;
  std::size_t first = 0;  // its first mark
  std::size_t last = 0;   // and its last, where it has ended; else the last of the timeline
};

// One happening. Its position is its index.
struct Mark {
  enum class Kind : std::uint8_t {
    done,     // a step of the scenario
    held,     // a step that asked for something which came true
    failed,   // the step that did not
    call,     // a call that moves nothing
    small,    // calls that nobody misses
    send,     // bytes go out
    receive,  // bytes come in
    wait,     // falls asleep in a call
    fork,
    exit,
    signal,
    wrong,  // a mistake on its face
    fault,  // injected by the scenario
    peer,   // an end of the network that the harness holds did or saw something
    gap,    // stands for marks that are left out
  };
  std::size_t lane = 0;
  Kind kind = Kind::call;
  std::string name;       // short: "read"
  std::string where;      // "greet.c:33"; "" where it is not known
  std::string text;       // one sentence
  std::string payload;    // the first bytes that it moved, printable, where the sentence has room for fewer
  std::size_t event = 0;  // of the trace
};

// A time asleep, from the mark that fell asleep to the one that went on.
struct Span {
  enum class End : std::uint8_t { woken, never };
  std::size_t lane = 0;
  std::size_t from = 0;
  std::size_t to = 0;
  End end = End::woken;
};

struct Arrow {
  enum class Kind : std::uint8_t {
    bytes,
    end_of_file,  // the last one who could write has closed its end
    wake,
    start,  // of a process
    exit,   // a child's end reaches whoever waits for it
    signal,
  };
  std::size_t from = 0;
  std::size_t to = 0;
  Kind kind = Kind::bytes;
  std::string label;  // "9 bytes"
};

struct Timeline {
  std::vector<Lane> lanes;  // the scenario first
  std::vector<Mark> marks;
  std::vector<Span> spans;
  std::vector<Arrow> arrows;
  std::optional<std::size_t> wrong;  // the mark where it went wrong
};

struct TimelineLimits {
  std::size_t marks = 12'000;           // of longer runs the middle is left out
  std::size_t payload_bytes = 400'000;  // of all payloads together
};

// The mark that the verdict is about: a mistake at its place in the source, else where it went wrong on its face, else what
// happened last at that place. nullopt: it does not say.
[[nodiscard]] std::optional<std::size_t> mark_of(const model::Verdict& verdict, const model::Trace& trace,
                                                 const Timeline& timeline);

[[nodiscard]] Timeline timeline_of(const model::Trial& trial, const model::Trace& trace, Aftermath aftermath,
                                   const TimelineLimits& limits = {});

}  // namespace ipcgrade::report::page
