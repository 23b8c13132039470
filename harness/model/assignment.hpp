// What a course says about one task: the roles a submission provides, how they are built, how much each part counts, and
// the limits of a trial. Read from assignments/<task>/assignment.toml; a submission.toml beside the code may override how
// it is built, how roles start and which parts it does.
#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/error.hpp"
#include "model/adjustment.hpp"

namespace ipcgrade::model {

// Limits on what the submission itself consumes. Reaching one is the student's verdict (runaway, naming the limit), except
// for `wall`, the backstop against the machine's own trouble, which makes the trial inconclusive.
struct Limits {
  std::chrono::milliseconds cpu{10'000};                // of all processes of a trial together
  std::uint64_t output_bytes = 16U << 20;               // standard output and error of all roles together
  std::uint32_t processes = 64;                         // alive at the same time
  std::uint32_t events = 100'000;                       // in the trace
  std::uint64_t memory_bytes = std::uint64_t{1} << 30;  // address space of each process
  std::uint64_t disk_bytes = 64U << 20;                 // /tmp, /dev/shm and the working folder, each
  std::chrono::milliseconds wall{60'000};

  bool operator==(const Limits&) const = default;
};

enum class AtEnd : std::uint8_t {
  exits,   // has ended by itself when the scenario is over
  serves,  // is ended by the harness: its input is closed, then SIGTERM, then SIGKILL
};

// Whose program plays a role.
enum class By : std::uint8_t {
  submission,
  reference,  // ours, of reference/TASK/peer
};

// One word of a role's command line. "{name}" is replaced by the scenario's argument `name`; the word "{args}" alone by the
// scenario's list of arguments.
using Word = std::string;
// Words that stand or fall together: a group is left out when the scenario gives none of the arguments it names.
using WordGroup = std::vector<Word>;

struct Role {
  std::string name;
  std::vector<WordGroup> command;  // default: {{"./NAME"}, {"{args}"}}
  AtEnd at_end = AtEnd::exits;
  std::string build;                 // default shell command that makes ./NAME where the submission has no build file
  std::vector<std::string> files;    // what that command needs (default: NAME.c); used only if they all exist
  By by = By::submission;            // reference: only we play it, and no submission has to provide it
  std::vector<std::string> tools{};  // programs that building and starting it so needs (requires = ["java"])

  bool operator==(const Role&) const = default;
};

struct Part {
  std::string name;  // "A"
  std::string title;
  int percent = 0;  // the parts without `bonus` sum to 100
  bool bonus = false;

  bool operator==(const Part&) const = default;
};

// How much each class of faults counts in a sweep (model/sweep.hpp).
struct SweepWeights {
  int transparent = 1;
  int hard = 1;
  int kill = 1;

  bool operator==(const SweepWeights&) const = default;
};

// [sweep] of assignment.toml.
struct SweepRules {
  std::vector<std::string> scenarios;  // whose runs are swept
  SweepWeights weights;
  std::vector<std::string> own_status;  // roles whose status, by their contract, says nothing of a child that failed
  // Roles that answer commands line by line, and tell a failure in a line that begins with "error".
  std::vector<std::string> replies;
  int points = 0;      // a submission that survives everything gets so many; 0: the sweep gives none
  std::string part{};  // in whose points they count, as those of one more scenario; empty: they count in no mark

  bool operator==(const SweepRules&) const = default;
};

// What students read of an assignment, in another language than its files; empty or missing: as the files have it.
struct ScenarioText {
  std::string title;
  std::string hint;
};
struct Texts {
  std::string title;
  std::map<std::string, std::string> parts{};       // titles by the part's name
  std::map<std::string, ScenarioText> scenarios{};  // by the scenario's name
};
using TextsByLanguage = std::map<std::string, Texts>;  // "ko" is suites/TASK/lang/ko.toml

struct Assignment {
  std::string name;  // the task: the folder's name
  std::string title;
  std::vector<Role> roles;
  std::vector<Part> parts;
  Limits limits;
  std::vector<std::string> read_only;  // more host paths that a trial may read ([sandbox] read_only)
  // Host paths of files that are put, by their base names, into the copy of every submission before it is built: drivers and
  // headers that the course gives ([assignment] provides).
  std::vector<std::string> provides{};
  std::optional<LateRule> late{};  // [late]: what lateness costs; nullopt: nothing
  SweepRules sweep{};
  TextsByLanguage texts{};
};

// A submission as its submission.toml describes it (all of it optional).
struct Submission {
  std::string name;                        // the folder's name; what reports call it
  std::string folder;                      // absolute path
  std::vector<std::string> build_command;  // empty: make where there is a Makefile, else each role's own build command
  std::vector<Role> roles;                 // the assignment's roles that it has to play, with its commands in them
  std::vector<std::string> parts;          // the parts it declares; default all
  std::vector<std::string> tools{};        // programs without which it cannot be built or started (requires = ["go"])
};

}  // namespace ipcgrade::model
