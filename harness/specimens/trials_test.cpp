// Every row of the table as a trial under the real kernel, in the sandbox that a student's program would run in.
// IPCGRADE_REPEAT=N runs each N times: not one verdict may differ.
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

#include "campaign/cpus.hpp"
#include "engine/process/private_folder.hpp"
#include "engine/worker.hpp"
#include "model/oracle_names.hpp"
#include "oracles/judge.hpp"
#include "specimens/table.hpp"
#include "testing/catch.hpp"

using namespace ipcgrade;

namespace {

// Workers are copies of the program that wants them: here, of this test.
const bool is_worker = [] {
  std::string line;
  std::getline(std::ifstream("/proc/self/cmdline", std::ios::binary), line);
  if (line == std::string("ipcgrade\0worker\0", 16)) _exit(engine::worker_main());
  return false;
}();

int repeats() {
  const char* const text = std::getenv("IPCGRADE_REPEAT");
  return text == nullptr ? 1 : std::max(1, std::atoi(text));
}

// With taskset(1) several can run side by side.
int cpu() {
  static const int first = campaign::allowed_cpus().front();
  return first;
}

model::Condition asked(const specimens::Row& row) {
  model::Condition condition;
  condition.process = row.program;
  if (row.output) condition.standard_output = model::OutputMatch{model::OutputRule::equals, {std::string(*row.output), ""}};
  if (row.asked == specimens::Asked::exit_0) condition.exit = model::ExitMatch{model::ExitMatch::Rule::status, 0};
  return condition;
}

model::Trial trial_of(const specimens::Row& row, const std::string& folder) {
  const std::string program(row.program);
  model::Trial trial;
  trial.scenario = program;
  trial.files = folder;
  trial.limits.cpu = row.cpu;
  for (const auto& guard : model::guard_names()) trial.oracles.push_back(guard);
  model::Launch launch{program, program, {"./" + program}, model::AtEnd::exits};
  if (!row.argument.empty()) launch.argv.emplace_back(row.argument);
  trial.steps.push_back({{}, launch});
  if (!row.text.empty()) trial.steps.push_back({{}, model::Send{program, {std::string(row.text), ""}}});
  if (row.input == specimens::Input::closed) trial.steps.push_back({{}, model::CloseInput{program}});
  trial.steps.push_back({{}, model::Expect{asked(row)}});
  return trial;
}

bool somebody_waits_on(const model::Trace& trace, model::ObjectKind kind) {
  if (trace.snapshots.empty()) return false;
  const auto& threads = trace.snapshots.back().threads;
  return std::any_of(threads.begin(), threads.end(), [&](const model::ThreadState& thread) {
    return std::any_of(thread.waits.begin(), thread.waits.end(), [&](const model::Wait& w) { return w.object.kind == kind; });
  });
}

std::string describe(const model::Verdicts& verdicts) {
  std::string out;
  for (const model::Verdict& verdict : verdicts) {
    out += std::string(model::name_of(verdict.verdict)) + ": " + verdict.sentence + "\n";
    for (const model::Evidence& evidence : verdict.evidence) out += "    " + evidence.text + "\n";
  }
  return out;
}

void run(const specimens::Row& row) {
  const engine::process::PrivateFolder folder;
  const std::string program(row.program);
  std::filesystem::copy(std::filesystem::path(IPCGRADE_SPECIMENS) / program, std::filesystem::path(folder.path()) / program);
  const model::Trial trial = trial_of(row, folder.path());
  const model::Trace trace = engine::run_trial_in_worker(trial, cpu());
  const model::Verdicts verdicts = oracles::judge(trial, trace);
  INFO(program << " got\n" << describe(verdicts));
  CHECK(model::slug_of(verdicts.front().verdict) == model::slug_of(row.verdict));
  if (row.blocks_on) CHECK(somebody_waits_on(trace, *row.blocks_on));
}

}  // namespace

TEST_CASE("a trial that asks for the places of calls gets them, with what the calls made", "[specimens]") {
  const auto* const row = std::find_if(std::begin(specimens::table), std::end(specimens::table),
                                       [](const specimens::Row& r) { return r.program == "child_keeps_write_end"; });
  const engine::process::PrivateFolder folder;
  std::filesystem::copy(std::filesystem::path(IPCGRADE_SPECIMENS) / row->program,
                        std::filesystem::path(folder.path()) / row->program);
  model::Trial trial = trial_of(*row, folder.path());
  trial.sites = model::Sites::of_calls;
  const model::Trace trace = engine::run_trial_in_worker(trial, cpu());
  const model::Called* pipe = nullptr;
  for (const model::Event& event : trace.events)
    if (const auto* called = std::get_if<model::Called>(&event.what); called != nullptr && called->call.starts_with("pipe"))
      pipe = called;
  REQUIRE(pipe != nullptr);
  CHECK(pipe->object.kind == model::ObjectKind::pipe);
  CHECK(pipe->fd >= 3);
  CHECK(pipe->second_fd > pipe->fd);
  CHECK(pipe->site.line > 0);
  CHECK(pipe->site.file.ends_with("child_keeps_write_end.c"));
}

TEST_CASE("every specimen gets the verdict that its first line promises", "[specimens]") {
  for (int i = 0; i < repeats(); ++i)
    for (const specimens::Row& row : specimens::table) run(row);
}
