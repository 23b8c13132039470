// What the figures in RESULTS.md are: how soon "blocked" and "deadlock" are known, what a trial costs beside bwrap, what full
// control costs beside strace. Whole runs, to be compared side by side:
//   bench --benchmark_repetitions=10 --benchmark_enable_random_interleaving=true
#include <benchmark/benchmark.h>
#include <fcntl.h>
#include <sched.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

#include "engine/process/private_folder.hpp"
#include "engine/process/subprocess.hpp"
#include "engine/worker.hpp"
#include "model/plan.hpp"
#include "model/trace.hpp"

using namespace ipcgrade;

namespace {

constexpr int cpu = 0;
constexpr const char* round_trips = "20000";

std::string specimen(const std::string& program) { return std::string(IPCGRADE_SPECIMENS) + "/" + program; }

// A folder with one specimen in it, and the trial that runs it and asks it to end with 0.
class Case {
 public:
  Case(const std::string& program, std::vector<std::string> arguments) {
    const std::string source = program == "true" ? "/bin/true" : specimen(program);
    std::filesystem::copy(source, folder_.path() + "/" + program);
    trial_.scenario = program;
    trial_.files = folder_.path();
    trial_.limits.events = 10'000'000;
    model::Launch launch{"p", "p", {"./" + program}, model::AtEnd::exits};
    launch.argv.insert(launch.argv.end(), arguments.begin(), arguments.end());
    model::Condition ends;
    ends.process = "p";
    ends.exit = model::ExitMatch{};
    trial_.steps = {{{}, launch}, {{}, model::CloseInput{"p"}}, {{}, model::Expect{ends}}};
  }
  [[nodiscard]] model::Trace run() const { return engine::run_trial_in_worker(trial_, cpu); }

 private:
  engine::process::PrivateFolder folder_;
  model::Trial trial_;
};

double seconds(std::chrono::nanoseconds time) { return std::chrono::duration<double>(time).count(); }

double quantile(std::vector<double> values, double share) {
  if (values.empty()) return 0;
  std::sort(values.begin(), values.end());
  return values[std::min(values.size() - 1, static_cast<std::size_t>(share * static_cast<double>(values.size())))];
}

// Manual time: the mean of what the traces say. Counters: the quantiles, in microseconds.
void report(benchmark::State& state, const std::vector<double>& values) {
  state.counters["median_us"] = quantile(values, 0.5) * 1e6;
  state.counters["p90_us"] = quantile(values, 0.9) * 1e6;
  state.counters["max_us"] = quantile(values, 1) * 1e6;
  state.counters["n"] = static_cast<double>(values.size());
}

// From letting the thread enter its call to knowing that it sleeps, and on what.
void blocked(benchmark::State& state, const char* program) {
  const Case one(program, {});
  std::vector<double> values;
  for (auto _ : state) {
    double sum = 0;
    for (const model::Event& event : one.run().events) {
      const auto* const asleep = std::get_if<model::BlockedIn>(&event.what);
      if (asleep == nullptr) continue;
      values.push_back(seconds(asleep->after));
      sum += values.back();
    }
    state.SetIterationTime(sum);
  }
  report(state, values);
}

// From quiescence to the proof.
void deadlock(benchmark::State& state, const char* program) {
  const Case one(program, {});
  std::vector<double> values;
  for (auto _ : state) {
    for (const model::Event& event : one.run().events) {
      const auto* const failed = std::get_if<model::StepFailed>(&event.what);
      if (failed != nullptr) values.push_back(seconds(failed->after));
    }
    state.SetIterationTime(values.empty() ? 0 : values.back());
  }
  report(state, values);
}

void run_command(benchmark::State& state, const std::vector<std::string>& words, int pinned) {
  std::vector<char*> argv;
  for (const std::string& word : words) argv.push_back(const_cast<char*>(word.c_str()));
  argv.push_back(nullptr);
  cpu_set_t all;
  sched_getaffinity(0, sizeof all, &all);
  cpu_set_t one;
  CPU_ZERO(&one);
  CPU_SET(cpu, &one);
  if (pinned != 0) sched_setaffinity(0, sizeof one, &one);
  posix_spawn_file_actions_t quiet;
  posix_spawn_file_actions_init(&quiet);
  posix_spawn_file_actions_addopen(&quiet, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
  for (auto _ : state) {
    pid_t child = 0;
    int status = -1;
    if (posix_spawnp(&child, argv[0], &quiet, nullptr, argv.data(), environ) == 0) waitpid(child, &status, 0);
    if (status != 0) state.SkipWithError("the command failed");
  }
  posix_spawn_file_actions_destroy(&quiet);
  sched_setaffinity(0, sizeof all, &all);
}

void trial_of_true(benchmark::State& state) {
  const Case one("true", {});
  for (auto _ : state) {
    if (one.run().ending != model::Ending::complete) state.SkipWithError("the trial failed");
  }
}

void bwrap_of_true(benchmark::State& state) {
  run_command(state, {"bwrap", "--unshare-all", "--dev", "/dev", "--proc", "/proc", "--ro-bind", "/", "/", "true"}, 0);
}

void ping_pong_ours(benchmark::State& state) {
  const Case one("pipe_ping_pong", {round_trips});
  for (auto _ : state) {
    if (one.run().ending != model::Ending::complete) state.SkipWithError("the trial failed");
  }
}

void ping_pong_strace(benchmark::State& state) {
  run_command(state, {"strace", "-f", "-o", "/dev/null", specimen("pipe_ping_pong"), round_trips},
              static_cast<int>(state.range(0)));
}

BENCHMARK_CAPTURE(blocked, read_on_pipe, "blocks_on_pipe_read")->UseManualTime()->Iterations(200)->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(blocked, wait_and_read, "child_keeps_write_end")
    ->UseManualTime()
    ->Iterations(200)
    ->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(blocked, futex, "blocks_on_mutex")->UseManualTime()->Iterations(200)->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(deadlock, pipes, "mutual_wait_two_pipes")->UseManualTime()->Iterations(200)->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(deadlock, futexes, "crossed_mutexes")->UseManualTime()->Iterations(200)->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(deadlock, children, "child_keeps_write_end")->UseManualTime()->Iterations(200)->Unit(benchmark::kMicrosecond);
BENCHMARK(trial_of_true)->UseRealTime()->Iterations(100)->Unit(benchmark::kMillisecond);
BENCHMARK(bwrap_of_true)->UseRealTime()->Iterations(100)->Unit(benchmark::kMillisecond);
BENCHMARK(ping_pong_ours)->UseRealTime()->Iterations(1)->Unit(benchmark::kMillisecond);
BENCHMARK(ping_pong_strace)->ArgName("pinned")->Arg(1)->Arg(0)->UseRealTime()->Iterations(1)->Unit(benchmark::kMillisecond);

}  // namespace

int main(int argc, char** argv) {
  // The program itself, linked as it is used: a worker's start is part of what a trial costs.
  engine::process::use_worker_program(IPCGRADE_BINARY);
  benchmark::Initialize(&argc, argv);
  benchmark::RunSpecifiedBenchmarks();
}
