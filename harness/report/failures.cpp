#include "report/failures.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <sstream>

#include "lang/catalogue.hpp"
#include "report/printable.hpp"

namespace ipcgrade::report {
namespace {

constexpr std::size_t build_lines = 20;    // of a compiler's complaints: the first ones are the telling ones
constexpr std::size_t longest_line = 100;  // of a sentence: longer ones are hard to read
constexpr std::size_t gutter = 8;          // width of "expected", the longest word before a value

// Scenarios that fail for one and the same reason (a program that does not build) are told once.
struct Group {
  const model::ScenarioResult* first;
  std::vector<std::string> names;
};

bool told_once(const model::Verdict& verdict) {
  return verdict.verdict == model::VerdictClass::not_executable || verdict.oracle == "build";
}

bool same_story(const model::ScenarioResult& a, const model::ScenarioResult& b) {
  const model::Verdict& first = a.verdicts.front();
  const model::Verdict& second = b.verdicts.front();
  return told_once(first) && first.verdict == second.verdict && first.sentence == second.sentence;
}

bool to_be_told(const model::ScenarioResult& scenario) {
  return !scenario.verdicts.empty() &&
         (scenario.outcome == model::Outcome::failed || scenario.outcome == model::Outcome::inconclusive);
}

std::vector<Group> groups_of(const model::SubmissionResult& result) {
  std::vector<Group> groups;
  for (const model::ScenarioResult& scenario : result.scenarios) {
    if (!to_be_told(scenario)) continue;
    const auto known = std::find_if(groups.begin(), groups.end(), [&](const Group& g) { return same_story(*g.first, scenario); });
    if (known == groups.end()) {
      groups.push_back({&scenario, {scenario.scenario}});
    } else {
      known->names.push_back(scenario.scenario);
    }
  }
  return groups;
}

class Block {
 public:
  explicit Block(const ConsoleOptions& options)
      : options_(options), say_(options.language), paint_(options.colour), width_(std::min(options.width, longest_line)) {}

  void build(const model::BuildResult& result) {
    out_ += fmt::format("{} {} {}\n", paint_(Style::bad, "✗"), paint_(Style::bold, result.command),
                        paint_(Style::bad, say_("failed")));
    paragraph(result.failure, Style::plain);
    std::istringstream lines(result.output);
    std::size_t shown = 0;
    for (std::string line; std::getline(lines, line); ++shown)
      if (shown < build_lines) out_ += fmt::format("    {} {}\n", paint_(Style::dim, "│"), line);
    if (shown > build_lines)
      out_ += fmt::format("    {}\n", paint_(Style::dim, say_(fmt::format("… {} more lines", shown - build_lines))));
    out_ += '\n';
  }

  void failure(const Group& group) {
    const model::ScenarioResult& scenario = *group.first;
    headline(group);
    const model::Verdict& verdict = scenario.verdicts.front();
    paragraph(verdict.sentence, Style::bold);
    if (options_.detail == Detail::brief) return;
    details(scenario, verdict);
    if (!scenario.show_again.empty() && group.names.size() == 1) again(scenario.show_again);
    out_ += '\n';
  }

  [[nodiscard]] std::string text() && { return std::move(out_); }

 private:
  void headline(const Group& group) {
    const model::ScenarioResult& scenario = *group.first;
    const OutcomeLook look = look_of(scenario.outcome);
    const std::string verdict = say_(name_of(scenario.verdicts.front().verdict));
    const bool one = group.names.size() == 1;
    const std::string who = one ? scenario.scenario : say_(fmt::format("{} scenarios", group.names.size()));
    out_ += fmt::format("{} {}  {}\n", paint_(look.style, look.mark), paint_(Style::bold, who), paint_(look.style, verdict));
    if (options_.detail == Detail::full)
      paragraph(one ? scenario.title : fmt::format("{}", fmt::join(group.names, ", ")), Style::dim);
  }

  void details(const model::ScenarioResult& scenario, const model::Verdict& verdict) {
    if (verdict.site) site(*verdict.site, verdict.sentence);
    for (const model::Evidence& evidence : verdict.evidence) labelled("·", 1, evidence.text, Style::plain);
    for (std::size_t i = 1; i < scenario.verdicts.size(); ++i)
      labelled("also", gutter, fmt::format("{}: {}", say_(name_of(scenario.verdicts[i].verdict)), scenario.verdicts[i].sentence),
               Style::plain);
    // A hint is about the behaviour, and a program that does not start shows none.
    if (!scenario.hint.empty() && !told_once(verdict)) labelled("hint", gutter, scenario.hint, Style::unsure);
  }

  void again(const std::string& command) {
    out_ += fmt::format("    {} {}\n", paint_(Style::dim, fitted(say_("again"), gutter)), paint_(Style::quoted, command));
  }

  // Not where the sentence says it already.
  void site(const model::Site& where, const std::string& sentence) {
    if (where.file.empty() && where.function.empty()) return;
    std::string text = where.file;
    if (where.line > 0) text += fmt::format(":{}", where.line);
    if (!text.empty() && sentence.find(text) != std::string::npos) return;
    if (!where.function.empty()) text += text.empty() ? where.function : " in " + where.function;
    out_ += fmt::format("    {} {}\n", paint_(Style::dim, say_("at")), paint_(Style::quoted, text));
  }

  void paragraph(const std::string& text, Style style) {
    if (text.empty()) return;
    for (const std::string& line : wrapped(text, width_ - 4)) out_ += fmt::format("    {}\n", paint_(style, line));
  }

  // A word in its column, and text that hangs beside it.
  void labelled(std::string_view label, std::size_t width, const std::string& text, Style style) {
    const auto lines = wrapped(text, width_ - 5 - width);
    for (std::size_t i = 0; i < lines.size(); ++i)
      out_ += fmt::format("    {} {}\n", paint_(Style::dim, fitted(i == 0 ? say_(label) : "", width)), paint_(style, lines[i]));
  }

  const ConsoleOptions& options_;
  lang::Say say_;
  Paint paint_;
  std::size_t width_;
  std::string out_;
};

}  // namespace

std::string failure_blocks(const model::SubmissionResult& result, const ConsoleOptions& options) {
  Block block(options);
  for (const model::BuildResult& build : result.builds)
    if (!build.ok) block.build(build);
  for (const Group& group : groups_of(result)) block.failure(group);
  return std::move(block).text();
}

}  // namespace ipcgrade::report
