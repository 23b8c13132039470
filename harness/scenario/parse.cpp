#include "scenario/parse.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/spelling.hpp"
#include "model/oracle_names.hpp"
#include "scenario/file_tables.hpp"
#include "scenario/judging.hpp"
#include "scenario/load.hpp"
#include "scenario/payload.hpp"
#include "scenario/verbs.hpp"

namespace ipcgrade::scenario {
namespace {

using model::ObjectKind;

// The elements of an array of tables, [[key]]; a complaint where it is written [key] or is something else.
std::vector<const Node*> elements_of(const Fields& file, std::string_view key, Complaints& complaints) {
  std::vector<const Node*> elements;
  const Node* node = file.node(key);
  if (node == nullptr) return elements;
  const auto* list = node->as<List>();
  if (list == nullptr)
    complaints.add(node->position, fmt::format("'{}' is a list of tables: each begins with a line [[{}]]", key, key));
  else
    for (const Node& element : *list) elements.push_back(&element);
  return elements;
}

void read_needs(const Fields& head, Parsed& parsed, Complaints& complaints) {
  parsed.scenario.needs = head.texts("needs");
  const Node* node = head.node("needs");
  const List* list = node == nullptr ? nullptr : node->as<List>();
  if (list == nullptr) return;
  for (const Node& element : *list) parsed.needs.push_back(element.position);
  for (std::size_t i = 0; i < parsed.scenario.needs.size(); ++i)
    if (parsed.scenario.needs[i] == parsed.scenario.name) complaints.add(parsed.needs[i], "a scenario cannot need itself");
}

void read_head(const Node& node, const model::Assignment& assignment, Parsed& parsed, Complaints& complaints) {
  const Fields head(node, "[scenario]", scenario_schema(), complaints);
  model::Scenario& scenario = parsed.scenario;
  scenario.position = node.position;
  scenario.title = head.text("title");
  std::vector<std::string> parts;
  for (const model::Part& part : assignment.parts) parts.push_back(part.name);
  scenario.part = head.name("part", parts);
  scenario.points = static_cast<int>(head.whole("points", {1, 1'000'000}, 1));
  const std::string visibility = head.name("visibility", visibility_names());
  const auto row = std::find(visibility_names().begin(), visibility_names().end(), visibility);
  if (row != visibility_names().end()) scenario.visibility = static_cast<model::Visibility>(row - visibility_names().begin());
  scenario.slow = head.truth("slow");
  scenario.hint = head.text("hint");
  read_needs(head, parsed, complaints);
}

void read_steps(const Fields& file, Context& context, model::Scenario& scenario) {
  for (const Node* node : elements_of(file, "step", context.complaints)) scenario.steps.push_back(read_step(*node, context));
  const bool starts = std::any_of(scenario.steps.begin(), scenario.steps.end(),
                                  [](const model::Step& step) { return std::holds_alternative<model::Start>(step.action); });
  for (const auto& [label, position] : context.awaited)
    if (std::find(context.started.begin(), context.started.end(), label) == context.started.end())
      context.complaints.add(position, fmt::format("no step starts '{}'{}", label, base::suggestion(label, context.started)));
  if (!starts && file.only_known_keys())
    context.complaints.add(scenario.position, "this scenario starts nothing: it needs a [[step]] with start = \"ROLE\"");
}

// A run of its own: the same labels may be used again.
void read_restart(const Fields& file, const Context& first, model::Scenario& scenario) {
  Context again{first.assignment, first.folder, first.complaints};
  for (const Node* node : elements_of(file, "restart", again.complaints)) scenario.restart.push_back(read_step(*node, again));
}

void read_always(const Fields& file, model::Scenario& scenario, Complaints& complaints) {
  scenario.oracles = model::guard_names();
  const Node* node = file.node("always");
  if (node == nullptr) return;
  const Fields always(*node, "[always]", always_schema(), complaints);
  scenario.leaves = always.texts("leaves");
  const Node* oracles = always.node("oracles");
  const List* list = oracles == nullptr ? nullptr : oracles->as<List>();
  if (oracles != nullptr && list == nullptr) complain_of_type(*oracles, "'oracles'", "a list of texts", complaints);
  if (list == nullptr) return;
  scenario.oracles.clear();
  for (const Node& element : *list) {
    const std::string name = read_name(element, "oracle", model::guard_names(), complaints);
    if (std::find(scenario.oracles.begin(), scenario.oracles.end(), name) != scenario.oracles.end())
      complaints.add(element.position, fmt::format("'{}' is named twice", name));
    if (!name.empty()) scenario.oracles.push_back(name);
  }
}

ObjectKind read_channel(const Fields& fields) {
  std::vector<std::string> names;
  for (const ObjectKind kind : channels()) names.emplace_back(model::name_of(kind));
  const std::string name = fields.name("object", names);
  const auto found = std::find(names.begin(), names.end(), name);
  return found == names.end() ? ObjectKind::pipe : channels()[static_cast<std::size_t>(found - names.begin())];
}

// Shared memory is told by its name and its users, everything else by what it carries.
void read_proof(const Fields& fields, const Node& node, Context& context, model::Mechanism& mechanism) {
  Complaints& complaints = context.complaints;
  const bool shared = mechanism.object == ObjectKind::shared;
  const std::vector<std::string_view> needed =
      shared ? std::vector<std::string_view>{"name", "between"} : std::vector<std::string_view>{"carries"};
  const std::vector<std::string_view> foreign =
      shared ? std::vector<std::string_view>{"carries", "writes"} : std::vector<std::string_view>{"name", "between"};
  const std::string of = fmt::format("object = \"{}\"", model::name_of(mechanism.object));
  for (const std::string_view key : foreign)
    if (const Entry* entry = fields.entry(key)) complaints.add(entry->position, fmt::format("'{}' does not go with {}", key, of));
  for (const std::string_view key : needed)
    if (fields.only_known_keys() && fields.entry(key) == nullptr)
      complaints.add(node.position, fmt::format("[[mechanism]] with {} needs '{}'", of, key));
  if (const Node* carries = fields.node("carries"); carries != nullptr && !shared) {
    const std::size_t before = complaints.count();
    mechanism.carries = read_payload(*carries, "'carries'", context.folder, complaints);
    if (complaints.count() == before && mechanism.carries.bytes.empty())
      complaints.add(carries->position, "'carries' is empty: no bytes prove nothing");
  }
  if (!shared) return;
  mechanism.name = fields.text("name");
  mechanism.between = fields.texts("between");
  const Entry* between = fields.entry("between");
  if (between != nullptr && mechanism.between.size() != 2)
    complaints.add(between->position, "'between' names two processes, as [\"producer\", \"consumer\"]");
}

void read_mechanisms(const Fields& file, Context& context, model::Scenario& scenario) {
  static const std::vector<std::string> ways = {"any", "lines"};
  for (const Node* node : elements_of(file, "mechanism", context.complaints)) {
    const Fields fields(*node, "[[mechanism]]", mechanism_schema(), context.complaints);
    model::Mechanism mechanism;
    mechanism.object = read_channel(fields);
    read_proof(fields, *node, context, mechanism);
    mechanism.writes = fields.name("writes", ways) == "lines" ? model::Writes::one_a_line : model::Writes::any;
    scenario.mechanisms.push_back(std::move(mechanism));
  }
}

}  // namespace

const Schema& file_schema() {
  static const Schema schema = {
      {"scenario", Need::required, "[scenario]: what it is about, and what it is worth"},
      {"file", Need::optional, "[[file]], once for each file that is there before the first program starts"},
      {"step", Need::optional, "[[step]], once for each step, in order"},
      {"restart", Need::optional,
       "[[restart]]: the steps that a sweep takes after a kill, with what was left (default: the same again)"},
      {"always", Need::optional, "[always]: what stands guard during the whole scenario"},
      {"mechanism", Need::optional, "[[mechanism]], once for each proof that the data went the way the task asks for"},
      {"items", Need::optional, "[items]: what producers make arrives at the consumers exactly once and in order"},
      {"history", Need::optional, "[history]: calls and returns have to be linearizable"},
  };
  return schema;
}

const Schema& scenario_schema() {
  static const Schema schema = {
      {"title", Need::required, "one sentence: the behaviour that is checked", Form::text},
      {"part", Need::required, "the part of the assignment that it belongs to", Form::name},
      {"points", Need::required, "its weight within the part, an integer of at least 1", Form::positive},
      {"visibility", Need::optional, "visible (default), after_due_date, after_published or hidden", Form::visibility},
      {"needs", Need::optional, "names of scenarios; if one of them fails, this one is skipped and scores 0", Form::texts},
      {"slow", Need::optional, "true: it waits for a second or more, so that it, and what it needs, had better begin first",
       Form::truth},
      {"hint", Need::optional, "what the student reads when it fails", Form::text},
  };
  return schema;
}

const Schema& always_schema() {
  static const Schema schema = {
      {"oracles", Need::optional, "names of guards; default: all of them", Form::guards},
      {"leaves", Need::optional, "paths and names that the contract leaves behind: no leak", Form::texts},
  };
  return schema;
}

const Schema& mechanism_schema() {
  static const Schema schema = {
      {"object", Need::required, "pipe, fifo, tcp, udp, unix, queue; or shared, for memory that two processes map",
       Form::channel},
      {"carries", Need::optional, "a payload: bytes that must have gone, in order, through one such object between two processes",
       Form::payload},
      {"name", Need::optional, "of shared memory: its file, as /dev/shm{name}; an object whose name begins so will do, too",
       Form::text},
      {"between", Need::optional,
       "of shared memory: two processes that must both have mapped it, one at least to write, with nothing else between them",
       Form::texts},
      {"writes", Need::optional, "any (default), or lines: every write(2) into it is one whole line", Form::writes},
  };
  return schema;
}

const std::vector<ObjectKind>& channels() {
  static const std::vector<ObjectKind> kinds = {ObjectKind::pipe,        ObjectKind::fifo,  ObjectKind::tcp,   ObjectKind::udp,
                                                ObjectKind::unix_socket, ObjectKind::queue, ObjectKind::shared};
  return kinds;
}

const std::vector<std::string>& visibility_names() {
  static const std::vector<std::string> names = {"visible", "after_due_date", "after_published", "hidden"};
  return names;
}

Parsed parse(const std::string& text, const std::string& file, const model::Assignment& assignment) {
  const std::filesystem::path path(file);
  const Node document = parse_document(text, file);
  Complaints complaints;
  Parsed parsed;
  parsed.scenario.name = path.stem().string();
  parsed.scenario.position = document.position;
  if (!is_plain_name(parsed.scenario.name))
    complaints.add({file, 0, 0}, "a scenario's file is named by letters, digits, '-' and '_', and .toml");
  const Fields fields(document, "a scenario", file_schema(), complaints);
  if (const Node* head = fields.node("scenario")) read_head(*head, assignment, parsed, complaints);
  Context context{assignment, path.parent_path(), complaints};
  for (const Node* node : elements_of(fields, "file", complaints)) parsed.scenario.given.push_back(read_given(*node, context));
  read_steps(fields, context, parsed.scenario);
  read_restart(fields, context, parsed.scenario);
  read_always(fields, parsed.scenario, complaints);
  read_mechanisms(fields, context, parsed.scenario);
  parsed.scenario.items = read_items(fields, context);
  parsed.scenario.history = read_history(fields, parsed.scenario, context);
  complaints.raise();
  return parsed;
}

model::Scenario parse_scenario(const std::string& text, const std::string& file, const model::Assignment& assignment) {
  return parse(text, file, assignment).scenario;
}

}  // namespace ipcgrade::scenario
