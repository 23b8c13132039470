#include <fmt/format.h>
#include <sched.h>
#include <sys/time.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <csignal>
#include <cstdio>

#include "base/error.hpp"
#include "engine/hold.hpp"
#include "engine/run_trial.hpp"
#include "engine/sandbox/sandbox.hpp"
#include "engine/tracer/descriptors.hpp"
#include "engine/worker.hpp"

namespace ipcgrade::engine {
namespace {

constexpr int status_never_held = 41;  // of the sandbox; gdb ends with 0 or 1

// A trial runs on one CPU; this process begins it.
void stay_on_one_cpu() {
  const int cpu = std::max(0, sched_getcpu());
  cpu_set_t only;
  CPU_ZERO(&only);
  CPU_SET(static_cast<std::size_t>(cpu), &only);
  base::check(sched_setaffinity(0, sizeof only, &only), "keeping a trial on one CPU");
}

// What the tracer had set up for itself is no use to a debugger.
void become_ordinary() {
  const itimerval never{};
  setitimer(ITIMER_REAL, &never, nullptr);
  tracer::give_descriptors_back();
  std::signal(SIGALRM, SIG_DFL);
  std::signal(SIGPIPE, SIG_DFL);
  std::signal(SIGINT, SIG_DFL);
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, nullptr);
}

std::vector<std::string> words_of(const std::vector<Held>& processes, const std::string& first) {
  std::vector<std::string> words = {
      "gdb", "-q", "-iex", "set debuginfod enabled off", "-iex", "set pagination off", "-iex", "set confirm off"};
  const auto say = [&](std::string command) { words.insert(words.end(), {"-ex", std::move(command)}); };
  std::size_t chosen = 1;
  for (std::size_t i = 0; i < processes.size(); ++i) {
    if (i > 0) say("add-inferior");
    if (i > 0) say(fmt::format("inferior {}", i + 1));
    say(fmt::format("attach {}", processes[i].pid));
    if (processes[i].process == first) chosen = i + 1;
  }
  say(fmt::format("inferior {}", chosen));
  for (std::size_t i = 0; i < processes.size(); ++i) say(fmt::format("echo inferior {} is {}\\n", i + 1, processes[i].process));
  say("echo Look at them with: inferior N, bt, up, print X. They cannot be continued.\\n\\n");
  say("bt 20");
  return words;
}

[[noreturn]] void become_gdb(const std::string& path, std::vector<std::string> words) {
  become_ordinary();
  std::fflush(nullptr);
  std::vector<char*> argv;
  argv.reserve(words.size() + 1);
  for (std::string& word : words) argv.push_back(word.data());
  argv.push_back(nullptr);
  execv(path.c_str(), argv.data());
  std::perror("ipcgrade: starting gdb");
  _exit(127);
}

// The debugger takes the place of process 1: as the parent of the programs it may attach to them (Yama), and with its end
// everything ends.
int run_held(const model::Trial& trial, const sandbox::Ground& ground, const std::string& first, const std::string& at_end_of) {
  const std::string gdb = debugger_path();
  const Hold hold{at_end_of, [&](const std::vector<Held>& processes) { become_gdb(gdb, words_of(processes, first)); }};
  static_cast<void>(run_trial(trial, ground, &hold));
  return status_never_held;
}

}  // namespace

std::string debugger_path() {
  for (const char* path : {"/usr/local/bin/gdb", "/usr/bin/gdb", "/bin/gdb"})
    if (access(path, X_OK) == 0) return path;
  return "";
}

Debugged debug_trial(const model::Trial& trial, const std::string& first, const std::string& at_end_of) {
  const sandbox::Order order{trial.files, sandbox::Order::Folder::fresh_copy, trial.read_only, trial.limits.disk_bytes,
                             trial.own_programs};
  stay_on_one_cpu();
  // Ctrl-C at the terminal is for the debugger.
  auto* const before = std::signal(SIGINT, SIG_IGN);
  const int status = sandbox::enter(order, chosen_rung(),
                                    [&](const sandbox::Ground& ground) { return run_held(trial, ground, first, at_end_of); });
  std::signal(SIGINT, before);
  return status == status_never_held ? Debugged::never_held : Debugged::yes;
}

}  // namespace ipcgrade::engine
