// What an `until` or `expect` step asks of one process, or of a peer. Both the live engine and the judge read it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "model/file.hpp"
#include "model/object.hpp"
#include "model/output.hpp"
#include "model/peer.hpp"

namespace ipcgrade::model {

// How a process ended: exactly one status, any status from 1 to 255 ("failure"), or death by a signal.
struct ExitMatch {
  enum class Rule : std::uint8_t { status, failure, signal } rule = Rule::status;
  int value = 0;  // the status, or the signal's number

  bool operator==(const ExitMatch&) const = default;
};

enum class ProcessCondition : std::uint8_t { blocked, exited, stopped };

// Every member that is set must hold, at an instant when every tracee is blocked or ended.
struct Condition {
  std::string process;  // a label: "p1", its first child "p1/1"; empty: it is about a peer
  std::optional<ProcessCondition> is;
  std::vector<ObjectKind> on;  // with is = blocked: what it is blocked on, any of them; none: whatever it is
  std::optional<OutputMatch> standard_output;
  std::optional<OutputMatch> standard_error;
  std::optional<ExitMatch> exit;
  std::optional<FileMatch> file{};  // what there has to be under a name, whoever made it
  std::optional<bool> grown{};      // false: it holds hardly more than at its mark (model::Growth)
  std::optional<PeerMatch> peer{};  // then nothing else is asked

  bool operator==(const Condition&) const = default;
};

}  // namespace ipcgrade::model
