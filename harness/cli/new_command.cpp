#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <memory>

#include "base/error.hpp"
#include "base/spelling.hpp"
#include "cli/campaign_options.hpp"
#include "cli/command.hpp"
#include "cli/output.hpp"
#include "cli/project.hpp"
#include "cli/scaffold.hpp"
#include "report/printable.hpp"
#include "scenario/context.hpp"

namespace ipcgrade::cli {
namespace {

namespace fs = std::filesystem;

struct Options {
  std::string task;
  std::string style = "pipe";
};

std::vector<std::string> style_names() {
  std::vector<std::string> names;
  for (const ScaffoldStyle& style : scaffold_styles()) names.emplace_back(style.name);
  return names;
}

const ScaffoldStyle& style_called(const std::string& name) {
  for (const ScaffoldStyle& style : scaffold_styles())
    if (style.name == name) return style;
  throw base::InputError({}, "there is no style '" + name + "'" + base::suggestion(name, style_names()));
}

// The folders of a task, which must all be free.
void check_free(const std::string& root, const std::string& task) {
  for (const char* kind : {"assignments", "suites", "reference"}) {
    const std::string folder = fmt::format("{}/{}", kind, task);
    std::error_code error;
    if (fs::exists(fs::symlink_status(fs::path(root) / folder, error)))
      throw base::InputError({}, fmt::format("the name '{}' is taken: there is {}", task, folder));
  }
}

void write_new(const fs::path& path, const std::string& text) {
  std::error_code error;
  fs::create_directories(path.parent_path(), error);
  if (error) throw base::InputError({}, fmt::format("'{}' cannot be made: {}", path.parent_path().string(), error.message()));
  write_file(path.string(), text);
}

int make_task(const Options& options, const Globals& globals) {
  const Project project = Project::find(globals.root);
  if (!scenario::is_plain_name(options.task))
    throw base::InputError({},
                           fmt::format("'{}' is no name for a task: it is written with letters, digits, '-' and '_', and begins "
                                       "with a letter or digit",
                                       options.task));
  const ScaffoldStyle& style = style_called(options.style);
  check_free(project.root(), options.task);
  print(fmt::format("{}, in {}:\n", options.task, report::printable(project.root())));
  for (const ScaffoldFile& file : style.files) {
    const std::string path = with_name(file.path, options.task);
    write_new(fs::path(project.root()) / path, with_name(file.text, options.task));
    print("  " + path + "\n");
  }
  print(fmt::format("\nProve it, and again after each change:\n  {} validate {}\n", program_as_typed(globals), options.task));
  return exit_passed;
}

}  // namespace

Action declare_new(CLI::App& app, const Globals& globals) {
  const auto options = std::make_shared<Options>();
  std::string styles;
  for (const ScaffoldStyle& style : scaffold_styles())
    styles += fmt::format("{}{} ({})", styles.empty() ? "" : ", ", style.name, style.summary);
  app.add_option("NAME", options->task, "The new task's name")->required();
  app.add_option("--from", options->style, "What to begin with: " + styles)->type_name("STYLE")->capture_default_str();
  return [options, &globals] { return make_task(*options, globals); };
}

}  // namespace ipcgrade::cli
