// A command of the program: a name, what it is for, and what it does. One file a command; the table is in commands.cpp.
#pragma once

#include <CLI/CLI.hpp>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace ipcgrade::cli {

// Exit statuses, the same for every command.
inline constexpr int exit_passed = 0;
inline constexpr int exit_failed = 1;
inline constexpr int exit_input = 2;
inline constexpr int exit_trouble = 3;
inline constexpr int exit_interrupted = 130;  // 128 + SIGINT, as shells say it

// Options of the program itself.
struct Globals {
  std::string root;  // --root; empty: to be found
};

// What a command does when it was chosen; returns the exit status.
using Action = std::function<int()>;

enum class Listed : std::uint8_t { yes, no };

struct Command {
  std::string_view name;
  std::string_view summary;
  Listed listed;
  // Adds the command's options. The action is called after they were read.
  Action (*declare)(CLI::App& app, const Globals& globals);
};

[[nodiscard]] const std::vector<Command>& commands();

Action declare_run(CLI::App& app, const Globals& globals);
Action declare_explain(CLI::App& app, const Globals& globals);
Action declare_replay(CLI::App& app, const Globals& globals);
Action declare_judge(CLI::App& app, const Globals& globals);
Action declare_grade(CLI::App& app, const Globals& globals);
Action declare_diff(CLI::App& app, const Globals& globals);
Action declare_override(CLI::App& app, const Globals& globals);
Action declare_validate(CLI::App& app, const Globals& globals);
Action declare_sweep(CLI::App& app, const Globals& globals);
Action declare_new(CLI::App& app, const Globals& globals);
Action declare_kit(CLI::App& app, const Globals& globals);
Action declare_list(CLI::App& app, const Globals& globals);
Action declare_doctor(CLI::App& app, const Globals& globals);
Action declare_worker(CLI::App& app, const Globals& globals);

}  // namespace ipcgrade::cli
