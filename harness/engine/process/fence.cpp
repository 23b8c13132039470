#include "engine/process/fence.hpp"

#include <linux/audit.h>
#include <linux/filter.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdint>

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

}  // namespace

Fence::Fence() : needed_(getpid() != 1) {}

bool Fence::apply() const noexcept {
  if (!needed_) return true;
  auto code = no_signals_to_others;
  const sock_fprog program{static_cast<std::uint16_t>(code.size()), code.data()};
  return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 && prctl(PR_SET_SECCOMP, mode_filter, &program) == 0;
}

}  // namespace ipcgrade::engine::process
