// The verbs of a step, in one table: the parser, the reference page and the suggestions for misspelt verbs come from it.
// A new verb is a row here, a function that reads it, and its action in model/scenario.hpp.
#pragma once

#include <string_view>
#include <vector>

#include "model/scenario.hpp"
#include "scenario/context.hpp"

namespace ipcgrade::scenario {

struct Verb {
  std::string_view name;
  std::string_view summary;
  std::string_view value;  // what stands right of it, for the reference page
  Form form;               // the same for editors; any: a table of `keys`
  Schema keys;             // of its value, where that is a table
  Schema beside;           // keys that may stand beside it in the step
  std::string_view example;
  model::Action (*read)(const Verb& verb, const Table& step, const Node& value, Context& context);
};

[[nodiscard]] const std::vector<Verb>& verbs();

// One [[step]]: exactly one verb, and the keys that belong to it.
[[nodiscard]] model::Step read_step(const Node& node, Context& context);

}  // namespace ipcgrade::scenario
