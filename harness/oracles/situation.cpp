#include "oracles/situation.hpp"

#include <fmt/format.h>

#include <array>

#include "oracles/naming.hpp"
#include "oracles/peer_account.hpp"
#include "oracles/printable.hpp"

namespace ipcgrade::oracles {

using namespace model;

namespace {

struct OutputWords {
  OutputRule rule;
  std::string_view words;  // {text} is what the scenario says, {stream} one of the two
};
constexpr std::array output_words = {
    OutputWords{OutputRule::equals, "write {text} to its {stream}"},
    OutputWords{OutputRule::starts_with, "begin its {stream} with {text}"},
    OutputWords{OutputRule::contains, "write {text} somewhere in its {stream}"},
    OutputWords{OutputRule::some, "write something to its {stream}"},
    OutputWords{OutputRule::none, "write nothing to its {stream}"},
    OutputWords{OutputRule::now, "write one line with the year and the time of day to its {stream}"},
    OutputWords{OutputRule::line, "write {text} to its {stream}, with or without a newline"},
};

std::string words_for(const OutputMatch& match, std::string_view stream) {
  const std::string text = match.text.origin.empty() ? oracles::quoted(match.text.bytes) : match.text.origin;
  for (const OutputWords& row : output_words)
    if (row.rule == match.rule) return fmt::format(fmt::runtime(row.words), fmt::arg("text", text), fmt::arg("stream", stream));
  return "";
}

std::string kinds_of(const std::vector<ObjectKind>& kinds) {
  std::vector<std::string> words;
  for (const ObjectKind kind : kinds) words.emplace_back(a_kind(kind));
  return list_of(words, "or");
}

}  // namespace

std::string words_for(const ExitMatch& match) {
  if (match.rule == ExitMatch::Rule::failure) return "end with a failure (any status from 1 to 255)";
  if (match.rule == ExitMatch::Rule::signal) return fmt::format("be ended by {}", signal_name(match.value));
  return fmt::format("end with status {}", match.value);
}

std::string words_for(const FileMatch& file) {
  if (file.is == FileKind::absent) return fmt::format("leave no file {}", printable(file.path));
  return fmt::format("leave {} as {}{}{}{}", printable(file.path), a_kind(file.is, file.path),
                     file.mode ? fmt::format(" of mode {:04o}", *file.mode) : "",
                     file.size ? fmt::format(" of {}", count_of(*file.size, "byte")) : "",
                     file.data ? " with its contents as they were" : "");
}

bool holds(const ExitMatch& match, const Exited& exit) {
  if (match.rule == ExitMatch::Rule::signal) return exit.signal == match.value;
  if (match.rule == ExitMatch::Rule::failure) return exit.signal == 0 && exit.status != 0;
  return exit.signal == 0 && exit.status == match.value;
}

std::string words_for(const Condition& condition) {
  if (condition.peer) return words_for(*condition.peer);
  std::vector<std::string> all;
  if (condition.is == ProcessCondition::blocked)
    all.push_back(condition.on.empty() ? "wait" : fmt::format("wait on {}", kinds_of(condition.on)));
  if (condition.is == ProcessCondition::stopped) all.emplace_back("be stopped by a signal");
  if (condition.is == ProcessCondition::exited && !condition.exit) all.emplace_back("end");
  if (condition.exit) all.push_back(words_for(*condition.exit));
  if (condition.standard_output) all.push_back(words_for(*condition.standard_output, "standard output"));
  if (condition.standard_error) all.push_back(words_for(*condition.standard_error, "standard error"));
  if (condition.file) all.push_back(words_for(*condition.file));
  if (condition.grown) all.emplace_back("hold no more than at its mark");
  return all.empty() ? "exist" : list_of(all);
}

std::string Situation::label() const { return label_of(trace, process); }

std::string Situation::does() const {
  const std::string words = what_it_does(view(), process);
  return words.empty() ? "is still running" : words;
}

Verdict Situation::verdict(VerdictClass verdict_class, std::string sentence) const {
  Verdict out;
  out.verdict = verdict_class;
  out.oracle = "steps";
  out.sentence = std::move(sentence);
  out.step = failure.step;
  const base::Position& step = trial.steps.at(failure.step).position;
  const std::string where = step.file.empty() ? "" : fmt::format("{}:{}", step.file.substr(step.file.rfind('/') + 1), step.line);
  out.evidence.push_back(
      {process, fmt::format("the step{} asks {} to {}", where.empty() ? "" : " at " + where, asked.process, words_for(asked))});
  return out;
}

}  // namespace ipcgrade::oracles
