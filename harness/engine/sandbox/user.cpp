#include "engine/sandbox/user.hpp"

#include <grp.h>
#include <linux/capability.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cstdint>
#include <fstream>
#include <string>

#include "engine/sandbox/system.hpp"

namespace ipcgrade::engine::sandbox {
namespace {

constexpr unsigned nobody_user = 65534;

bool has_capability(unsigned capability) {
  __user_cap_header_struct header{_LINUX_CAPABILITY_VERSION_3, 0};
  __user_cap_data_struct data[2] = {};
  if (syscall(SYS_capget, &header, data) != 0) return false;
  return (data[capability / 32].effective >> (capability % 32) & 1U) != 0;
}

// In a container that is itself a user namespace, only some ids exist: user_namespaces(7).
bool is_mapped(const char* map, unsigned id) {
  std::ifstream lines(map);
  std::uint64_t inside = 0;
  std::uint64_t outside = 0;
  std::uint64_t count = 0;
  while (lines >> inside >> outside >> count) {
    if (id >= inside && id < inside + count) return true;
  }
  return false;
}

}  // namespace

std::optional<unsigned> user_to_become(const Rung& rung, unsigned uid) {
  if (rung.user_namespace || uid != 0) return std::nullopt;
  const unsigned user = rung.mount_namespace ? program_user : nobody_user;
  for (const unsigned capability : {unsigned{CAP_SETUID}, unsigned{CAP_SETGID}, unsigned{CAP_CHOWN}}) {
    if (!has_capability(capability)) return std::nullopt;
  }
  if (!is_mapped("/proc/self/uid_map", user) || !is_mapped("/proc/self/gid_map", user)) return std::nullopt;
  return user;
}

// user_namespaces(7): a process may map itself alone once it can no longer call setgroups.
void map_user(unsigned uid, unsigned gid) {
  write_file("/proc/self/setgroups", "deny");
  write_file("/proc/self/gid_map", std::to_string(program_user) + ' ' + std::to_string(gid) + " 1");
  write_file("/proc/self/uid_map", std::to_string(program_user) + ' ' + std::to_string(uid) + " 1");
}

bool become(unsigned user) noexcept {
  return setgroups(0, nullptr) == 0 && setresgid(user, user, user) == 0 && setresuid(user, user, user) == 0;
}

}  // namespace ipcgrade::engine::sandbox
