#include "model/verdict.hpp"

#include <algorithm>
#include <array>

#include "base/ensure.hpp"

namespace ipcgrade::model {
namespace {

struct Row {
  VerdictClass verdict;
  std::string_view name;
  std::string_view slug;
  Blame blame;
};

using enum VerdictClass;

constexpr std::array rows = {
    Row{passed, "passed", "passed", Blame::none},
    Row{wrong_output, "wrong output", "wrong-output", Blame::student},
    Row{wrong_exit, "wrong exit status", "wrong-exit", Blame::student},
    Row{did_not_block, "did not wait", "did-not-block", Blame::student},
    Row{not_linearizable, "not linearizable", "not-linearizable", Blame::student},
    Row{not_flushed, "not flushed", "not-flushed", Blame::student},
    Row{wrong_mechanism, "wrong mechanism", "wrong-mechanism", Blame::student},
    Row{deadlock, "deadlock", "deadlock", Blame::student},
    Row{waits_for_input, "waits for input that does not come", "waits-for-input", Blame::student},
    Row{still_running, "still running", "still-running", Blame::student},
    Row{busy_wait, "busy wait", "busy-wait", Blame::student},
    Row{polling, "polling", "polling", Blame::student},
    Row{crash, "crash", "crash", Blame::student},
    Row{leak, "leak", "leak", Blame::student},
    Row{zombie, "zombie", "zombie", Blame::student},
    Row{runaway, "runaway", "runaway", Blame::student},
    Row{build_failed, "does not build", "build-failed", Blame::student},
    Row{not_executable, "cannot be started", "not-executable", Blame::student},
    Row{not_applicable, "not applicable", "not-applicable", Blame::machine},
    Row{inconclusive, "inconclusive", "inconclusive", Blame::machine},
    Row{harness_error, "harness error", "harness-error", Blame::harness},
};

const Row& row_of(VerdictClass verdict) {
  const auto* row = std::find_if(rows.begin(), rows.end(), [&](const Row& r) { return r.verdict == verdict; });
  ENSURE(row != rows.end(), "every verdict class has a row");
  return *row;
}

}  // namespace

std::string_view name_of(VerdictClass verdict) { return row_of(verdict).name; }
std::string_view slug_of(VerdictClass verdict) { return row_of(verdict).slug; }
Blame blame_of(VerdictClass verdict) { return row_of(verdict).blame; }

std::optional<VerdictClass> verdict_from_slug(std::string_view slug) {
  const auto* row = std::find_if(rows.begin(), rows.end(), [&](const Row& r) { return r.slug == slug; });
  return row == rows.end() ? std::nullopt : std::optional(row->verdict);
}

}  // namespace ipcgrade::model
