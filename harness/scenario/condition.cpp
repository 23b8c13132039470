#include "scenario/condition.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "scenario/file_tables.hpp"
#include "scenario/payload.hpp"
#include "scenario/peers.hpp"
#include "scenario/signals.hpp"

namespace ipcgrade::scenario {
namespace {

using model::Condition;
using model::ExitMatch;
using model::OutputMatch;
using model::OutputRule;
using model::ProcessCondition;

template <class Row>
std::vector<std::string> keys_of(const std::vector<Row>& rows) {
  std::vector<std::string> keys;
  keys.reserve(rows.size());
  for (const Row& row : rows) keys.emplace_back(row.key);
  return keys;
}

// A table is a payload if all its keys are a payload's; else it is meant as one of the output forms.
bool is_payload(const Table& table) {
  const std::vector<std::string> known = names_of(payload_schema());
  return std::all_of(table.begin(), table.end(),
                     [&](const Entry& entry) { return std::find(known.begin(), known.end(), entry.key) != known.end(); });
}

OutputMatch read_form(const Node& node, std::string_view what, Context& context) {
  const Table& table = *node.as<Table>();
  std::vector<std::string> known = keys_of(output_forms());
  const Entry* chosen = only_one_of(node, what, known, context.complaints);
  if (chosen == nullptr) {  // then some key is unknown, and may have been meant for a payload's
    for (const Key& key : payload_schema()) known.emplace_back(key.name);
    complain_of_unknown(table, what, known, context.complaints);
    return {};
  }
  complain_of_unknown(table, what, known, context.complaints);
  const auto form =
      std::find_if(output_forms().begin(), output_forms().end(), [&](const auto& f) { return f.key == chosen->key; });
  if (model::has_text(form->rule))
    return {form->rule, read_payload(chosen->node, "'" + chosen->key + "'", context.folder, context.complaints)};
  const auto* truth = chosen->node.as<bool>();
  if (truth == nullptr || !*truth)
    context.complaints.add(chosen->node.position, fmt::format("'{}' can only be true", chosen->key));
  return {form->rule, {}};
}

ExitMatch read_exit(const Node& node, Complaints& complaints) {
  static const Schema schema = {{"signal", Need::required, "the name of a signal"}};
  if (node.as<std::int64_t>() != nullptr)
    return {ExitMatch::Rule::status, static_cast<int>(read_whole(node, "'exit'", {0, 255}, complaints))};
  if (const auto* text = node.as<std::string>(); text != nullptr && *text == "failure") return {ExitMatch::Rule::failure, 0};
  if (node.as<Table>() != nullptr) {
    const Fields fields(node, "'exit'", schema, complaints);
    const Node* signal = fields.node("signal");
    return {ExitMatch::Rule::signal, signal == nullptr ? 0 : read_signal(*signal, complaints)};
  }
  complaints.add(node.position, "'exit' must be a status from 0 to 255, \"failure\" (any but 0) or { signal = \"SIGTERM\" }");
  return {};
}

std::optional<ProcessCondition> read_state(const Fields& fields) {
  std::vector<std::string> names;
  for (const State& state : states()) names.emplace_back(state.name);
  const std::string name = fields.name("is", names, "state");
  const auto found = std::find_if(states().begin(), states().end(), [&](const State& state) { return state.name == name; });
  return found == states().end() ? std::nullopt : std::optional(found->condition);
}

// One kind, or a list of them.
std::vector<model::ObjectKind> read_on(const Fields& fields, Complaints& complaints) {
  const Node* node = fields.node("on");
  if (node == nullptr) return {};
  std::vector<std::string> names;
  for (const model::ObjectKind kind : model::waitable_kinds()) names.emplace_back(model::name_of(kind));
  std::vector<model::ObjectKind> kinds;
  const auto read_one = [&](const Node& one) {
    const std::string name = read_name(one, "kind of object", names, complaints);
    for (const model::ObjectKind kind : model::waitable_kinds())
      if (model::name_of(kind) == name) kinds.push_back(kind);
  };
  const auto* list = node->as<List>();
  if (list == nullptr) {
    read_one(*node);
    return kinds;
  }
  if (list->empty()) complaints.add(node->position, "'on' is an empty list: leave it out where any wait will do");
  for (const Node& one : *list) read_one(one);
  return kinds;
}

std::optional<bool> read_grown(const Fields& fields, const Condition& condition, Context& context) {
  const Node* node = fields.node("grown");
  if (node == nullptr) return std::nullopt;
  const auto* grown = node->as<bool>();
  if (grown == nullptr || *grown) context.complaints.add(node->position, "'grown' can only be false");
  if (!condition.process.empty() && !context.marked.contains(condition.process))
    context.complaints.add(node->position, fmt::format("'grown' compares with a mark: an earlier step needs mark = \"{}\"",
                                                       shortened(condition.process)));
  return false;
}

// Combinations that no process can be in.
void complain_of_contradictions(const Fields& fields, const Condition& condition, std::string_view verb, Complaints& complaints) {
  const Entry* on = fields.entry("on");
  const bool is_misread = fields.entry("is") != nullptr && !condition.is;
  if (on != nullptr && condition.is != ProcessCondition::blocked && !is_misread)
    complaints.add(on->position, "'on' says what a process is blocked on: it needs is = \"blocked\" beside it");
  const Entry* exit = fields.entry("exit");
  if (exit != nullptr && condition.is && *condition.is != ProcessCondition::exited)
    complaints.add(exit->position, "'exit' is about a process that has ended: it cannot be blocked or stopped as well");
  static constexpr std::string_view questions[] = {"is", "on", "exit", "stdout", "stderr", "file", "grown"};
  const bool asks =
      std::any_of(std::begin(questions), std::end(questions), [&](std::string_view key) { return fields.entry(key) != nullptr; });
  if (!asks && fields.only_known_keys())
    complaints.add(fields.position(),
                   fmt::format("'{}' asks nothing: it needs 'is', 'stdout', 'stderr', 'exit', 'file' or 'grown'", verb));
}

Schema keys_of_process_conditions() {
  return {
      {"process", Need::optional, "whom it is about: a role or its `as` name, or a child of it (p1/1, p1/2, p1/1/1)",
       Form::process},
      {"is", Need::optional, "blocked, exited or stopped", Form::state},
      {"on", Need::optional, "beside is = \"blocked\": the kind of object it waits on, or a list of kinds, any of them",
       Form::waitable},
      {"stdout", Need::optional, "everything written to standard output so far: a payload, or one of the output forms",
       Form::output},
      {"stderr", Need::optional, "the same for standard error", Form::output},
      {"exit", Need::optional, "how it ended: 0 to 255, \"failure\" (any status but 0) or { signal = \"SIGPIPE\" }", Form::exit},
      {"file", Need::optional, "what there is then under a name: a table, as { path = \"talk\", is = \"fifo\", mode = 0o600 }"},
      {"grown", Need::optional,
       "only false: since the step mark = \"NAME\" the process and its descendants have at most one descriptor, one unreaped "
       "child and one process more",
       Form::truth},
  };
}

// Of a process and of a peer.
Schema all_keys() {
  Schema keys = keys_of_process_conditions();
  for (const Key& key : keys_of_peer_conditions()) keys.push_back(key);
  return keys;
}

}  // namespace

const std::vector<OutputForm>& output_forms() {
  static const std::vector<OutputForm> rows = {
      {"starts_with", OutputRule::starts_with, "these bytes come first", R"({ starts_with = "read " })"},
      {"contains", OutputRule::contains, "these bytes are somewhere in it", R"({ contains = "usage" })"},
      {"now", OutputRule::now, "one line with the year and the time of day (HH:MM:SS, UTC) of a second since the trial began",
       "{ now = true }"},
      {"line", OutputRule::line, "these bytes are all of it; a newline after them may be missing", R"({ line = "Hello" })"},
      {"any", OutputRule::some, "there is some output, whatever it is", "{ any = true }"},
      {"none", OutputRule::none, "there is no output", "{ none = true }"},
  };
  return rows;
}

const std::vector<State>& states() {
  static const std::vector<State> rows = {
      {"blocked", ProcessCondition::blocked,
       "every thread is asleep in a call that waits for somebody; a mere sleep is not, unless on = \"timer\" asks for it"},
      {"exited", ProcessCondition::exited, "it has ended, by itself or by a signal"},
      {"stopped", ProcessCondition::stopped, "it is stopped, as by SIGSTOP"},
  };
  return rows;
}

OutputMatch read_output_match(const Node& node, std::string_view what, Context& context) {
  if (const auto* table = node.as<Table>(); table != nullptr && !is_payload(*table)) return read_form(node, what, context);
  return {OutputRule::equals, read_payload(node, what, context.folder, context.complaints)};
}

const Schema& condition_schema() {
  static const Schema schema = all_keys();
  return schema;
}

Condition read_condition(const Node& node, std::string_view verb, Context& context) {
  const Fields fields(node, fmt::format("'{}'", verb), condition_schema(), context.complaints);
  Condition condition;
  if (const Node* peer = fields.node("peer")) {
    condition.peer = read_peer_match(fields, *peer, context);
    return condition;
  }
  if (fields.node("process") == nullptr && fields.only_known_keys())
    context.complaints.add(fields.position(), fmt::format("'{}' needs the key 'process' or 'peer': whom it is about", verb));
  if (const Node* process = fields.node("process")) condition.process = read_process(*process, Whose::any, context);
  condition.is = read_state(fields);
  condition.on = read_on(fields, context.complaints);
  if (const Node* output = fields.node("stdout")) condition.standard_output = read_output_match(*output, "'stdout'", context);
  if (const Node* output = fields.node("stderr")) condition.standard_error = read_output_match(*output, "'stderr'", context);
  if (const Node* exit = fields.node("exit")) condition.exit = read_exit(*exit, context.complaints);
  if (const Node* file = fields.node("file")) condition.file = read_file_match(*file, context);
  condition.grown = read_grown(fields, condition, context);
  complain_of_contradictions(fields, condition, verb, context.complaints);
  return condition;
}

}  // namespace ipcgrade::scenario
