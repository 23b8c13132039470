// A plan is a list of trials with every choice already made: nothing below it looks at a clock, a random number or a file
// of the author's.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "model/scenario.hpp"

namespace ipcgrade::model {

// A role's program with its final arguments.
struct Launch {
  std::string process;  // label
  std::string role;
  std::vector<std::string> argv;
  AtEnd at_end = AtEnd::exits;
  By by = By::submission;
};

// Whoever lives is killed, as by a power cut, and the harness's own ends are closed. What follows begins anew with what is left:
// files, named objects, ports.
struct Restart {
  // What follows has been seen from a fresh start: where the first run has left nothing at all, the trial is over.
  bool known_from_fresh = false;
};

using TrialAction =
    std::variant<Launch, Send, CloseInput, SendSignal, Until, Expect, Mark, OpenPeer, SendToPeer, TellPeer, Fault, Restart>;

struct TrialStep {
  base::Position position;
  TrialAction action;
};

// Which stopped tracee runs next: until it blocks, in turn. (More policies take their place here.)
enum class Policy : std::uint8_t { in_turn };

// Of how much of a trace the places in the source are looked up. It takes time, and no verdict needs more than the ends.
enum class Sites : std::uint8_t {
  of_ends,   // where threads wait, crash or turn in the end, and what made the descriptors they hold
  of_calls,  // and of every call
};

// Does the trace list the calls at which a fault could strike?
enum class Survey : std::uint8_t { none, points };

struct Trial {
  std::string scenario;
  std::uint64_t seed = 0;
  Policy policy = Policy::in_turn;
  std::vector<GivenFile> given;  // made in this order before the first step
  std::vector<TrialStep> steps;
  Limits limits;
  std::vector<std::string> oracles;
  std::vector<Mechanism> mechanisms;
  std::vector<std::string> leaves;
  std::optional<ItemsRule> items{};
  std::optional<HistoryRule> history{};
  std::vector<std::string> read_only;  // more host paths in the view
  std::string files;                   // host folder with the built submission; every trial gets a fresh copy
  Sites sites = Sites::of_ends;
  Survey survey = Survey::none;
  std::uint32_t tolerated = 0;  // of the first so many steps, one that fails is passed over: the trial goes on as well as it can
  std::string own_programs{};   // host folder with our own programs, built; empty: no step starts one
};

struct Plan {
  std::vector<Trial> trials;  // one for each scenario, in the suite's order
};

// A submission's build: `folder` (a private copy) is the writable working folder, the commands run in turn by /bin/sh.
struct BuildOrder {
  std::string folder;
  std::vector<std::string> commands;
  Limits limits;
  std::vector<std::string> read_only;
};

}  // namespace ipcgrade::model
