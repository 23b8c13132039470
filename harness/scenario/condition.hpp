// What `until` and `expect` ask of a process or a peer.
#pragma once

#include <string_view>
#include <vector>

#include "model/condition.hpp"
#include "scenario/context.hpp"

namespace ipcgrade::scenario {

// A rule for an output that is more than equality, as a table with one key: { starts_with = PAYLOAD }.
struct OutputForm {
  std::string_view key;
  model::OutputRule rule;
  std::string_view summary;
  std::string_view example;
};

struct State {
  std::string_view name;  // is = "blocked"
  model::ProcessCondition condition;
  std::string_view summary;
};

[[nodiscard]] const std::vector<OutputForm>& output_forms();
[[nodiscard]] const std::vector<State>& states();
[[nodiscard]] const Schema& condition_schema();

// What bytes have to be: a payload, or one of the output forms.
[[nodiscard]] model::OutputMatch read_output_match(const Node& node, std::string_view what, Context& context);
[[nodiscard]] model::Condition read_condition(const Node& node, std::string_view verb, Context& context);

}  // namespace ipcgrade::scenario
