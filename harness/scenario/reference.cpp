#include "scenario/reference.hpp"

#include <fmt/format.h>

#include "model/object.hpp"
#include "scenario/condition.hpp"
#include "scenario/file_tables.hpp"
#include "scenario/generator.hpp"
#include "scenario/judging.hpp"
#include "scenario/parse.hpp"
#include "scenario/payload.hpp"
#include "scenario/peers.hpp"
#include "scenario/signals.hpp"
#include "scenario/verbs.hpp"
#include "scenario/xdr.hpp"

namespace ipcgrade::scenario {
namespace {

// A '|' would end the cell.
std::string in_cell(std::string_view text) {
  std::string out;
  for (const char c : text) out += c == '|' ? std::string("\\|") : std::string(1, c);
  return out;
}

std::string table_of(std::string_view first, const std::vector<Row>& rows) {
  std::string out = fmt::format("| {} | meaning |\n|---|---|\n", first);
  for (const Row& row : rows) out += fmt::format("| `{}` | {} |\n", in_cell(row.name), in_cell(row.line));
  return out + "\n";
}

std::vector<Row> rows_of(const Schema& schema) {
  std::vector<Row> rows;
  for (const Key& key : schema)
    rows.push_back({std::string(key.name), fmt::format("{}{}", key.summary, key.need == Need::required ? " (required)" : "")});
  return rows;
}

std::string list_of(const std::vector<std::string>& words) { return fmt::format("`{}`", fmt::join(words, "`, `")); }

std::string sentence(std::string_view summary) {
  std::string text(summary);
  if (!text.empty() && text[0] >= 'a' && text[0] <= 'z') text[0] = static_cast<char>(text[0] - 'a' + 'A');
  return text;
}

std::string verb_section(const Verb& verb) {
  std::string out = fmt::format("### {}\n\n{}. Its value: {}.\n\n```toml\n[[step]]\n{}\n```\n\n", verb.name,
                                sentence(verb.summary), verb.value, verb.example);
  if (!verb.beside.empty()) out += table_of("key beside it", rows_of(verb.beside));
  if (!verb.keys.empty()) out += table_of("key", rows_of(verb.keys));
  return out;
}

std::string condition_section() {
  std::vector<Row> is;
  for (const State& state : states()) is.push_back({std::string(state.name), std::string(state.summary)});
  std::vector<std::string> kinds;
  for (const model::ObjectKind kind : model::waitable_kinds()) kinds.emplace_back(model::name_of(kind));
  std::vector<Row> outputs;
  for (const OutputForm& form : output_forms()) outputs.push_back({std::string(form.example), std::string(form.summary)});
  std::vector<Row> closed;
  for (const Closed& rule : closed_rules()) closed.push_back({std::string(rule.name), std::string(rule.summary)});
  return "## Conditions\n\nA condition is looked at when every process is blocked or has ended. Every key that is given must "
         "hold.\n\n" +
         table_of("key", condition_rows()) + table_of("is", is) + fmt::format("`on` is one of {}.\n\n", list_of(kinds)) +
         table_of("closed", closed) + "An output is compared with a payload, or by one of these:\n\n" +
         table_of("output", outputs) + "A `file` is a table:\n\n" + table_of("key of file", rows_of(file_match_schema()));
}

std::string payload_section() {
  std::vector<Row> alphabet_rows;
  for (const Alphabet& alphabet : alphabets()) alphabet_rows.push_back({alphabet.name, alphabet.summary});
  std::vector<Row> apply_rows;
  for (const Transform& transform : transforms())
    apply_rows.push_back({std::string(transform.name), std::string(transform.summary)});
  std::vector<Row> encoding_rows;
  for (const Encoding& encoding : encodings()) encoding_rows.push_back({encoding.name, std::string(encoding.summary)});
  return "## Payloads\n\n" + table_of("payload", payload_rows()) +
         table_of("key in a payload's table", rows_of(payload_schema())) + table_of("alphabet", alphabet_rows) +
         table_of("apply", apply_rows) + table_of("as, in a field of xdr", encoding_rows) +
         "Without `as`, an integer takes 4 bytes, a text its length, its bytes and its padding, a list of fields (a structure) "
         "what "
         "they take. `{ xid = \"any\" }` expects any 4 bytes; in what a peer sends, `{ xid = \"request\" }` is the request's xid "
         "and `{ xid = \"other\" }` the next number.\n\n"
         "In arguments, mechanisms and `leaves`, a payload that is text only may hold `{path}`, `{name}` and `{port}`: a path "
         "that no "
         "file has, the name of an IPC object and a port, other ones in every trial. `{ hex = … }` passes such braces as they "
         "are.\n\n";
}

}  // namespace

std::vector<Row> verb_rows() {
  std::vector<Row> rows;
  for (const Verb& verb : verbs()) rows.push_back({std::string(verb.name), std::string(verb.summary)});
  return rows;
}

std::vector<Row> condition_rows() { return rows_of(condition_schema()); }

std::vector<Row> payload_rows() {
  std::vector<Row> rows = {{R"("Hello\n")", "a text"}, {"42", "an integer: its decimal digits"}};
  for (const PayloadForm& form : payload_forms()) rows.push_back({std::string(form.example), std::string(form.summary)});
  rows.push_back(
      {R"(["read ", { hex = "00" }])", "a list: its elements joined. In `args` the outer list is the list of arguments"});
  return rows;
}

std::string reference_markdown(const std::vector<Row>& oracles) {
  std::string out = "# The scenario language\n\nA scenario is a TOML file, `suites/TASK/NAME.toml`.\n\n";
  out += table_of("table", rows_of(file_schema()));
  out += "## [scenario]\n\n" + table_of("key", rows_of(scenario_schema()));
  out += "## [[file]]\n\nWhat a submission has under that name gives way to it.\n\n" + table_of("key", rows_of(given_schema()));
  out +=
      "## Steps\n\nA step has one verb. `until` and `expect` wait; all other steps happen at once, in the order of the file. A "
      "process is named by its role, or by `as`; its children are `p1/1`, `p1/2` in the order of the forks, theirs `p1/1/1`. A "
      "peer is an end of the network that the harness itself holds: a client, a server or a UDP socket on the loopback "
      "interface. It never waits, and what it does is decided by the steps alone.\n\n";
  out += table_of("verb", verb_rows());
  for (const Verb& verb : verbs()) out += verb_section(verb);
  out += condition_section() + payload_section();
  out += "## [always]\n\n" + table_of("key", rows_of(always_schema())) + table_of("oracle", oracles);
  out += "## [[mechanism]]\n\n" + table_of("key", rows_of(mechanism_schema()));
  out += "## [items]\n\nEvery item arrives once, and within one consumer's output each producer's ascend.\n\n" +
         table_of("key", rows_of(items_schema()));
  out +=
      "## [history]\n\nThe calls have to be linearizable: each takes effect at one instant between its call and its return.\n\n" +
      table_of("key", rows_of(history_schema()));
  out += fmt::format("## Signals\n\n{}\n", list_of(signal_names()));
  return out;
}

}  // namespace ipcgrade::scenario
