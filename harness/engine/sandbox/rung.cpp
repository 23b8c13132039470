#include "engine/sandbox/rung.hpp"

#include <algorithm>
#include <cstdlib>
#include <optional>

#include "base/error.hpp"

namespace ipcgrade::engine::sandbox {
namespace {

constexpr std::string_view variable = "IPCGRADE_RUNG";

std::optional<Step> first_failure(const Rung& rung) {
  const std::vector<Step> steps = try_rung(rung);
  const auto bad = std::find_if(steps.begin(), steps.end(), [](const Step& step) { return !step.ok; });
  return bad == steps.end() ? std::nullopt : std::optional(*bad);
}

const Rung& forced_rung(const std::string& value) {
  if (value.size() != 1 || value[0] < '0' || value[0] > '9') {
    throw base::InputError({}, std::string(variable) + "=" + value + ": not the number of a rung; 1 to " +
                                   std::to_string(rungs().size()) + " are ('ipcgrade doctor' shows them)");
  }
  const Rung& rung = rung_of(value[0] - '0');
  if (const auto bad = first_failure(rung)) {
    throw base::InputError({}, std::string(variable) + "=" + value + ": rung " + std::string(rung.name) +
                                   " does not work here: " + bad->name + ": " + bad->detail);
  }
  return rung;
}

}  // namespace

const std::vector<Rung>& rungs() {
  static const std::vector<Rung> ladder = {
      {1, "root", "real root: all namespaces; programs run as an unprivileged user", false, true, true, true, true},
      {2, "user", "an unprivileged user namespace with all others in it", true, true, true, true, true},
      {3, "no-pid", "a user namespace, but no pid namespace: programs see the machine's processes", true, false, true, true,
       true},
      {4, "bare", "no namespaces: programs see the machine's files, objects and ports; trials that use them run one at a time",
       false, false, false, false, false},
  };
  return ladder;
}

const Rung& rung_of(int number) {
  const auto found = std::find_if(rungs().begin(), rungs().end(), [&](const Rung& rung) { return rung.number == number; });
  if (found != rungs().end()) return *found;
  throw base::InputError({}, std::string(variable) + "=" + std::to_string(number) + ": there is no such rung; 1 to " +
                                 std::to_string(rungs().size()) + " are ('ipcgrade doctor' shows them)");
}

const Rung& choose_rung() {
  if (const char* value = std::getenv(variable.data()); value != nullptr && *value != '\0') return forced_rung(value);
  std::string why;
  for (const Rung& rung : rungs()) {
    const auto bad = first_failure(rung);
    if (!bad) return rung;
    why = bad->name + ": " + bad->detail;
  }
  throw base::SystemError(EPERM, "this machine cannot run a trial ('ipcgrade doctor' says more): " + why);
}

}  // namespace ipcgrade::engine::sandbox
