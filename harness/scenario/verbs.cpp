#include "scenario/verbs.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <csignal>

#include "base/spelling.hpp"
#include "scenario/condition.hpp"
#include "scenario/fault.hpp"
#include "scenario/payload.hpp"
#include "scenario/peers.hpp"
#include "scenario/signals.hpp"

namespace ipcgrade::scenario {
namespace {

using model::Action;

model::Arguments read_arguments(const Node& node, Context& context) {
  model::Arguments arguments;
  const auto payload = [&](const Node& value, const std::string& what) {
    return read_payload(value, what, context.folder, context.complaints);
  };
  if (const auto* list = node.as<List>()) {
    for (const Node& element : *list) arguments.list.push_back(payload(element, "an argument"));
  } else if (const auto* table = node.as<Table>()) {
    for (const Entry& entry : *table) arguments.named[entry.key] = payload(entry.node, fmt::format("argument '{}'", entry.key));
  } else {
    complain_of_type(node, "'args'", "a list, or a table of named arguments", context.complaints);
  }
  return arguments;
}

// The label that this step gives to the process; it must be new.
std::string read_label(const Table& step, const Node& role, const std::string& role_name, Context& context) {
  const Entry* as = find(step, "as");
  const Node& node = as == nullptr ? role : as->node;
  std::string label = as == nullptr ? role_name : read_text(node, "'as'", context.complaints);
  if (as != nullptr && node.as<std::string>() != nullptr && !is_plain_name(label))
    context.complaints.add(node.position, "'as' must be a name of letters, digits, '-' and '_'");
  if (label.empty()) return label;
  if (std::find(context.started.begin(), context.started.end(), label) != context.started.end())
    context.complaints.add(node.position,
                           fmt::format("an earlier step has started '{}'; as = \"...\" gives this one another name", label));
  context.started.push_back(label);
  return label;
}

// A role that the assignment leaves to us is always ours.
model::By read_by(const Table& step, const std::string& role_name, Context& context) {
  const auto& roles = context.assignment.roles;
  const auto role = std::find_if(roles.begin(), roles.end(), [&](const model::Role& one) { return one.name == role_name; });
  const model::By always = role == roles.end() ? model::By::submission : role->by;
  const Entry* by = find(step, "by");
  if (by == nullptr) return always;
  const std::string whose = read_name(by->node, "by", {"submission", "reference"}, context.complaints);
  if (whose == "submission" && always == model::By::reference)
    context.complaints.add(by->node.position, fmt::format("no submission has the role '{}': the assignment says "
                                                          "by = \"reference\"",
                                                          role_name));
  return whose == "reference" ? model::By::reference : always;
}

Action read_start(const Verb&, const Table& step, const Node& value, Context& context) {
  std::vector<std::string> roles;
  for (const model::Role& role : context.assignment.roles) roles.push_back(role.name);
  model::Start start;
  start.role = read_name(value, "role", roles, context.complaints);
  start.as = read_label(step, value, start.role, context);
  start.by = read_by(step, start.role, context);
  if (const Entry* args = find(step, "args")) start.arguments = read_arguments(args->node, context);
  return start;
}

// Nothing reaches an input that is closed: such a step would be a riddle in every report.
void complain_if_closed(const Node& node, const std::string& process, Context& context) {
  if (context.closed_inputs.contains(process))
    context.complaints.add(node.position, fmt::format("an earlier step has closed the input of '{}'", process));
}

Action read_send(const Verb& verb, const Table&, const Node& value, Context& context) {
  const Fields fields(value, "'send'", verb.keys, context.complaints);
  const Node* const peer = fields.node("peer");
  if (const Entry* process = fields.entry("process"); peer != nullptr && process != nullptr)
    context.complaints.add(process->position, "'send' has 'peer' already, so 'process' is one too many");
  if (peer != nullptr) return read_send_to_peer(fields, *peer, context);
  model::Send send;
  if (fields.node("process") == nullptr && fields.only_known_keys())
    context.complaints.add(fields.position(), "'send' needs the key 'process' or 'peer': where the bytes go");
  for (const std::string_view key : {"each", "answers"})
    if (const Entry* entry = fields.entry(key))
      context.complaints.add(entry->position,
                             fmt::format("'{}' is about what a peer sends: it needs 'peer', not 'process'", key));
  if (const Node* process = fields.node("process")) {
    send.process = read_process(*process, Whose::starts, context);
    complain_if_closed(*process, send.process, context);
  }
  if (const Node* data = fields.node("data")) send.data = read_payload(*data, "'data'", context.folder, context.complaints);
  return send;
}

Action read_close_input(const Verb&, const Table&, const Node& value, Context& context) {
  model::CloseInput close{read_process(value, Whose::starts, context)};
  complain_if_closed(value, close.process, context);
  context.closed_inputs.insert(close.process);
  return close;
}

Action read_until(const Verb& verb, const Table&, const Node& value, Context& context) {
  return model::Until{read_condition(value, verb.name, context)};
}

Action read_expect(const Verb& verb, const Table&, const Node& value, Context& context) {
  return model::Expect{read_condition(value, verb.name, context)};
}

Action read_any_signal(const Verb& verb, const Table&, const Node& value, Context& context) {
  const Fields fields(value, "'signal'", verb.keys, context.complaints);
  model::SendSignal send;
  if (const Node* process = fields.node("process")) send.process = read_process(*process, Whose::any, context);
  if (const Node* signal = fields.node("signal")) send.signal = read_signal(*signal, context.complaints);
  return send;
}

Action read_mark(const Verb&, const Table&, const Node& value, Context& context) {
  model::Mark mark{read_process(value, Whose::any, context)};
  context.marked.insert(mark.process);
  return mark;
}
Action read_fault_step(const Verb&, const Table&, const Node& value, Context& context) { return read_fault(value, context); }

template <int signal>
Action read_signal_to(const Verb&, const Table&, const Node& value, Context& context) {
  return model::SendSignal{read_process(value, Whose::any, context), signal};
}

std::vector<std::string> verb_names() {
  std::vector<std::string> names;
  for (const Verb& verb : verbs()) names.emplace_back(verb.name);
  return names;
}

// The verbs that such a key may stand beside.
std::vector<std::string> verbs_beside(const std::string& key) {
  std::vector<std::string> names;
  for (const Verb& verb : verbs())
    if (std::any_of(verb.beside.begin(), verb.beside.end(), [&](const Key& k) { return k.name == key; }))
      names.emplace_back(verb.name);
  return names;
}

// Keys that stand in a step although they belong to another verb, or to none.
void complain_of_strays(const Table& step, const Entry* chosen, Complaints& complaints) {
  for (const Entry& entry : step) {
    const std::vector<std::string> names = verbs_beside(entry.key);
    const bool at_home =
        names.empty() || (chosen != nullptr && std::find(names.begin(), names.end(), chosen->key) != names.end());
    if (at_home) continue;
    complaints.add(entry.position, names.size() == 1 ? fmt::format("'{}' belongs to the verb '{}', which this step lacks",
                                                                   entry.key, names.front())
                                                     : fmt::format("'{}' belongs to one of the verbs '{}', which this step lacks",
                                                                   entry.key, fmt::join(names, "', '")));
  }
}

// What stands right of a verb: in words, and as a form.
struct Value {
  std::string_view words;
  Form form;
};
constexpr Value any_process = {"a process that an earlier step started, or a child of it", Form::process};

// A verb that is a value alone: no table of keys, and none beside it.
Verb plain(std::string_view name, std::string_view summary, Value value, std::string_view example, decltype(Verb::read) read) {
  return {name, summary, value.words, value.form, {}, {}, example, read};
}

Schema keys_beside_start() {
  return {{"as", Need::optional, "the process's name in later steps (default: the role's name)", Form::name},
          {"by", Need::optional, "submission (default); or reference: our own program in this role, of reference/TASK/peer",
           Form::by},
          {"args", Need::optional, "its arguments: a list of payloads, or a table of named ones, { name = \"/x\", count = 3 }",
           Form::arguments}};
}

Schema keys_of_send() {
  return {{"process", Need::optional, "a process that an earlier step started", Form::name},
          {"peer", Need::optional, "instead of it: a peer of the harness's own, which sends the bytes to its other end",
           Form::process},
          {"data", Need::required, "a payload", Form::payload},
          {"each", Need::optional,
           "beside `peer`: in pieces of so many bytes, each sent when every process is blocked or has ended", Form::positive},
          {"answers", Need::optional,
           "beside a UDP socket as `peer`: the name of another one; it goes to whoever sent that one its last datagram",
           Form::process}};
}

Schema keys_of_signal() {
  return {{"process", Need::required, any_process.words, any_process.form},
          {"signal", Need::required, "its name, as \"SIGTERM\"", Form::signal}};
}

}  // namespace

namespace {

std::vector<Verb> process_verbs() {
  return {
      {"start",
       "starts a role's program",
       "the name of a role",
       Form::name,
       {},
       keys_beside_start(),
       R"(start = "greet"
as    = "p1"
args  = ["Hello"])",
       read_start},
      {"send",
       "writes bytes to a role's standard input, or has a peer send them",
       "a table",
       Form::any,
       keys_of_send(),
       {},
       R"(send = { process = "p1", data = "one line\n" })",
       read_send},
      plain("close_input", "ends a role's standard input: its next read sees the end",
            {"a process that an earlier step started", Form::name}, R"(close_input = "p1")", read_close_input),
      plain("until", "waits until a condition holds, and fails at once when it can no longer come true",
            {"a condition", Form::condition}, R"(until = { process = "p1/1", is = "blocked", on = "pipe" })", read_until),
      plain("expect", "waits in the same way, and says what the program has to achieve: a failure shows the difference",
            {"a condition", Form::condition},
            R"(expect = { process = "p1", stdout = "read Hello\n", stderr = { none = true }, exit = 0 })", read_expect),
      {"signal",
       "sends a signal",
       "a table",
       Form::any,
       keys_of_signal(),
       {},
       R"(signal = { process = "p1", signal = "SIGTERM" })",
       read_any_signal},
      {"fault",
       "from here on, makes calls go wrong: those that its address names are counted, and what happens to them is up to it",
       "a table",
       Form::any,
       fault_schema(),
       {},
       R"(fault = { process = "p1", call = "write", when = "2+3", on = "pipe", error = "EINTR" })",
       read_fault_step},
      plain("kill", "sends SIGKILL", any_process, R"(kill = "p1/1")", read_signal_to<SIGKILL>),
      plain("stop", "sends SIGSTOP: the process stands still", any_process, R"(stop = "p1")", read_signal_to<SIGSTOP>),
      plain("resume", "sends SIGCONT: a stopped process goes on", any_process, R"(resume = "p1")", read_signal_to<SIGCONT>),
      plain("mark", "remembers how many descriptors and unreaped children the process and its descendants have, for 'grown'",
            any_process, R"(mark = "p1")", read_mark),
  };
}

}  // namespace

