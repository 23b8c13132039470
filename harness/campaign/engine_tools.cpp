#include <unistd.h>

#include <algorithm>
#include <iterator>

#include "campaign/tools.hpp"
#include "engine/process/private_folder.hpp"
#include "engine/process/subprocess.hpp"
#include "engine/worker.hpp"
#include "oracles/judge.hpp"
#include "oracles/robust.hpp"
#include "plan/expand.hpp"

namespace ipcgrade::campaign {
namespace {

Copy private_copy(const std::string& folder, const std::vector<std::string>& provided) {
  const auto copy = std::make_shared<engine::process::PrivateFolder>();
  engine::process::copy_submission(folder, copy->path());
  for (const std::string& file : provided) engine::process::provide(file, copy->path());
  return {copy->path(), copy};
}

}  // namespace

bool is_installed(const std::string& program) {
  if (program.find('/') != std::string::npos) return ::access(program.c_str(), X_OK) == 0;
  constexpr const char* folders[] = {"/usr/local/bin/", "/usr/bin/", "/bin/"};
  return std::any_of(std::begin(folders), std::end(folders),
                     [&](const char* folder) { return ::access((folder + program).c_str(), X_OK) == 0; });
}

Tools engine_tools() {
  static_cast<void>(engine::chosen_rung());  // now, and not in the pool
  Tools tools;
  tools.copy = private_copy;
  tools.build = engine::build_in_worker;
  tools.expand = [](const model::Suite& suite, const model::Submission& submission, std::uint64_t seed, const std::string& files,
                    const std::vector<std::string>& wanted) { return plan::expand(suite, submission, seed, files, {wanted}); };
  tools.run_trial = engine::run_trial_in_worker;
  tools.judge = oracles::judge;
  tools.survival = [](const model::Trial& trial, const model::Trace& trace, const model::Strike& strike,
                      const model::Trace& clean, const model::SweepRules& rules) {
    return oracles::survival({trial, trace, strike, clean, rules});
  };
  tools.installed = is_installed;
  tools.cancel = engine::process::cancel_workers;
  return tools;
}

}  // namespace ipcgrade::campaign
