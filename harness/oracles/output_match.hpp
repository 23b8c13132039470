// A step's demand on one of a process's output streams, put to what came.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "model/condition.hpp"

namespace ipcgrade::oracles {

struct Channel {
  int stream;
  std::string_view name;
  std::optional<model::OutputMatch> model::Condition::*asked;
};
inline constexpr std::array channels = {Channel{1, "standard output", &model::Condition::standard_output},
                                        Channel{2, "standard error", &model::Condition::standard_error}};

[[nodiscard]] bool matches(const model::OutputMatch& match, std::string_view actual);
// Could more output still make it right?
[[nodiscard]] bool may_come_true(const model::OutputMatch& match, std::string_view actual);
// "greet's standard output differs at byte 6 …": whose is "greet's standard output".
[[nodiscard]] std::string complaint(const model::OutputMatch& match, std::string_view actual, std::string_view whose);

}  // namespace ipcgrade::oracles
