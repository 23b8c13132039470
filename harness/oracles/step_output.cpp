// What a process wrote, and how it ended, against what a step asks for.
#include <fmt/format.h>

#include <algorithm>
#include <csignal>

#include "model/calls.hpp"
#include "oracles/difference.hpp"
#include "oracles/naming.hpp"
#include "oracles/output_match.hpp"
#include "oracles/printable.hpp"
#include "oracles/situation.hpp"

namespace ipcgrade::oracles {

using namespace model;

namespace {

std::string complaint_about(const Situation& s, const Channel& channel) {
  return complaint(*(s.asked.*channel.asked), s.output(channel.stream), fmt::format("{}'s {}", s.label(), channel.name));
}

Verdict wrong(const Situation& s, const Channel& channel) {
  const OutputMatch& match = *(s.asked.*channel.asked);
  Verdict verdict = s.verdict(VerdictClass::wrong_output, complaint_about(s, channel));
  if (match.rule == OutputRule::equals) {
    const std::string_view actual = s.output(channel.stream);
    if (const std::string cause = likely_cause(match.text.bytes, actual); !cause.empty())
      verdict.evidence.push_back({s.process, cause});
    if (actual.size() != match.text.bytes.size())
      verdict.evidence.push_back(
          {s.process, fmt::format("in all {} came, {} expected", count_of(actual.size(), "byte"), match.text.bytes.size())});
  }
  verdict.evidence.push_back({s.process, fmt::format("{} {}", s.label(), s.exit == nullptr ? s.does() : ended_how(*s.exit))});
  add_last_words(verdict, s.trace, s.process, s.failure.event);
  return verdict;
}

// Whose bytes reached the harness with this event: they are noted for the role, right after the call that wrote them.
ProcessIndex writer_of(const Trace& trace, std::size_t event) {
  for (std::size_t i = event; i > 0; --i) {
    const auto* call = std::get_if<Called>(&trace.events[i - 1].what);
    if (call != nullptr && call->object.kind == ObjectKind::output && call->result > 0) return trace.events[i - 1].process;
    if (std::holds_alternative<StepFailed>(trace.events[i - 1].what)) break;
  }
  return trace.events[event].process;
}

// The first of the role's output that came after the failure; nullopt: none did.
std::optional<std::size_t> first_output_after_failure(const Situation& s, int stream) {
  for (std::size_t i = s.failure.event; i < s.trace.events.size(); ++i) {
    const auto* wrote = std::get_if<Wrote>(&s.trace.events[i].what);
    if (wrote != nullptr && wrote->stream == stream && root_of(s.trace, s.trace.events[i].process) == root_of(s.trace, s.process))
      return i;
  }
  return std::nullopt;
}

// Somebody put bytes somewhere: into the role's output, or into a pipe or FIFO between processes.
struct Release {
  ProcessIndex writer = nobody;
  std::size_t event = 0;
  ObjectKind into = ObjectKind::output;
};

bool reads(std::string_view call) { return waiting_of(call) == Waiting::read_fd; }

bool moves_data(const Called& call, Waiting direction) {
  const bool between = call.object.kind == ObjectKind::pipe || call.object.kind == ObjectKind::fifo;
  return between && call.result > 0 && waiting_of(call.call) == direction;
}

// Who passed on bytes that it had only got after the failure did not keep them: the release before that one, by the process
// that wrote to it. nullopt: it had them already.
std::optional<Release> release_before(const Situation& s, const Release& release) {
  std::optional<Object> source;
  for (std::size_t i = s.failure.event; i < release.event && !source; ++i)
    if (const auto* call = std::get_if<Called>(&s.trace.events[i].what);
        call != nullptr && s.trace.events[i].process == release.writer && moves_data(*call, Waiting::read_fd))
      source = call->object;
  for (std::size_t i = s.failure.event; source && i < release.event; ++i)
    if (const auto* call = std::get_if<Called>(&s.trace.events[i].what);
        call != nullptr && call->object == *source && moves_data(*call, Waiting::write_fd))
      return Release{s.trace.events[i].process, i, source->kind};
  return std::nullopt;
}

// Where the missing output was kept, if whoever kept it let go of it between its last wait and its normal end.
std::optional<Release> flushed_by_its_end(const Situation& s, int stream) {
  const auto output = first_output_after_failure(s, stream);
  if (!output) return std::nullopt;
  Release release{writer_of(s.trace, *output), *output, ObjectKind::output};
  while (const auto before = release_before(s, release)) release = *before;  // each is earlier than the one behind it
  for (std::size_t i = release.event; i < s.trace.events.size(); ++i) {
    const Event& event = s.trace.events[i];
    if (event.process != release.writer) continue;
    if (std::holds_alternative<BlockedIn>(event.what)) return std::nullopt;
    // What is kept until the end comes out last: who reads on afterwards wrote in the middle of its work.
    if (const auto* call = std::get_if<Called>(&event.what); call != nullptr && i > release.event && reads(call->call))
      return std::nullopt;
    if (const auto* exit = std::get_if<Exited>(&event.what)) return exit->signal == 0 ? std::optional(release) : std::nullopt;
  }
  return std::nullopt;
}

Verdict flushed_late(const Situation& s, const Release& release, std::string_view late) {
  const bool to_output = release.into == ObjectKind::output;
  const std::string label = label_of(s.trace, release.writer);
  const std::string into = to_output ? "" : fmt::format(" into {}", a_kind(release.into));
  Verdict verdict =
      s.verdict(VerdictClass::not_flushed, fmt::format("{} wrote {}{} only when it ended: output must be flushed before the "
                                                       "program next waits",
                                                       label, quoted(late), into));
  verdict.evidence.push_back(
      {release.writer, to_output
                           ? "standard output is a pipe here, and C's stdio then keeps what is printed until its buffer is "
                             "full: call fflush(stdout) after each line, or setvbuf(stdout, NULL, _IOLBF, 0) at the start"
                           : "C's stdio keeps what is printed until its buffer is full: call fflush after each line, or write "
                             "with write(2)"});
  const ProcessIndex keeper = to_output ? s.process : release.writer;
  const std::string does = to_output ? s.does() : what_it_does(s.view(), keeper);
  if (!does.empty())
    verdict.evidence.push_back(
        {keeper, fmt::format("{} {} while the output was still in its buffer", label_of(s.trace, keeper), does)});
  return verdict;
}

}  // namespace

Said not_flushed(const Situation& s) {
  for (const Channel& channel : channels) {
    const auto& match = s.asked.*channel.asked;
    const std::string_view then = s.output(channel.stream);
    const std::string_view later = output_before(s.trace, s.process, channel.stream);
    if (!match || matches(*match, then) || later.size() <= then.size()) continue;
    if (!matches(*match, later) && !may_come_true(*match, later)) continue;
    if (const auto release = flushed_by_its_end(s, channel.stream)) return flushed_late(s, *release, later.substr(then.size()));
  }
  return std::nullopt;
}

Said wrong_output(const Situation& s) {
  for (const Channel& channel : channels) {
    const auto& match = s.asked.*channel.asked;
    const std::string_view actual = s.output(channel.stream);
    if (match && !matches(*match, actual) && (s.exit != nullptr || !may_come_true(*match, actual))) return wrong(s, channel);
  }
  return std::nullopt;
}

Said output_missing(const Situation& s) {
  for (const Channel& channel : channels) {
    const auto& match = s.asked.*channel.asked;
    if (match && !matches(*match, s.output(channel.stream))) return wrong(s, channel);
  }
  return std::nullopt;
}

Said failed_instead(const Situation& s) {
  if (s.exit == nullptr || (s.exit->signal == 0 && s.exit->status == 0)) return std::nullopt;
  return wrong_exit(s);
}

Said wrong_exit(const Situation& s) {
  if (s.exit == nullptr || !s.asked.exit || holds(*s.asked.exit, *s.exit)) return std::nullopt;
  Verdict verdict =
      s.verdict(VerdictClass::wrong_exit, fmt::format("{} {}{}, where it had to {}", s.label(), ended_how(*s.exit),
                                                      s.exit->signal == SIGPIPE ? " (it wrote where nobody reads any more)" : "",
                                                      words_for(*s.asked.exit)));
  if (s.exit->site != Site{}) verdict.site = s.exit->site;
  for (const Channel& channel : channels) {
    const auto& match = s.asked.*channel.asked;
    if (match && !matches(*match, s.output(channel.stream))) verdict.evidence.push_back({s.process, complaint_about(s, channel)});
  }
  add_last_words(verdict, s.trace, s.process, s.failure.event);
  return verdict;
}

}  // namespace ipcgrade::oracles
