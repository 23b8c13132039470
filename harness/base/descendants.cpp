#include "base/descendants.hpp"

#include <dirent.h>
#include <fcntl.h>
#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cctype>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <optional>
#include <set>
#include <string>

#include "base/fd.hpp"

namespace ipcgrade::base {
namespace {

std::optional<Descendant> read_stat(const char* pid) {
  const Fd file(open((std::string("/proc/") + pid + "/stat").c_str(), O_RDONLY | O_CLOEXEC));
  char text[1024];
  const ssize_t size = file ? read(file.get(), text, sizeof text - 1) : -1;
  if (size <= 0) return std::nullopt;  // it has ended meanwhile
  text[size] = '\0';
  const char* after_name = std::strrchr(text, ')');  // the name may hold blanks and brackets: proc(5)
  if (after_name == nullptr) return std::nullopt;
  Descendant out;
  out.pid = std::atoi(pid);
  unsigned long long own[2] = {};
  long long waited_for[2] = {};
  const int got =
      std::sscanf(after_name + 1, " %c %d %d %*d %*d %*d %*u %*u %*u %*u %*u %llu %llu %lld %lld %*d %*d %d", &out.state,
                  &out.parent, &out.group, &own[0], &own[1], &waited_for[0], &waited_for[1], &out.threads);
  if (got != 8) return std::nullopt;
  const long long ticks = static_cast<long long>(own[0] + own[1]) + waited_for[0] + waited_for[1];
  out.cpu = std::chrono::milliseconds(ticks * 1000 / sysconf(_SC_CLK_TCK));
  return out;
}

std::vector<Descendant> everybody() {
  std::vector<Descendant> out;
  const std::unique_ptr<DIR, int (*)(DIR*)> folder(opendir("/proc"), closedir);
  if (!folder) return out;
  while (const dirent* entry = readdir(folder.get())) {
    if (std::isdigit(static_cast<unsigned char>(entry->d_name[0])) == 0) continue;
    if (const auto found = read_stat(entry->d_name)) out.push_back(*found);
  }
  return out;
}

void signal_all(const std::vector<Descendant>& victims) {
  const pid_t own_group = getpgrp();
  std::set<pid_t> groups;
  // A group is killed at one instant, so that a fork bomb within it cannot outrun us.
  for (const Descendant& victim : victims) {
    const bool foreign = victim.group > 1 && victim.group != own_group;
    if (foreign && groups.insert(victim.group).second) kill(-victim.group, SIGKILL);
  }
  for (const Descendant& victim : victims) kill(victim.pid, SIGKILL);
}

// True when this process has no children any more.
bool reap_all() {
  pid_t reaped = 0;
  do reaped = waitpid(-1, nullptr, WNOHANG | __WALL);
  while (reaped > 0 || (reaped < 0 && errno == EINTR));
  return reaped < 0;
}

}  // namespace

std::vector<Descendant> descendants() {
  std::vector<Descendant> rest = everybody();
  std::vector<Descendant> out;
  std::set<pid_t> parents{getpid()};
  // Pids are not in the order of birth (they wrap), so a child may stand before its parent: look until nothing is added.
  for (bool found = true; found;) {
    const auto strangers =
        std::stable_partition(rest.begin(), rest.end(), [&](const Descendant& d) { return parents.contains(d.parent); });
    found = strangers != rest.begin();
    for (auto it = rest.begin(); it != strangers; ++it) parents.insert(it->pid);
    out.insert(out.end(), rest.begin(), strangers);
    rest.erase(rest.begin(), strangers);
  }
  return out;
}

void kill_descendants() noexcept {
  // In a pid namespace everybody else is below process 1, and kill(-1) reaches them all at once.
  const bool all_ours = getpid() == 1;
  while (!reap_all()) {
    if (all_ours) kill(-1, SIGKILL);
    if (!all_ours) signal_all(descendants());
    if (reap_all()) return;
    poll(nullptr, 0, 1);  // killed is not yet dead: give them the processor
  }
}

}  // namespace ipcgrade::base
