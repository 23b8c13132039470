// Every row of the table; IPCGRADE_SPECIMEN=NAME: that one alone. IPCGRADE_REPEAT=N runs each N times: not one verdict may
// differ.
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <string>

#include "oracles/judge.hpp"
#include "specimens/trial_of_row.hpp"
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
  const specimens::TrialOfRow prepared(row);
  const model::Trace trace = prepared.run();
  const model::Verdicts verdicts = oracles::judge(prepared.trial, trace);
  INFO(row.program << " got\n" << describe(verdicts));
  CHECK(model::slug_of(verdicts.front().verdict) == model::slug_of(row.verdict));
  if (row.blocks_on) CHECK(somebody_waits_on(trace, *row.blocks_on));
}

}  // namespace

TEST_CASE("every specimen gets the verdict that its first line promises", "[specimens]") {
  const char* const only = std::getenv("IPCGRADE_SPECIMEN");
  for (int i = 0; i < repeats(); ++i)
    for (const specimens::Row& row : specimens::table)
      if (only == nullptr || row.program == only) run(row);
}
