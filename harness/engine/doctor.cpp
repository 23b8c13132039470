#include "engine/doctor.hpp"

#include <fmt/format.h>
#include <sys/utsname.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <thread>
#include <vector>

#include "base/error.hpp"
#include "engine/sandbox/rung.hpp"

namespace ipcgrade::engine {
namespace {

std::string first_line(const std::string& path) {
  std::ifstream file(path);
  std::string line;
  std::getline(file, line);
  return line;
}

// https://www.kernel.org/doc/html/latest/admin-guide/LSM/Yama.html
std::string yama() {
  constexpr std::array meanings = {"off", "programs may trace their own children only (enough)", "only administrators may trace",
                                   "nobody may trace until the next boot"};
  const std::string scope = first_line("/proc/sys/kernel/yama/ptrace_scope");
  if (scope.size() != 1 || scope[0] < '0' || scope[0] > '3') return "not there";
  return fmt::format("{} — {}", scope, meanings[static_cast<std::size_t>(scope[0] - '0')]);
}

std::string user_namespaces() {
  const std::string most = first_line("/proc/sys/user/max_user_namespaces");
  if (most.empty()) return "not in this kernel";
  std::string out = most == "0" ? "switched off (user.max_user_namespaces = 0)" : "in the kernel";
  if (first_line("/proc/sys/kernel/unprivileged_userns_clone") == "0")
    out += ", not for users (kernel.unprivileged_userns_clone = 0)";
  if (first_line("/proc/sys/kernel/apparmor_restrict_unprivileged_userns") == "1") out += ", without capabilities (AppArmor)";
  return out;
}

std::string machine() {
  utsname name{};
  uname(&name);
  std::string actions = first_line("/proc/sys/kernel/seccomp/actions_avail");
  if (actions.empty()) actions = "not known";
  std::string out = fmt::format("kernel           {} {}\n", name.sysname, name.release);
  out += fmt::format("architecture     {}, {} processors\n", name.machine, std::thread::hardware_concurrency());
  out += fmt::format("user             {}\n", geteuid() == 0 ? "root" : fmt::format("uid {}", geteuid()));
  out += fmt::format("user namespaces  {}\n", user_namespaces());
  out += fmt::format("yama             {}\n", yama());
  out += fmt::format("seccomp actions  {}\n", actions);
  return out;
}

std::string describe(const sandbox::Rung& rung, const std::vector<sandbox::Step>& steps) {
  const bool works = std::all_of(steps.begin(), steps.end(), [](const sandbox::Step& step) { return step.ok; });
  std::string out =
      fmt::format("\nrung {} ({}): {}\n  {}\n", rung.number, rung.name, works ? "works" : "does not work", rung.summary);
  for (const sandbox::Step& step : steps) out += fmt::format("  {:3} {:15} {}\n", step.ok ? "ok" : "NO", step.name, step.detail);
  return out;
}

std::string missing_on(const sandbox::Rung& rung) {
  std::string out;
  if (!rung.pid_namespace) out += "  Programs see other processes; signals to those are refused by the harness.\n";
  if (!rung.mount_namespace) out += "  Programs see this machine's files; the working folder is a private one.\n";
  if (!rung.ipc_namespace) out += "  Trials that use named IPC objects run one at a time.\n";
  if (!rung.net_namespace) out += "  Trials that use ports run one at a time.\n";
  return out.empty() ? "  Everything can be graded, and trials run side by side.\n" : out;
}

}  // namespace

Diagnosis doctor() {
  Diagnosis out;
  out.text = machine();
  for (const sandbox::Rung& rung : sandbox::rungs()) out.text += describe(rung, sandbox::try_rung(rung));
  try {
    const sandbox::Rung& chosen = sandbox::choose_rung();
    out.text += fmt::format("\nTrials run on rung {} ({}).\n{}", chosen.number, chosen.name, missing_on(chosen));
    out.can_grade = true;
  } catch (const base::SystemError&) {
    out.text += "\nNo rung works: this machine cannot run trials. The lines marked NO say what it refuses.\n";
  } catch (const base::InputError& error) {
    out.text += fmt::format("\n{}\n", error.what());
  }
  return out;
}

}  // namespace ipcgrade::engine
