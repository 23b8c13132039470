// What an author wrote in suites/<task>/<behaviour>.toml, with every value checked and its position kept.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "base/error.hpp"
#include "model/assignment.hpp"
#include "model/condition.hpp"
#include "model/fault.hpp"
#include "model/judging.hpp"

namespace ipcgrade::model {

// A role's arguments: named ones fill "{name}" in its command, the list fills "{args}".
struct Arguments {
  std::map<std::string, Payload> named;
  std::vector<Payload> list;

  bool operator==(const Arguments&) const = default;
};

struct Start {
  std::string role;
  std::string as;  // the process's label; default: the role's name
  Arguments arguments;
  By by = By::submission;
};
struct Send {
  std::string process;
  Payload data;
};
struct CloseInput {
  std::string process;
};
struct SendSignal {
  std::string process;
  int signal = 0;  // kill = SIGKILL, stop = SIGSTOP, resume = SIGCONT are verbs of their own in the file
};
struct Until {
  Condition condition;
};
struct Expect {
  Condition condition;
};

// Remembers what a process and its descendants hold, for a later condition `grown`.
struct Mark {
  std::string process;
};

using Action = std::variant<Start, Send, CloseInput, SendSignal, Until, Expect, Mark, OpenPeer, SendToPeer, TellPeer, Fault>;

struct Step {
  base::Position position;
  Action action;
};

// How the bytes went into the object.
enum class Writes : std::uint8_t {
  any,
  one_a_line,  // every write(2) took one whole line, so that the lines of several writers stay whole
};

// What proves the mechanism. The bytes must have travelled, in order, through one object of this kind made by the submission,
// written by one process and read by another; framing around and between them is allowed. Shared memory carries no bytes that
// anybody sees: there both processes, or descendants of theirs, must have mapped one object of that name, at least one of them
// to write, and nothing else must have carried bytes from the one to the other.
struct Mechanism {
  ObjectKind object = ObjectKind::pipe;
  Payload carries;  // not of shared memory
  Writes writes = Writes::any;
  std::string name{};                  // of shared memory: its file, "/dev/shm/ring"; what begins so will do
  std::vector<std::string> between{};  // of shared memory: two processes, by label

  bool operator==(const Mechanism&) const = default;
};

enum class Visibility : std::uint8_t { visible, after_due_date, after_published, hidden };

struct Scenario {
  std::string name;  // the file's name without .toml
  base::Position position;
  std::string title;
  std::string part;
  int points = 0;
  Visibility visibility = Visibility::visible;
  std::vector<std::string> needs;
  bool slow = false;  // it waits by its contract, so it begins first
  std::string hint;
  std::vector<GivenFile> given;  // there before the first program starts
  std::vector<Step> steps;
  std::vector<Step> restart{};       // what a later run does with what an earlier one has left, if not the same ([[restart]])
  std::vector<std::string> oracles;  // names; default: all that stand guard in every scenario
  std::vector<Mechanism> mechanisms;
  std::vector<std::string> leaves;  // paths and names that the contract leaves behind
  std::optional<ItemsRule> items{};
  std::optional<HistoryRule> history{};
};

// The scenarios of one task in the order of their names.
struct Suite {
  Assignment assignment;
  std::vector<Scenario> scenarios;
  std::optional<Submission> own_programs{};  // ours in roles of the task, of reference/TASK/peer; nullopt: none are here
};

}  // namespace ipcgrade::model
