// What a campaign needs of the rest of the house, as functions that are handed in: with others in their place a campaign runs
// without a kernel, a file or a process.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "model/plan.hpp"
#include "model/report.hpp"
#include "model/sweep.hpp"
#include "model/trace.hpp"
#include "model/verdict.hpp"

namespace ipcgrade::campaign {

// A private copy of a submission; gone with the last holder of `keep`.
struct Copy {
  std::string path;
  std::shared_ptr<void> keep;
};

// Every function may be called from several threads at once. Trouble of the machine is a base::SystemError.
struct Tools {
  std::function<Copy(const std::string& folder, const std::vector<std::string>& provided)> copy;  // Assignment::provides
  std::function<std::vector<model::BuildResult>(const model::BuildOrder&)> build;
  // `wanted`: names of scenarios; empty: all of the declared parts.
  std::function<model::Plan(const model::Suite&, const model::Submission&, std::uint64_t seed, const std::string& files,
                            const std::vector<std::string>& wanted)>
      expand;
  std::function<model::Trace(const model::Trial&, int cpu)> run_trial;
  std::function<model::Verdicts(const model::Trial&, const model::Trace&)> judge;
  std::function<model::Verdict(const model::Trial&, const model::Trace&, const model::Strike&, const model::Trace& clean,
                               const model::SweepRules&)>
      survival;
  std::function<bool(const std::string& program)> installed;  // can programs of a submission start it?
  std::function<void()> cancel;  // makes every build and trial that is under way throw at once, and later ones too
};

// Can a program of a trial start this one? A name is looked up where a trial's PATH leads; a path is taken as it is.
[[nodiscard]] bool is_installed(const std::string& program);

// The real ones. To be called while this process has one thread: the engine then tries what the machine offers, in a bare clone
// of the process, and a lock that another thread held at that instant would stay locked in the clone for ever.
[[nodiscard]] Tools engine_tools();

}  // namespace ipcgrade::campaign
