// What happened in a trial, one line a happening, in the order in which it happened; and the steps of the scenario between
// them, where they were done.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "model/plan.hpp"
#include "model/trace.hpp"

namespace ipcgrade::report {

struct Line {
  enum class Kind : std::uint8_t {
    step,    // of the scenario, with its mark in `who`
    act,     // of a process
    wrong,   // an act that is a mistake on its face
    small,   // an act that nobody misses
    folded,  // stands for several others
  };
  Kind kind = Kind::act;
  std::string who;    // a process, or the mark of a step
  std::string where;  // "greet.c:33"; "" where it is not known
  std::string text;
  std::string key;          // equal for acts that differ only in the bytes they move
  std::string call;         // what it counts as, where it is folded away
  std::uint64_t bytes = 0;  // that it moved
  std::uint64_t count = 1;  // calls it stands for
  std::size_t event = 0;    // of the trace, the one that it tells
};

enum class Aftermath : std::uint8_t {
  left_out,
  told,  // also what came after the failed step, when the harness closed all inputs
};

enum class Waits : std::uint8_t {
  with_their_ends,  // a wait that ends before anything else happens is one line with its end
  apart,
};

[[nodiscard]] std::vector<Line> lines_of(const model::Trial& trial, const model::Trace& trace, Aftermath aftermath,
                                         Waits waits = Waits::with_their_ends);

// "greet must end with status 0": a step in words.
[[nodiscard]] std::string words_for(const model::TrialAction& action);

}  // namespace ipcgrade::report
