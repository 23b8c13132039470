#include "scenario/fault.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <csignal>
#include <limits>

#include "base/spelling.hpp"
#include "model/calls.hpp"
#include "scenario/signals.hpp"

namespace ipcgrade::scenario {
namespace {

constexpr std::int64_t most = std::numeric_limits<std::int32_t>::max();

// All errors that the calls behind a name can give.
std::vector<std::string> possible_errors(const model::Fault& fault) {
  std::vector<std::string> out;
  for (const std::string_view call : model::calls_named(fault.call))
    for (const int error : model::errors_of(call))
      if (const std::string name(model::error_name(error)); std::find(out.begin(), out.end(), name) == out.end())
        out.push_back(name);
  return out;
}

model::FaultEffect read_error(const Node& value, const model::Fault& fault, Complaints& complaints) {
  const std::string name = read_name(value, "error", model::error_names(), complaints);
  const std::vector<std::string> possible = possible_errors(fault);
  if (!name.empty() && !possible.empty() && std::find(possible.begin(), possible.end(), name) == possible.end())
    complaints.add(value.position,
                   fmt::format("'{}' never gives {}; it can give {}", fault.call, name, fmt::join(possible, ", ")));
  if (!name.empty() && possible.empty() && !fault.call.empty())
    complaints.add(value.position,
                   fmt::format("nothing is known of the errors of '{}'; retval = -1 ends it without one", fault.call));
  return model::FailWith{model::error_number(name)};
}

model::FaultEffect read_retval(const Node& value, const model::Fault&, Complaints& complaints) {
  return model::Return{read_whole(value, "'retval'", {-1, most}, complaints)};
}

model::FaultEffect read_short(const Node& value, const model::Fault& fault, Complaints& complaints) {
  const auto calls = model::calls_named(fault.call);
  const bool moves = std::all_of(calls.begin(), calls.end(), [](std::string_view c) { return model::extent_of(c).has_value(); });
  if (!moves)
    complaints.add(value.position,
                   fmt::format("'{}' cannot be short: read, write, recv, send, readv, writev, recvmsg, sendmsg and their kin can",
                               fault.call));
  return model::Shorten{static_cast<std::uint64_t>(read_whole(value, "'short'", {1, most}, complaints))};
}

model::FaultEffect read_raised(const Node& value, const model::Fault&, Complaints& complaints) {
  return model::Raise{read_signal(value, complaints)};
}

// kill = true and stop = true: the value says nothing but that it is so.
template <int signal>
model::FaultEffect read_sure(const Node& value, const model::Fault&, Complaints& complaints) {
  const bool* const truth = value.as<bool>();
  if (truth == nullptr || !*truth) complaints.add(value.position, "this key has one value only: true");
  return model::Raise{signal};
}

model::FaultEffect read_delay(const Node& value, const model::Fault&, Complaints& complaints) {
  return model::Delay{static_cast<std::uint32_t>(read_whole(value, "'delay'", {1, 1'000'000}, complaints))};
}

std::optional<std::uint32_t> number_in(std::string_view text) {
  std::uint32_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size() || number == 0) return std::nullopt;
  return number;
}

// when = 2, "2", "2+" or "2+3" (strace(1)).
model::Which read_when(const Node& node, Complaints& complaints) {
  if (node.as<std::int64_t>() != nullptr)
    return {static_cast<std::uint32_t>(read_whole(node, "'when'", {1, most}, complaints)), 0};
  const std::string text = read_text(node, "'when'", complaints);
  const std::size_t plus = text.find('+');
  const auto first = number_in(std::string_view(text).substr(0, plus));
  const auto step = plus == std::string::npos ? std::optional(0U)
                    : plus + 1 == text.size() ? std::optional(1U)
                                              : number_in(std::string_view(text).substr(plus + 1));
  if (first && step) return {*first, *step};
  complaints.add(node.position,
                 "'when' is \"2\" (the second call), \"2+\" (the second and all later) or \"2+3\" (the 2nd, 5th, 8th, …)");
  return {};
}

std::string read_call(const Node& node, Complaints& complaints) {
  std::string name = read_name(node, "call", model::fault_call_names(), complaints);
  return name;
}

// It may be about a process that is started later: whether it is, is looked at when all steps are read.
std::string read_victim(const Node& node, Context& context) {
  std::string label = read_text(node, "'process'", context.complaints);
  const std::string_view whole = label;
  const std::string first(whole.substr(0, whole.find('/')));
  if (!label.empty()) context.awaited.emplace_back(first, node.position);
  return label;
}

std::vector<std::string> effect_keys() {
  std::vector<std::string> out;
  for (const FaultForm& form : fault_forms()) out.emplace_back(form.key);
  return out;
}

void read_effect(const Node& node, model::Fault& fault, Complaints& complaints) {
  const Entry* chosen = only_one_of(node, "a fault", effect_keys(), complaints);
  if (chosen == nullptr) {
    complaints.add(node.position, fmt::format("this fault does nothing; it needs one of: {}", fmt::join(effect_keys(), ", ")));
    return;
  }
  for (const FaultForm& form : fault_forms())
    if (form.key == chosen->key) fault.effect = form.read(chosen->node, fault, complaints);
}

}  // namespace

