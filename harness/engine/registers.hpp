// Registers of x86-64: the one file that knows the architecture. (aarch64 takes its place beside it.)
#pragma once

#include <sys/user.h>

#include <array>
#include <cstdint>

namespace ipcgrade::engine {

using Registers = user_regs_struct;

inline std::int64_t call_number(const Registers& r) { return static_cast<std::int64_t>(r.orig_rax); }
inline std::int64_t call_result(const Registers& r) { return static_cast<std::int64_t>(r.rax); }
inline std::array<std::uint64_t, 6> call_arguments(const Registers& r) { return {r.rdi, r.rsi, r.rdx, r.r10, r.r8, r.r9}; }
inline std::uint64_t instruction_pointer(const Registers& r) { return r.rip; }
inline std::uint64_t stack_pointer(const Registers& r) { return r.rsp; }

inline void set_call_number(Registers& r, std::int64_t number) { r.orig_rax = static_cast<unsigned long long>(number); }
inline void set_call_result(Registers& r, std::int64_t result) { r.rax = static_cast<unsigned long long>(result); }
inline void set_call_argument(Registers& r, int index, std::uint64_t value) {
  unsigned long long* const slots[6] = {&r.rdi, &r.rsi, &r.rdx, &r.r10, &r.r8, &r.r9};
  *slots[index] = value;
}

// Whether a thread with these registers makes next, and from the same place, the call that it once entered with those: so the
// kernel leaves a thread whose call it restarts, with a handler before that (arch/x86/kernel/signal.c) or without.
inline bool is_about_to_repeat(const Registers& now, const Registers& at_entry) {
  constexpr std::uint64_t instruction = 2;  // bytes of `syscall`
  return now.rip + instruction == at_entry.rip && now.rsp == at_entry.rsp && now.rax == at_entry.orig_rax;
}

// Bytes below the stack pointer that a function may use without moving it (System V ABI, AMD64, 3.2.2).
inline constexpr std::uint64_t red_zone = 128;

}  // namespace ipcgrade::engine
