#include "engine/process/fence.hpp"

#include <linux/audit.h>
#include <linux/filter.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <array>
#include <cctype>
#include <cerrno>
#include <filesystem>

namespace ipcgrade::engine::process {
namespace {

#if defined(__x86_64__)
constexpr std::uint32_t architecture = AUDIT_ARCH_X86_64;
constexpr std::uint32_t first_foreign_call = 0x40000000U;  // x32
#elif defined(__aarch64__)
constexpr std::uint32_t architecture = AUDIT_ARCH_AARCH64;
constexpr std::uint32_t first_foreign_call = ~0U;
#endif

// seccomp(2). The tracer has libseccomp for its filter; this one must load between fork and exec, and is ten lines.
constexpr unsigned long mode_filter = 2;
constexpr std::uint32_t allow = 0x7fff0000U;
constexpr std::uint32_t fail_with = 0x00050000U;
constexpr std::uint32_t number_at = 0;
constexpr std::uint32_t architecture_at = 4;
constexpr std::uint32_t first_argument_at = 16;  // its low half: both architectures are little-endian

constexpr sock_filter load(std::uint32_t offset) { return {BPF_LD | BPF_W | BPF_ABS, 0, 0, offset}; }
constexpr sock_filter skip_if(std::uint16_t test, std::uint32_t value, std::uint8_t yes, std::uint8_t no) {
  return {static_cast<std::uint16_t>(BPF_JMP | BPF_K | test), yes, no, value};
}
constexpr sock_filter answer(std::uint32_t value) { return {BPF_RET | BPF_K, 0, 0, value}; }

constexpr std::array no_signals_to_others = {
    load(architecture_at),
    skip_if(BPF_JEQ, architecture, 0, 8),
    load(number_at),
    skip_if(BPF_JGE, first_foreign_call, 6, 0),
    skip_if(BPF_JEQ, SYS_pidfd_send_signal, 6, 0),
    skip_if(BPF_JEQ, SYS_rt_sigqueueinfo, 5, 0),
    skip_if(BPF_JEQ, SYS_kill, 0, 2),
    load(first_argument_at),
    skip_if(BPF_JEQ, 0, 0, 2),  // to its own group, which setsid made
    answer(allow),
    answer(fail_with | ENOSYS),
    answer(fail_with | EPERM),
};

// Threads count as processes here: RLIMIT_NPROC in getrlimit(2). A process's task folder has a link for each, and two more.
std::uint64_t threads_of_user(uid_t user) {
  std::uint64_t total = 0;
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator("/proc", error)) {
    struct stat status {};
    const bool process = std::isdigit(static_cast<unsigned char>(entry.path().filename().c_str()[0])) != 0;
    if (!process || stat((entry.path() / "task").c_str(), &status) != 0 || status.st_uid != user) continue;
    total += status.st_nlink > 2 ? status.st_nlink - 2 : 1;
  }
  return total;
}

}  // namespace

Fence::Fence(std::uint64_t processes) : needed_(getpid() != 1) {
  if (needed_) most_ = threads_of_user(geteuid()) + 16 * processes;
}

bool Fence::apply() const noexcept {
  if (!needed_) return true;
  const rlimit both{most_, most_};
  setrlimit(RLIMIT_NPROC, &both);
  auto code = no_signals_to_others;
  const sock_fprog program{static_cast<std::uint16_t>(code.size()), code.data()};
  return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 && prctl(PR_SET_SECCOMP, mode_filter, &program) == 0;
}

}  // namespace ipcgrade::engine::process