const std::vector<Verb>& verbs() {
  static const std::vector<Verb> rows = [] {
    std::vector<Verb> all = process_verbs();
    for (const Verb& verb : peer_verbs()) all.push_back(verb);
    return all;
  }();
  return rows;
}

model::Step read_step(const Node& node, Context& context) {
  const auto* table = node.as<Table>();
  if (table == nullptr) {
    complain_of_type(node, "a step", "a table", context.complaints);
    return {node.position, {}};
  }
  std::vector<std::string> known = verb_names();
  const Entry* chosen = only_one_of(node, "this step", known, context.complaints);
  for (const Verb& verb : verbs())
    for (const Key& key : verb.beside) known.emplace_back(key.name);
  const std::size_t unknown = complain_of_unknown(*table, "a step", known, context.complaints);
  if (unknown == 0) complain_of_strays(*table, chosen, context.complaints);
  if (chosen == nullptr && unknown == 0)
    context.complaints.add(node.position, fmt::format("this step has no verb; known are: {}", fmt::join(verb_names(), ", ")));
  if (chosen == nullptr) return {node.position, {}};
  const auto verb = std::find_if(verbs().begin(), verbs().end(), [&](const Verb& v) { return v.name == chosen->key; });
  return {node.position, verb->read(*verb, *table, chosen->node, context)};
}

}  // namespace ipcgrade::scenario
