#include "scenario/judging.hpp"

#include <fmt/format.h>

namespace ipcgrade::scenario {
namespace {

constexpr std::int64_t most_items = 1'000'000;
constexpr std::string_view driver = "mbx";  // the role that speaks the line protocol of mailboxes

std::vector<std::string> read_processes(const Node& node, std::string_view what, Context& context) {
  std::vector<std::string> labels;
  const auto* list = node.as<List>();
  if (list == nullptr)
    complain_of_type(node, what, "a list of processes", context.complaints);
  else if (list->empty())
    context.complaints.add(node.position, fmt::format("{} is empty", what));
  else
    for (const Node& element : *list) labels.push_back(read_process(element, Whose::starts, context));
  return labels;
}

}  // namespace

const Schema& items_schema() {
  static const Schema schema = {
      {"producers", Need::required, "how many items each makes: { \"0\" = 50, \"1\" = 50 } are 0 to 49 twice", Form::counts},
      {"consumers", Need::required, "processes whose standard output is lines \"PRODUCER ITEM\"", Form::texts},
      {"prefix", Need::optional, "true: the run was cut, so that items may be missing", Form::truth},
  };
  return schema;
}

const Schema& history_schema() {
  static const Schema schema = {
      {"model", Need::required, "mailbox: each process obeys the line protocol of mbx, a command a line, a reply a line",
       Form::history_model},
      {"processes", Need::optional, "whose calls they are (default: every process of the role mbx)", Form::texts},
  };
  return schema;
}

const std::vector<std::string>& history_models() {
  static const std::vector<std::string> names = {"mailbox"};
  return names;
}

std::optional<model::ItemsRule> read_items(const Fields& file, Context& context) {
  const Node* node = file.node("items");
  if (node == nullptr) return std::nullopt;
  const Fields fields(*node, "[items]", items_schema(), context.complaints);
  model::ItemsRule rule;
  if (const Node* producers = fields.node("producers")) {
    const auto* table = producers->as<Table>();
    if (table == nullptr || table->empty())
      complain_of_type(*producers, "'producers'", "a table of counts, as { \"0\" = 50 }", context.complaints);
    else
      for (const Entry& entry : *table)
        rule.producers.push_back({entry.key, static_cast<std::uint64_t>(read_whole(entry.node, "a producer's number of items",
                                                                                   {0, most_items}, context.complaints))});
  }
  if (const Node* consumers = fields.node("consumers")) rule.consumers = read_processes(*consumers, "'consumers'", context);
  if (const Node* prefix = fields.node("prefix")) {
    const auto* truth = prefix->as<bool>();
    if (truth == nullptr) complain_of_type(*prefix, "'prefix'", "true or false", context.complaints);
    if (truth != nullptr && *truth) rule.arrival = model::Arrival::some_of;
  }
  return rule;
}

std::optional<model::HistoryRule> read_history(const Fields& file, const model::Scenario& scenario, Context& context) {
  const Node* node = file.node("history");
  if (node == nullptr) return std::nullopt;
  const Fields fields(*node, "[history]", history_schema(), context.complaints);
  model::HistoryRule rule;
  rule.of = fields.name("model", history_models());
  if (const Node* processes = fields.node("processes")) {
    rule.processes = read_processes(*processes, "'processes'", context);
    return rule;
  }
  for (const model::Step& step : scenario.steps)
    if (const auto* start = std::get_if<model::Start>(&step.action); start != nullptr && start->role == driver)
      rule.processes.push_back(start->as);
  if (rule.processes.empty() && fields.only_known_keys())
    context.complaints.add(node->position,
                           fmt::format("no step starts the role '{}': 'processes' says whose history it is", driver));
  return rule;
}

}  // namespace ipcgrade::scenario