const std::vector<FaultForm>& fault_forms() {
  static const std::vector<FaultForm> rows = {
      {"error", "the call is not made: it returns -1 with this errno", R"(error = "EINTR")", Form::error, read_error},
      {"retval", "the call is not made: it returns this", "retval = 0", Form::any, read_retval},
      {"short", "it moves so many bytes at most, and really moves them", "short = 1", Form::positive, read_short},
      {"signal", "this signal is pending when the call begins, and cuts a wait short", R"(signal = "SIGUSR1")", Form::signal,
       read_raised},
      {"kill", "the process is killed as it enters the call", "kill = true", Form::truth, read_sure<SIGKILL>},
      {"stop", "the process is stopped as it enters the call", "stop = true", Form::truth, read_sure<SIGSTOP>},
      {"delay", "the thread stands still for so many events of others, or until nobody else can do anything", "delay = 10",
       Form::positive, read_delay},
  };
  return rows;
}

const Schema& fault_schema() {
  static const Schema schema = [] {
    Schema out = {
        {"process", Need::required, "whose call: a process of this scenario, a child of it (p1/1), or p1/* for it and all below",
         Form::text},
        {"call", Need::required,
         "a system call, or a name that programs use for one: read, open, wait, mq_send; of several: \"read or recv\", \"write "
         "or "
         "send\", \"poll or select\"",
         Form::text},
        {"when", Need::optional,
         "which of these calls: 2, \"2+\" (it and all later) or \"2+3\" (the 2nd, 5th, 8th, …); default: the first"},
        {"on", Need::optional, "only calls on this kind of object", Form::waitable},
    };
    for (const FaultForm& form : fault_forms()) out.push_back({form.key, Need::optional, form.summary, form.form});
    return out;
  }();
  return schema;
}

model::Fault read_fault(const Node& node, Context& context) {
  const Fields fields(node, "'fault'", fault_schema(), context.complaints);
  model::Fault fault;
  if (const Node* process = fields.node("process")) fault.process = read_victim(*process, context);
  if (const Node* call = fields.node("call")) fault.call = read_call(*call, context.complaints);
  if (const Node* when = fields.node("when")) fault.when = read_when(*when, context.complaints);
  if (fields.node("on") != nullptr) {
    std::vector<std::string> names;
    for (const model::ObjectKind kind : model::waitable_kinds()) names.emplace_back(model::name_of(kind));
    const std::string name = fields.name("on", names);
    const auto row = std::find(names.begin(), names.end(), name);
    if (row != names.end()) fault.on = model::waitable_kinds()[static_cast<std::size_t>(row - names.begin())];
  }
  if (node.as<Table>() != nullptr) read_effect(node, fault, context.complaints);
  return fault;
}

}  // namespace ipcgrade::scenario
