// Is a suite as good as it says? Pure: what was promised for each reference program, against what came out.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "model/report.hpp"
#include "model/scenario.hpp"
#include "report/console.hpp"

namespace ipcgrade::cli {

struct Variant {  // reference/TASK/good/NAME
  std::vector<std::string> parts;
  model::SubmissionResult result;
};

struct Mutant {                                       // reference/TASK/mutants/NAME
  std::map<std::string, model::VerdictClass> caught;  // scenario → headline; every other one passes or is skipped
  std::string parent;                                 // the variant that it was made from
  std::size_t changed_lines = 0;                      // against its parent
  model::SubmissionResult result;
};

struct Proof {
  std::vector<Variant> variants;
  std::vector<Mutant> mutants;
};

// Does the proof hold every program and every scenario? Only then can it be said that something is missing from the suite.
enum class Scope : std::uint8_t { whole, limited };

// One line each; empty: the suite proves itself.
[[nodiscard]] std::vector<std::string> discrepancies(const model::Suite& suite, const Proof& proof, Scope scope);

// Scenarios × variants and mutants, a character each, and what the characters mean.
[[nodiscard]] std::string matrix(const model::Suite& suite, const Proof& proof, const report::ConsoleOptions& options);

}  // namespace ipcgrade::cli
