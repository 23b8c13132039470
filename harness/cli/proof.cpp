#include "cli/proof.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "cli/source_distance.hpp"
#include "report/printable.hpp"

namespace ipcgrade::cli {
namespace {

using model::Outcome;

constexpr int variants_needed = 2;  // of every part: one correct program alone could be what the suite was fitted to

// "deadlock: the child waits …": what came out, in one line.
std::string outcome_text(const model::ScenarioResult& scenario) {
  if (scenario.verdicts.empty()) return fmt::format("{} ({})", name_of(scenario.outcome), scenario.reason);
  if (scenario.outcome == Outcome::passed) return "passed";
  return fmt::format("{}: {}", slug_of(scenario.verdicts.front().verdict), scenario.verdicts.front().sentence);
}

bool harmless(const model::ScenarioResult& scenario) {
  return scenario.outcome == Outcome::passed || scenario.outcome == Outcome::not_applicable ||
         scenario.outcome == Outcome::not_declared;
}

// Trouble and builds: what keeps a reference program from being run at all.
enum class Whole : std::uint8_t { yes, no };

Whole check_whole(const std::string& who, const model::SubmissionResult& result, std::vector<std::string>& found) {
  const std::size_t before = found.size();
  if (!result.trouble.empty() && result.scenarios.empty()) found.push_back(fmt::format("{}: {}", who, result.trouble));
  for (const model::BuildResult& build : result.builds)
    if (!build.ok) found.push_back(fmt::format("{}: '{}' failed: {}", who, build.command, build.failure));
  return found.size() == before ? Whole::yes : Whole::no;
}

void check_variant(const Variant& variant, std::vector<std::string>& found) {
  const std::string who = "good/" + variant.result.submission;
  if (check_whole(who, variant.result, found) == Whole::no) return;
  for (const model::ScenarioResult& scenario : variant.result.scenarios)
    if (!harmless(scenario))
      found.push_back(fmt::format("{}: {} should pass: {}", who, scenario.scenario, outcome_text(scenario)));
}

std::string mutant_complaint(const model::ScenarioResult& scenario, const std::map<std::string, model::VerdictClass>& caught) {
  const auto promised = caught.find(scenario.scenario);
  if (promised == caught.end())
    return harmless(scenario) || scenario.outcome == Outcome::skipped ? "" : "should pass: " + outcome_text(scenario);
  if (scenario.outcome == Outcome::not_applicable) return "";  // this machine cannot say
  const bool as_promised = scenario.outcome == Outcome::failed && scenario.verdicts.front().verdict == promised->second;
  return as_promised ? "" : fmt::format("should be caught as {}: {}", slug_of(promised->second), outcome_text(scenario));
}

void check_mutant(const Mutant& mutant, std::vector<std::string>& found) {
  const std::string who = "mutants/" + mutant.result.submission;
  if (mutant.changed_lines == 0) found.push_back(fmt::format("{}: it is the same as good/{}", who, mutant.parent));
  if (mutant.changed_lines > most_changed_lines)
    found.push_back(fmt::format("{}: {} lines differ from good/{}, and one bug is {} at most", who, mutant.changed_lines,
                                mutant.parent, most_changed_lines));
  if (check_whole(who, mutant.result, found) == Whole::no) return;
  for (const model::ScenarioResult& scenario : mutant.result.scenarios)
    if (const std::string why = mutant_complaint(scenario, mutant.caught); !why.empty())
      found.push_back(fmt::format("{}: {} {}", who, scenario.scenario, why));
  if (mutant.caught.empty()) found.push_back(who + ": no scenario is said to catch it");
}

void check_percentages(const model::Assignment& assignment, std::vector<std::string>& found) {
  int sum = 0;
  for (const model::Part& part : assignment.parts) sum += part.bonus ? 0 : part.percent;
  if (sum != 100) found.push_back(fmt::format("the parts without bonus sum to {} percent, not to 100", sum));
}

void check_coverage(const model::Suite& suite, const Proof& proof, std::vector<std::string>& found) {
  for (const model::Part& part : suite.assignment.parts) {
    const auto does = [&](const Variant& v) { return std::find(v.parts.begin(), v.parts.end(), part.name) != v.parts.end(); };
    const auto count = std::count_if(proof.variants.begin(), proof.variants.end(), does);
    if (count < variants_needed)
      found.push_back(fmt::format("part {}: {} of the {} correct variants it needs", part.name, count, variants_needed));
    const auto belongs = [&](const model::Scenario& scenario) { return scenario.part == part.name; };
    if (std::none_of(suite.scenarios.begin(), suite.scenarios.end(), belongs))
      found.push_back(fmt::format("part {}: no scenario earns its {} %", part.name, part.percent));
  }
  for (const model::Scenario& scenario : suite.scenarios) {
    const auto catches = [&](const Mutant& m) { return m.caught.count(scenario.name) != 0; };
    if (std::none_of(proof.mutants.begin(), proof.mutants.end(), catches))
      found.push_back(fmt::format("{}: no mutant is caught by it", scenario.name));
  }
}

// ---- the matrix ----

struct Cell {
  std::string_view mark;
  report::Style style;
};

Cell cell(const model::SubmissionResult& result, const std::string& name,
          const std::map<std::string, model::VerdictClass>& caught) {
  const auto found =
      std::find_if(result.scenarios.begin(), result.scenarios.end(), [&](const auto& s) { return s.scenario == name; });
  if (found == result.scenarios.end()) return {caught.contains(name) ? "!" : " ", report::Style::dim};  // it did not meet it
  if (!mutant_complaint(*found, caught).empty()) return {"!", report::Style::bad};
  if (found->outcome == Outcome::failed) return {"●", report::Style::good};
  if (found->outcome == Outcome::passed) return {"·", report::Style::dim};
  return {found->outcome == Outcome::skipped ? "–" : " ", report::Style::dim};
}

std::string row(const std::string& title, std::size_t width, const model::Suite& suite, const model::SubmissionResult& result,
                const std::map<std::string, model::VerdictClass>& caught, const report::Paint& paint) {
  std::string line = report::fitted(title, width);
  for (const model::Scenario& scenario : suite.scenarios) {
    const Cell one = cell(result, scenario.name, caught);
    line += "  " + paint(one.style, one.mark);
  }
  line.erase(line.find_last_not_of(' ') + 1);
  return line + "\n";
}

}  // namespace

std::vector<std::string> discrepancies(const model::Suite& suite, const Proof& proof, Scope scope) {
  std::vector<std::string> found;
  for (const Variant& variant : proof.variants) check_variant(variant, found);
  for (const Mutant& mutant : proof.mutants) check_mutant(mutant, found);
  if (scope == Scope::whole) {
    check_percentages(suite.assignment, found);
    check_coverage(suite, proof, found);
  }
  return found;
}

std::string matrix(const model::Suite& suite, const Proof& proof, const report::ConsoleOptions& options) {
  const report::Paint paint(options.colour);
  std::size_t width = 0;
  for (const Variant& variant : proof.variants) width = std::max(width, report::columns("good/" + variant.result.submission));
  for (const Mutant& mutant : proof.mutants) width = std::max(width, report::columns(mutant.result.submission));
  std::string out;
  std::string heading(width, ' ');
  for (std::size_t i = 0; i < suite.scenarios.size(); ++i) {
    out += fmt::format("{:>3}  {} {}\n", i + 1, suite.scenarios[i].part, suite.scenarios[i].name);
    heading += fmt::format("{:>3}", i + 1);
  }
  out += "\n" + heading + "\n";
  for (const Variant& variant : proof.variants)
    out += row("good/" + variant.result.submission, width, suite, variant.result, {}, paint);
  for (const Mutant& mutant : proof.mutants)
    out += row(mutant.result.submission, width, suite, mutant.result, mutant.caught, paint);
  return out + paint(report::Style::dim, "● caught as promised   · passed   – skipped   ! not as promised") + "\n";
}

}  // namespace ipcgrade::cli
