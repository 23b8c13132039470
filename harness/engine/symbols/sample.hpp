// What is kept of a thread at an instant, so that its call chain can be named later, when the process is long gone.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/symbols/modules.hpp"

namespace ipcgrade::engine::symbols {

// The registers an x86-64 function must preserve (System V ABI, 3.2.1), and the instruction: all that unwinding needs.
struct Registers {
  std::uint64_t ip = 0, sp = 0, bp = 0, bx = 0, r12 = 0, r13 = 0, r14 = 0, r15 = 0;
};

struct StackSample {
  Registers registers;
  std::string stack;  // the bytes from sp upward, usually 4 KiB
  std::vector<Module> modules;
};

}  // namespace ipcgrade::engine::symbols
