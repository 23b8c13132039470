#include "cli/cli.hpp"

#include <fmt/format.h>

#include <cstdio>

#include "base/error.hpp"
#include "base/spelling.hpp"
#include "cli/command.hpp"
#include "cli/output.hpp"
#include "report/printable.hpp"

namespace ipcgrade::cli {
namespace {

// One line on standard error; what it quotes may be a student's.
int complain(const std::string& text, int status) {
  fmt::print(stderr, "ipcgrade: {}\n", report::printable(text));
  return status;
}

std::vector<std::string> listed_names() {
  std::vector<std::string> names;
  for (const Command& command : commands())
    if (command.listed == Listed::yes) names.emplace_back(command.name);
  return names;
}

std::vector<std::string> option_names(const CLI::App& app) {
  std::vector<std::string> names;
  for (const CLI::Option* option : app.get_options())
    for (const std::string& name : option->get_lnames()) names.push_back("--" + name);
  return names;
}

// What was left over after parsing: a misspelt command, or a misspelt option of the command.
void refuse_extras(const CLI::App& app) {
  const auto chosen = app.get_subcommands();
  const std::vector<std::string> extras = app.remaining(true);
  if (extras.empty()) return;
  const std::string& word = extras.front();
  if (!word.empty() && word[0] == '-')
    throw base::InputError(
        {}, "unknown option '" + word + "'" + base::suggestion(word, option_names(chosen.empty() ? app : *chosen.front())));
  if (chosen.empty()) throw base::InputError({}, "unknown command '" + word + "'" + base::suggestion(word, listed_names()));
  throw base::InputError({}, chosen.front()->get_name() + " has no use for '" + word + "'");
}

struct Program {
  CLI::App app{"Runs programs of interprocess-communication tasks under scripted scenarios and explains what is wrong with them.",
               "ipcgrade"};
  Globals globals;
  std::vector<std::pair<CLI::App*, Action>> actions;

  Program() {
    app.set_version_flag("--version", "ipcgrade " IPCGRADE_VERSION);
    app.set_help_flag("-h,--help", "Print this help");
    app.add_option("--root", globals.root, "The folder that holds assignments/, suites/ and reference/")->type_name("DIR");
    app.footer(
        "ipcgrade COMMAND --help tells more about a command.\n"
        "Exit status: 0 all passed, 1 something failed, 2 wrong input, 3 trouble of the machine.");
    app.allow_extras();
    for (const Command& command : commands()) {
      CLI::App* sub = app.add_subcommand(std::string(command.name), std::string(command.summary));
      sub->allow_extras()->fallthrough();
      if (command.listed == Listed::no) sub->group("");
      actions.emplace_back(sub, command.declare(*sub, globals));
    }
  }
};

int dispatch(int argc, char* argv[]) {
  Program program;
  try {
    program.app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    if (error.get_exit_code() == static_cast<int>(CLI::ExitCodes::Success)) return program.app.exit(error);
    throw base::InputError({}, error.what());
  }
  refuse_extras(program.app);
  for (const auto& [sub, action] : program.actions)
    if (sub->parsed()) return action();
  print(program.app.help());
  return exit_input;
}

}  // namespace

int run(int argc, char* argv[]) {
  try {
    const int status = dispatch(argc, argv);
    flush_output();
    return status;
  } catch (const base::InputError& error) {
    return complain(error.what(), exit_input);
  } catch (const std::exception& error) {
    return complain(error.what(), exit_trouble);
  } catch (...) {
    return complain("an error that is not described", exit_trouble);
  }
}

}  // namespace ipcgrade::cli
