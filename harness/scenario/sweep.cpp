#include "scenario/sweep.hpp"

namespace ipcgrade::scenario {
namespace {

model::SweepWeights read_weights(const Node& node, Complaints& complaints) {
  const Fields fields(node, "'weights'", sweep_weights_schema(), complaints);
  constexpr Range range{0, 1'000};
  return {static_cast<int>(fields.whole("transparent", range, 1)), static_cast<int>(fields.whole("hard", range, 1)),
          static_cast<int>(fields.whole("kill", range, 1))};
}

std::string read_part(const Fields& fields, const std::vector<model::Part>& parts, int points, Complaints& complaints) {
  const Node* node = fields.node("part");
  if (node == nullptr) return "";
  if (points == 0)
    complaints.add(node->position, "'part' says where a sweep's points count, and there are none: add points = 10");
  std::vector<std::string> names;
  for (const model::Part& part : parts) names.push_back(part.name);
  return fields.name("part", names);
}

}  // namespace

const Schema& sweep_schema() {
  static const Schema schema = {
      {"scenarios", Need::required, "names of scenarios: a sweep tries every single fault that their runs can meet", Form::texts},
      {"own_status", Need::optional,
       "roles whose status, by their contract, says nothing of a child that failed: it speaks for itself", Form::texts},
      {"replies", Need::optional,
       "roles that answer commands line by line: a line that begins with \"error\" tells a failure, and what they answer is "
       "judged by [history]",
       Form::texts},
      {"points", Need::optional, "what surviving all of it is worth (default: 0, the sweep gives no points)", Form::natural},
      {"part", Need::optional,
       "the part in which these points count: run and grade then sweep as well (default: none, only ipcgrade sweep does)",
       Form::text},
      {"weights", Need::optional, "how much each class of faults counts: { transparent = 1, hard = 1, kill = 1 } is the default"},
  };
  return schema;
}

const Schema& sweep_weights_schema() {
  static const Schema schema = {
      {"transparent", Need::optional, "faults that may change nothing: interruptions, short reads and writes, delays",
       Form::natural},
      {"hard", Need::optional,
       "faults that must end in a clean failure: no descriptors, no memory, no space, a peer that is gone", Form::natural},
      {"kill", Need::optional, "the process is killed, and the next run must work", Form::natural},
  };
  return schema;
}

model::SweepRules read_sweep(const Node& node, const std::vector<model::Part>& parts, Complaints& complaints) {
  const Fields fields(node, "[sweep]", sweep_schema(), complaints);
  model::SweepRules rules;
  rules.scenarios = fields.texts("scenarios");
  rules.own_status = fields.texts("own_status");
  rules.replies = fields.texts("replies");
  rules.points = static_cast<int>(fields.whole("points", {0, 1'000'000}, 0));
  rules.part = read_part(fields, parts, rules.points, complaints);
  if (const Node* weights = fields.node("weights")) rules.weights = read_weights(*weights, complaints);
  return rules;
}

}  // namespace ipcgrade::scenario
