#include <fmt/format.h>

#include <algorithm>
#include <memory>

#include "base/error.hpp"
#include "cli/command.hpp"
#include "cli/kit.hpp"
#include "cli/output.hpp"
#include "cli/project.hpp"
#include "report/printable.hpp"

namespace ipcgrade::cli {
namespace {

namespace fs = std::filesystem;

struct Options {
  std::string task;
  std::string out;
};

bool plays_ours(const model::Scenario& scenario) {
  return std::any_of(scenario.steps.begin(), scenario.steps.end(), [](const model::Step& step) {
    const auto* start = std::get_if<model::Start>(&step.action);
    return start != nullptr && start->by == model::By::reference;
  });
}

int make_kit(const Options& options, const Globals& globals) {
  const Project project = Project::find(globals.root);
  const model::Suite suite = project.suite(options.task);
  const auto seen = [](const model::Scenario& scenario) { return scenario.visibility == model::Visibility::visible; };
  const auto visible = std::count_if(suite.scenarios.begin(), suite.scenarios.end(), seen);
  const auto ours = std::count_if(suite.scenarios.begin(), suite.scenarios.end(),
                                  [&](const auto& scenario) { return seen(scenario) && plays_ours(scenario); });
  if (visible == 0)
    throw base::InputError({}, "no scenario of " + options.task + " is visible: a kit without any checks nothing");
  const std::vector<KitFile> files = kit_files(project, suite);
  refuse_hidden_names(files, suite);
  write_kit(files, fs::read_symlink("/proc/self/exe"), options.out);
  print(fmt::format("{}: the handout, the skeleton, the program and {} of {} scenarios of {}\n", report::printable(options.out),
                    visible, suite.scenarios.size(), options.task));
  if (ours > 0)
    print(fmt::format("{} of them play programs of ours, which are in no kit: students are told that they do not apply\n", ours));
  return exit_passed;
}

}  // namespace

Action declare_kit(CLI::App& app, const Globals& globals) {
  const auto options = std::make_shared<Options>();
  app.add_option("TASK", options->task, "The task, a folder in assignments/")->required();
  app.add_option("--out", options->out, "The folder to make: it must not exist yet, or be empty")->required()->type_name("DIR");
  return [options, &globals] { return make_kit(*options, globals); };
}

}  // namespace ipcgrade::cli
