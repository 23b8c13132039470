// Does what a step asks hold? Pure: a condition, the states of a quiescent world, and what the process has done so far.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "model/condition.hpp"
#include "model/trace.hpp"

namespace ipcgrade::engine {

// What is known of the process or peer that a condition names.
struct Standing {
  bool exists = false;
  bool ended = false;
  int status = 0;
  int signal = 0;
  model::ProcessIndex index = model::nobody;
  const std::string* standard_output = nullptr;  // a child's output arrives as its role's
  const std::string* standard_error = nullptr;
  std::optional<model::FileState> file{};  // what there is under the name that the condition asks about
  std::optional<model::Growth> growth{};   // since the mark that it asks about
  const model::PeerRecord* peer = nullptr;
  std::int64_t began = 0;  // of the trial: seconds since the Epoch
};

enum class Truth : std::uint8_t {
  holds,
  not_yet,
  never,  // its process has ended, and differently; its peer's connection has
};

[[nodiscard]] Truth evaluate(const model::Condition& condition, const Standing& standing, const model::Snapshot& snapshot);

// `began`: see Standing; only the rule `now` asks for it.
[[nodiscard]] bool matches(const model::OutputMatch& match, const std::string& bytes, std::int64_t began);
[[nodiscard]] bool matches(const model::ExitMatch& match, int status, int signal);

}  // namespace ipcgrade::engine
