#include <unistd.h>

#include <memory>

#include "cli/command.hpp"
#include "cli/output.hpp"
#include "cli/results_folder.hpp"
#include "report/differences.hpp"

namespace ipcgrade::cli {
namespace {

struct Options {
  std::string before;
  std::string after;
};

model::Gradebook gradebook_in(const std::string& folder) {
  return ResultsFolder(folder, ResultsFolder::Expect::journal).gradebook();
}

// As diff(1) ends: 1 where there is a difference.
int compare(const Options& options) {
  const report::Differences found = report::differences(gradebook_in(options.before), gradebook_in(options.after));
  print(report::render_differences(found, console_options(STDOUT_FILENO)));
  const bool same = found.submissions.empty() && found.only_before.empty() && found.only_after.empty();
  return same ? exit_passed : exit_failed;
}

}  // namespace

Action declare_diff(CLI::App& app, const Globals& /*globals*/) {
  const auto options = std::make_shared<Options>();
  app.add_option("OLD", options->before, "A folder with results of grade")->required();
  app.add_option("NEW", options->after, "Another one, of the same class: graded with the changed suite")->required();
  return [options] { return compare(*options); };
}

}  // namespace ipcgrade::cli
