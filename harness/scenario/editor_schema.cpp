#include "scenario/editor_schema.hpp"

#include <map>
#include <nlohmann/json.hpp>

#include "base/ensure.hpp"
#include "model/object.hpp"
#include "model/oracle_names.hpp"
#include "scenario/condition.hpp"
#include "scenario/file_tables.hpp"
#include "scenario/generator.hpp"
#include "scenario/judging.hpp"
#include "scenario/late.hpp"
#include "scenario/other_files.hpp"
#include "scenario/parse.hpp"
#include "scenario/payload.hpp"
#include "scenario/peers.hpp"
#include "scenario/signals.hpp"
#include "scenario/sweep.hpp"
#include "scenario/texts.hpp"
#include "scenario/verbs.hpp"
#include "scenario/xdr.hpp"

namespace ipcgrade::scenario {
namespace {

using Json = nlohmann::ordered_json;
using Names = std::vector<std::string>;

constexpr std::string_view plain_name = "^[A-Za-z0-9][A-Za-z0-9_-]*$";
constexpr std::string_view process_name = "^[A-Za-z0-9][A-Za-z0-9_-]*(/[0-9]+)*$";

// ---- small pieces ----

Json typed(std::string_view type) { return {{"type", type}}; }
Json from(int least) { return {{"type", "integer"}, {"minimum", least}}; }
Json matching(std::string_view pattern) { return {{"type", "string"}, {"pattern", pattern}}; }
Json one_of(const Names& names) { return {{"enum", names}}; }
Json list_of(Json element) { return {{"type", "array"}, {"items", std::move(element)}}; }
Json any_of(std::initializer_list<Json> forms) { return {{"anyOf", Json(Json::array_t(forms))}}; }
Json reference(std::string_view definition) { return {{"$ref", "#/definitions/" + std::string(definition)}}; }
Json map_of(Json value) { return {{"type", "object"}, {"additionalProperties", std::move(value)}}; }

template <class Rows, class Name>
Names names_in(const Rows& rows, Name name) {
  Names names;
  for (const auto& row : rows) names.emplace_back(name(row));
  return names;
}

// Exactly one of these keys; a repeated `required` is how draft 7 says it.
Json only_one_of(const Names& keys) {
  Json forms = Json::array();
  for (const std::string& key : keys) forms.push_back({{"required", {key}}});
  return forms;
}

// ---- what a key's value looks like: one row a form ----

Json command() { return {{"type", "array"}, {"minItems", 1}, {"items", any_of({typed("string"), list_of(typed("string"))})}}; }

Json waitable() {
  const Json kind = one_of(names_in(model::waitable_kinds(), [](model::ObjectKind k) { return name_of(k); }));
  Json list = list_of(kind);
  list["minItems"] = 1;
  return any_of({kind, std::move(list)});
}

Json form_of(Form form) {
  static const std::map<Form, Json> forms = {
      {Form::any, Json::object()},
      {Form::text, typed("string")},
      {Form::texts, list_of(typed("string"))},
      {Form::natural, from(0)},
      {Form::positive, from(1)},
      {Form::truth, typed("boolean")},
      {Form::name, matching(plain_name)},
      {Form::process, matching(process_name)},
      {Form::payload, reference("payload")},
      {Form::arguments, any_of({list_of(reference("payload")), map_of(reference("payload"))})},
      {Form::condition, reference("condition")},
      {Form::output, reference("output")},
      {Form::exit, reference("exit")},
      {Form::state, one_of(names_in(states(), [](const State& state) { return state.name; }))},
      {Form::waitable, waitable()},
      {Form::channel, one_of(names_in(channels(), [](model::ObjectKind kind) { return name_of(kind); }))},
      {Form::visibility, one_of(visibility_names())},
      {Form::signal, one_of(signal_names())},
      {Form::error, one_of(model::error_names())},
      {Form::guards, list_of(one_of(model::guard_names()))},
      {Form::alphabet, one_of(names_in(alphabets(), [](const Alphabet& alphabet) { return alphabet.name; }))},
      {Form::xdr, reference("xdr")},
      {Form::counts, map_of(from(0))},
      {Form::history_model, one_of(history_models())},
      {Form::sizes, list_of(from(0))},
      {Form::transform, one_of(names_in(transforms(), [](const Transform& transform) { return transform.name; }))},
      {Form::at_end, one_of({"exits", "serves"})},
      {Form::by, one_of({"submission", "reference"})},
      {Form::mode, {{"type", "integer"}, {"minimum", 0}, {"maximum", 0777}}},
      {Form::given_file, one_of({"regular", "fifo", "directory"})},
      {Form::found_file, one_of({"absent", "regular", "fifo", "directory"})},
      {Form::writes, one_of({"any", "lines"})},
      {Form::command, command()},
      {Form::payloads, list_of(reference("payload"))},
      {Form::port, any_of({Json{{"type", "integer"}, {"minimum", 1}, {"maximum", 65535}}, one_of({"{port}", "{port2}"})})},
      {Form::family, one_of(family_names())},
      {Form::closed, one_of(names_in(closed_rules(), [](const Closed& closed) { return closed.name; }))},
  };
  const auto found = forms.find(form);
  ENSURE(found != forms.end(), "every form has its row");
  return found->second;
}

Json described(Json value, std::string_view summary) {
  if (!summary.empty()) value["description"] = summary;
  return value;
}

// ---- tables ----

// `inner` are the keys whose value is a table or a list of tables with a schema of its own.
Json table_of(const Schema& schema, const std::map<std::string_view, Json>& inner = {}) {
  Json properties = Json::object();
  Json required = Json::array();
  for (const Key& key : schema) {
    const auto own = inner.find(key.name);
    properties[std::string(key.name)] = described(own == inner.end() ? form_of(key.form) : own->second, key.summary);
    if (key.need == Need::required) required.push_back(key.name);
  }
  Json table = {{"type", "object"}, {"additionalProperties", false}, {"properties", properties}};
  if (!required.empty()) table["required"] = required;
  return table;
}

Json payload() {
  Json table = table_of(payload_schema());
  table["oneOf"] = only_one_of(names_in(payload_forms(), [](const PayloadForm& form) { return form.key; }));
  for (const PayloadForm& form : payload_forms())
    for (const Key& key : form.beside) table["dependencies"][std::string(key.name)] = {form.key};
  return any_of({typed("string"), typed("integer"), std::move(table), list_of(reference("payload"))});
}

// A list of fields: any names, and one that is given a meaning.
Json xdr() {
  const Names names = names_in(encodings(), [](const Encoding& encoding) { return encoding.name; });
  return list_of({{"type", "object"}, {"properties", {{"as", one_of(names)}}}, {"minProperties", 1}, {"maxProperties", 2}});
}

Json output() {
  Json forms = Json::array({reference("payload")});
  for (const OutputForm& form : output_forms()) {
    const bool bytes = model::has_text(form.rule);
    Json value = bytes ? reference("payload") : Json{{"const", true}};
    forms.push_back({{"type", "object"},
                     {"additionalProperties", false},
                     {"properties", {{std::string(form.key), described(std::move(value), form.summary)}}},
                     {"required", {form.key}}});
  }
  return {{"anyOf", forms}};
}

Json condition() {
  Json table = table_of(condition_schema(), {{"file", table_of(file_match_schema())}});
  table["oneOf"] = only_one_of({"process", "peer"});
  return table;
}

Json exit() {
  return any_of({Json{{"type", "integer"}, {"minimum", 0}, {"maximum", 255}}, one_of({"failure"}),
                 table_of({{"signal", Need::required, "the name of a signal", Form::signal}})});
}

// One verb, and the keys that belong beside it.
Json step() {
  Json properties = Json::object();
  Json dependencies = Json::object();
  for (const Verb& verb : verbs()) {
    properties[std::string(verb.name)] = described(verb.keys.empty() ? form_of(verb.form) : table_of(verb.keys), verb.summary);
    for (const Key& key : verb.beside) {
      properties[std::string(key.name)] = described(form_of(key.form), key.summary);
      dependencies[std::string(key.name)]["anyOf"].push_back({{"required", {verb.name}}});
    }
  }
  return {{"type", "object"},
          {"additionalProperties", false},
          {"properties", properties},
          {"oneOf", only_one_of(names_in(verbs(), [](const Verb& verb) { return verb.name; }))},
          {"dependencies", dependencies}};
}

// ---- files ----

std::string file_of(std::string_view title, const Json& table, const Json& definitions = Json::object()) {
  Json file = {{"$schema", "http://json-schema.org/draft-07/schema#"}, {"title", title}};
  file.update(table);
  if (!definitions.empty()) file["definitions"] = definitions;
  return file.dump(2) + "\n";
}

std::string scenario_file() {
  return file_of("a scenario: suites/TASK/NAME.toml",
                 table_of(file_schema(), {{"scenario", table_of(scenario_schema())},
                                          {"file", list_of(table_of(given_schema()))},
                                          {"step", list_of(reference("step"))},
                                          {"restart", list_of(reference("step"))},
                                          {"always", table_of(always_schema())},
                                          {"mechanism", list_of(table_of(mechanism_schema()))},
                                          {"items", table_of(items_schema())},
                                          {"history", table_of(history_schema())}}),
                 {{"step", step()},
                  {"condition", condition()},
                  {"output", output()},
                  {"exit", exit()},
                  {"payload", payload()},
                  {"xdr", xdr()}});
}

std::string assignment_file() {
  return file_of(
      "an assignment: assignments/TASK/assignment.toml",
      table_of(assignment_file_schema(), {{"assignment", table_of(assignment_schema())},
                                          {"parts", map_of(table_of(part_schema()))},
                                          {"roles", map_of(table_of(role_schema()))},
                                          {"limits", table_of(limits_schema())},
                                          {"sandbox", table_of(sandbox_schema())},
                                          {"late", table_of(late_schema())},
                                          {"sweep", table_of(sweep_schema(), {{"weights", table_of(sweep_weights_schema())}})}}));
}

std::string submission_file() {
  return file_of("how a submission is built and started: submission.toml",
                 table_of(submission_schema(), {{"build", table_of(build_schema())}, {"roles", map_of(command())}}));
}

std::string expect_file() {
  return file_of("what catches a mutant: reference/TASK/mutants/NAME/expect.toml",
                 table_of(expect_schema(), {{"caught", map_of(one_of(catching_verdicts()))}}));
}

std::string texts_file() {
  Json table = {{"type", "object"}};
  table["properties"][std::string(assignment_table)] =
      table_of(assignment_text_schema(), {{"parts", map_of(Json{{"type", "string"}})}});
  table["additionalProperties"] = table_of(text_schema());
  return file_of("what students read in another language: suites/TASK/lang/LANGUAGE.toml", table);
}

}  // namespace

const std::vector<SchemaFile>& schema_files() {
  static const std::vector<SchemaFile> files = {
      {"scenario", "schemas/scenario.schema.json", scenario_file},
      {"assignment", "schemas/assignment.schema.json", assignment_file},
      {"submission", "schemas/submission.schema.json", submission_file},
      {"expect", "schemas/expect.schema.json", expect_file},
      {"texts", "schemas/texts.schema.json", texts_file},
  };
  return files;
}

}  // namespace ipcgrade::scenario
