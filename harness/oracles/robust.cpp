#include "oracles/robust.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <csignal>
#include <map>
#include <set>
#include <string>

#include "oracles/account.hpp"
#include "oracles/judge.hpp"
#include "oracles/naming.hpp"
#include "oracles/oracle.hpp"
#include "oracles/printable.hpp"
#include "oracles/waiting.hpp"

namespace ipcgrade::oracles {

using namespace model;

namespace {

using Answer = std::optional<Verdict>;

Verdict verdict_of(VerdictClass verdict_class, std::string sentence) {
  Verdict verdict;
  verdict.verdict = verdict_class;
  verdict.oracle = "sweep";
  verdict.sentence = std::move(sentence);
  return verdict;
}

Answer first_of(Verdicts verdicts) {
  if (verdicts.empty()) return std::nullopt;
  return std::move(verdicts.front());
}

bool struck_at_all(const Trace& trace) {
  return std::any_of(trace.faults.begin(), trace.faults.end(), [](const FaultCount& count) { return count.struck != 0; });
}

bool went_on_after_failed_steps(const Trace& trace) {
  return std::any_of(trace.events.begin(), trace.events.end(),
                     [](const Event& event) { return std::holds_alternative<PassedOver>(event.what); });
}

// ---- what nobody may do, whatever strikes ----

Answer machine_trouble(const Struck& run) {
  if (Answer trouble = first_of(machine(run.trial, run.trace))) return trouble;
  if (run.trace.ending == Ending::backstop)
    return verdict_of(VerdictClass::inconclusive, "the run did not end before the wall-clock backstop");
  return first_of(start(run.trial, run.trace));
}

Answer crashed(const Struck& run) { return first_of(no_crash(run.trial, run.trace)); }
Answer spun(const Struck& run) { return first_of(no_busy_wait(run.trial, run.trace)); }
Answer ran_into_limit(const Struck& run) { return first_of(limits(run.trial, run.trace)); }

using Lines = std::map<std::string, int, std::less<>>;

// Whole lines; what stands behind the last newline is kept apart.
struct Printed {
  Lines lines;
  std::string rest;
};

Printed printed(std::string_view text) {
  Printed out;
  while (true) {
    const std::size_t end = text.find('\n');
    if (end == std::string_view::npos) break;
    ++out.lines[std::string(text.substr(0, end))];
    text.remove_prefix(end + 1);
  }
  out.rest = text;
  return out;
}

Printed clean_output(const Trace& clean, std::string_view label) {
  const auto process = process_called(clean, label);
  return process ? printed(output_before(clean, *process, 1)) : Printed();
}

bool begins_a_line(const Printed& clean, const std::string& text) {
  return clean.rest.starts_with(text) ||
         std::any_of(clean.lines.begin(), clean.lines.end(), [&](const auto& line) { return line.first.starts_with(text); });
}

// Whose output it is. Of a program that was struck itself a line may be cut short: its processes tell each other where the data
// ends by closing a pipe, which a death does as well.
enum class Whose : std::uint8_t { struck, other };

// A line that the clean run does not print, or prints less often.
std::optional<std::string> odd_line(const Printed& now, const Printed& clean, Whose whose) {
  for (const auto& [line, count] : now.lines) {
    const auto known = clean.lines.find(line);
    const int times = (known == clean.lines.end() ? 0 : known->second) + (line == clean.rest ? 1 : 0);
    if (times < count && !(whose == Whose::struck && begins_a_line(clean, line))) return line;
  }
  return now.rest.empty() || begins_a_line(clean, now.rest) ? std::nullopt : std::optional(now.rest);
}

bool contains(const std::vector<std::string>& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

// Of the role with this label, or of a child of it: "p1" and "p1/2", not "p10".
bool is_of(std::string_view process, std::string_view label) {
  return process.starts_with(label) && (process.size() == label.size() || process[label.size()] == '/');
}

const std::string& role_name(const Struck& run, ProcessIndex process) {
  return run.trace.processes[static_cast<std::size_t>(root_of(run.trace, process))].role;
}

// What answers commands may answer differently when another command has failed: then only its history can be right or wrong.
Answer printed_wrong_line(const Struck& run) {
  for (const Stream& stream : run.trace.streams) {
    if (stream.stream != 1 || contains(run.rules.replies, role_name(run, stream.process))) continue;
    const std::string_view label = plain_label(run.trace, stream.process);
    const Whose whose = is_of(run.strike.point.process, label) ? Whose::struck : Whose::other;
    if (const auto line = odd_line(printed(stream.bytes), clean_output(run.clean, label), whose))
      return verdict_of(VerdictClass::wrong_output,
                        fmt::format("{} printed {}, which it does not print without the fault", label, quoted(*line, 80)));
  }
  return std::nullopt;
}

Answer answered_wrongly(const Struck& run) { return first_of(history(run.trial, run.trace)); }

// ---- the role that was struck ----

std::optional<ProcessIndex> victim(const Struck& run) {
  for (std::size_t i = 0; i < run.trace.processes.size(); ++i)
    if (run.trace.processes[i].label == run.strike.point.process) return static_cast<ProcessIndex>(i);
  return std::nullopt;
}

// A role that serves ends when it is asked to, and that is after the last step.
bool ended_when_asked(const Struck& run, ProcessIndex role) {
  const Launch* launch = launch_of(run.trial, run.trace, role);
  if (launch == nullptr || launch->at_end != AtEnd::serves) return false;
  bool over = false;
  for (auto event = run.trace.events.rbegin(); event != run.trace.events.rend() && !over; ++event) {
    if (event->process == role && std::holds_alternative<Exited>(event->what)) return true;
    over = std::holds_alternative<StepDone>(event->what) || std::holds_alternative<PassedOver>(event->what);
  }
  return false;
}

Answer never_ended(const Struck& run, ProcessIndex role) {
  const Launch* launch = launch_of(run.trial, run.trace, role);
  if (launch != nullptr && launch->at_end == AtEnd::serves) return std::nullopt;
  const Snapshot* snapshot = snapshot_at_verdict(run.trace);
  const std::string does = snapshot == nullptr ? "" : what_it_does({run.trace, *snapshot}, role);
  Verdict verdict = first_of(no_deadlock(run.trial, run.trace)).value_or(verdict_of(VerdictClass::still_running, ""));
  verdict.sentence = fmt::format("{} does not end: it {}", label_of(run.trace, role), does.empty() ? "is still running" : does);
  return verdict;
}

// The child that was struck has failed, and its role's status is about something else.
bool child_answers(const Struck& run, ProcessIndex process, ProcessIndex role) {
  if (process == role || !contains(run.rules.own_status, role_name(run, role))) return false;
  const Exited* exit = exit_of(run.trace, process);
  return exit != nullptr && exit->signal == 0 && exit->status != 0 && !output_before(run.trace, role, 2).empty();
}

bool replied_error(const Struck& run, ProcessIndex role) {
  if (!contains(run.rules.replies, role_name(run, role))) return false;
  const Printed output = printed(output_before(run.trace, role, 1));
  return std::any_of(output.lines.begin(), output.lines.end(), [](const auto& line) { return line.first.starts_with("error"); });
}

Answer ended_badly(const Struck& run, ProcessIndex role, const Exited& exit) {
  const std::string label = label_of(run.trace, role);
  if (exit.signal != 0)
    return verdict_of(VerdictClass::wrong_exit,
                      fmt::format("{} was killed by {}, instead of saying what failed", label, signal_name(exit.signal)));
  if (exit.status == 0)
    return verdict_of(VerdictClass::wrong_exit,
                      fmt::format("{} ended with status 0, as if all had been done, and it had not", label));
  if (output_before(run.trace, role, 2).empty())
    return verdict_of(VerdictClass::wrong_output,
                      fmt::format("{} ended with status {} without a word on standard error", label, exit.status));
  for (Verdict& zombie : no_zombie(run.trial, run.trace)) return std::move(zombie);
  return std::nullopt;
}

Answer failed_uncleanly(const Struck& run) {
  if (!went_on_after_failed_steps(run.trace)) {
    Verdict verdict = judge(run.trial, run.trace).front();
    if (verdict.verdict == VerdictClass::passed) return std::nullopt;
  }
  const auto process = victim(run);
  if (!process) return std::nullopt;
  const ProcessIndex role = root_of(run.trace, *process);
  const Exited* exit = exit_of(run.trace, role);
  if (exit == nullptr && replied_error(run, role)) return std::nullopt;
  if (exit == nullptr) return never_ended(run, role);
  if (ended_when_asked(run, role) || child_answers(run, *process, role) || replied_error(run, role)) return std::nullopt;
  return ended_badly(run, role, *exit);
}

// ---- the next run ----

Answer next_run_failed(const Struck& run) {
  if (!failed_step(run.trace)) return std::nullopt;
  Answer verdict = first_of(steps(run.trial, run.trace));
  if (verdict) verdict->sentence = "the next run fails on what was left: " + verdict->sentence;
  return verdict;
}

using Question = Answer (*)(const Struck&);

Verdict ask(const Struck& run, std::initializer_list<Question> questions) {
  for (const Question question : questions)
    if (Answer answer = question(run)) return *std::move(answer);
  return verdict_of(VerdictClass::passed, "it survived");
}

}  // namespace

Verdict survival(const Struck& run) {
  if (Answer trouble = machine_trouble(run)) return *std::move(trouble);
  if (!struck_at_all(run.trace))
    return verdict_of(VerdictClass::not_applicable, "the fault never struck: the program does not do the same in every run");
  switch (run.strike.fault_class) {
    case FaultClass::transparent:
      return judge(run.trial, run.trace).front();
    case FaultClass::hard:
      return ask(run, {crashed, spun, ran_into_limit, failed_uncleanly, answered_wrongly, printed_wrong_line});
    case FaultClass::kill:
      return ask(run, {crashed, spun, ran_into_limit, next_run_failed, printed_wrong_line});
  }
  return verdict_of(VerdictClass::harness_error, "a fault of no known class");
}

}  // namespace ipcgrade::oracles
