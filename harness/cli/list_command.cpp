#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <memory>

#include "base/error.hpp"
#include "base/spelling.hpp"
#include "cli/command.hpp"
#include "cli/output.hpp"
#include "cli/project.hpp"
#include "oracles/table.hpp"
#include "report/paint.hpp"
#include "report/printable.hpp"
#include "scenario/editor_schema.hpp"
#include "scenario/reference.hpp"

namespace ipcgrade::cli {
namespace {

using Rows = std::vector<scenario::Row>;

struct Options {
  std::string task;
  bool verbs = false;
  bool oracles = false;
  bool markdown = false;
  std::string schema;
};

Rows oracle_rows() {
  Rows rows;
  for (const oracles::Oracle& oracle : oracles::table()) rows.push_back({std::string(oracle.name), std::string(oracle.summary)});
  return rows;
}

void print_rows(const Rows& rows) {
  const report::Paint paint(console_options(STDOUT_FILENO).colour);
  std::size_t width = 0;
  for (const scenario::Row& row : rows) width = std::max(width, report::columns(row.name));
  for (const scenario::Row& row : rows)
    print(fmt::format("{}  {}\n", paint(report::Style::bold, report::fitted(row.name, width)), row.line));
}

void print_tasks(const Project& project) {
  Rows rows;
  for (const std::string& task : project.tasks()) rows.push_back({task, project.assignment(task).title});
  print_rows(rows);
}

std::string part_heading(const model::Suite& suite, const model::Part& part, const report::Paint& paint) {
  int scenarios = 0;
  int points = 0;
  for (const model::Scenario& scenario : suite.scenarios) {
    if (scenario.part != part.name) continue;
    ++scenarios;
    points += scenario.points;
  }
  return paint(report::Style::bold, fmt::format("{} {}", part.name, part.title)) +
         fmt::format("  {} %{} for {} points in {} scenarios\n", part.percent, part.bonus ? " bonus" : "", points, scenarios);
}

// By part. What is not visible is counted, not named: students run this too.
void print_scenarios(const model::Suite& suite) {
  const report::Paint paint(console_options(STDOUT_FILENO).colour);
  std::size_t width = 0;
  for (const model::Scenario& scenario : suite.scenarios) width = std::max(width, report::columns(scenario.name));
  for (const model::Part& part : suite.assignment.parts) {
    print(part_heading(suite, part, paint));
    std::size_t hidden = 0;
    for (const model::Scenario& scenario : suite.scenarios) {
      if (scenario.part != part.name) continue;
      if (scenario.visibility != model::Visibility::visible) {
        ++hidden;
      } else {
        print(fmt::format("  {}  {:>2}  {}\n", report::fitted(scenario.name, width), scenario.points,
                          report::printable(scenario.title)));
      }
    }
    if (hidden > 0) print(fmt::format("  and {} that {} not shown\n", hidden, hidden == 1 ? "is" : "are"));
  }
}

std::vector<std::string> schema_kinds() {
  std::vector<std::string> kinds;
  for (const scenario::SchemaFile& file : scenario::schema_files()) kinds.emplace_back(file.name);
  return kinds;
}

void print_schema(const std::string& kind) {
  const auto& files = scenario::schema_files();
  const auto file = std::find_if(files.begin(), files.end(), [&](const auto& f) { return f.name == kind; });
  if (file == files.end())
    throw base::InputError({}, "there is no schema of '" + kind + "'" + base::suggestion(kind, schema_kinds()));
  print(file->text());
}

void refuse_several(const Options& options) {
  const int asked = (options.task.empty() ? 0 : 1) + (options.verbs ? 1 : 0) + (options.oracles ? 1 : 0) +
                    (options.markdown ? 1 : 0) + (options.schema.empty() ? 0 : 1);
  if (asked > 1) throw base::InputError({}, "list shows one thing at a time: a TASK, --verbs, --oracles, --markdown or --schema");
}

int list(const Options& options, const Globals& globals) {
  refuse_several(options);
  if (options.markdown) {
    print(scenario::reference_markdown(oracle_rows()));
  } else if (options.verbs) {
    print_rows(scenario::verb_rows());
  } else if (options.oracles) {
    print_rows(oracle_rows());
  } else if (!options.schema.empty()) {
    print_schema(options.schema);
  } else if (options.task.empty()) {
    print_tasks(Project::find(globals.root));
  } else {
    print_scenarios(Project::find(globals.root).suite(options.task));
  }
  return exit_passed;
}

}  // namespace

Action declare_list(CLI::App& app, const Globals& globals) {
  const auto options = std::make_shared<Options>();
  app.add_option("TASK", options->task, "List this task's scenarios; without it, the tasks");
  app.add_flag("--verbs", options->verbs, "The verbs of a scenario's steps");
  app.add_flag("--oracles", options->oracles, "What is judged in every trial");
  app.add_flag("--markdown", options->markdown, "The whole scenario language, in Markdown");
  app.add_option("--schema", options->schema,
                 fmt::format("The JSON Schema, for editors, of a kind of file: {}", fmt::join(schema_kinds(), ", ")))
      ->type_name("KIND");
  return [options, &globals] { return list(*options, globals); };
}

}  // namespace ipcgrade::cli
