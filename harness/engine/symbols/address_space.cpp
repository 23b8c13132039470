#include "engine/symbols/address_space.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <cstring>
#include <span>
#include <string_view>

#include "engine/symbols/module_file.hpp"

namespace ipcgrade::engine::symbols {
namespace {

constexpr pid_t the_thread = 1;  // libdwfl wants a number for it; nothing is looked up by it
constexpr std::size_t most_frames = 256;

// Every file is given to libdwfl open; it must not search for any, nor for separate debug information.
int find_no_elf(Dwfl_Module*, void**, const char*, Dwarf_Addr, char**, Elf**) { return -1; }
int find_no_debuginfo(Dwfl_Module*, void**, const char*, Dwarf_Addr, const char*, const char*, GElf_Word, char**) { return -1; }

const Dwfl_Callbacks no_search = {.find_elf = find_no_elf,
                                  .find_debuginfo = find_no_debuginfo,
                                  .section_address = dwfl_offline_section_address,
                                  .debuginfo_path = nullptr};

const StackSample& sample_behind(void* slot) { return **static_cast<const StackSample**>(slot); }

pid_t next_thread(Dwfl*, void* slot, void** thread_slot) {
  const bool first = *thread_slot == nullptr;
  *thread_slot = slot;
  return first ? the_thread : 0;
}

bool get_thread(Dwfl*, pid_t, void* slot, void** thread_slot) {
  *thread_slot = slot;
  return true;
}

bool read_memory(Dwfl*, Dwarf_Addr address, Dwarf_Word* result, void* slot) {
  const StackSample& sample = sample_behind(slot);
  const std::uint64_t bottom = sample.registers.sp;
  if (sample.stack.size() < sizeof *result || address < bottom || address - bottom > sample.stack.size() - sizeof *result)
    return false;
  std::memcpy(result, sample.stack.data() + (address - bottom), sizeof *result);
  return true;
}

// DWARF numbers of the registers (System V ABI for x86-64, figure 3.36); 16 stands for the return address.
struct Numbered {
  int number;
  std::uint64_t Registers::*value;
};
constexpr std::array register_numbers = {
    Numbered{3, &Registers::bx},   Numbered{6, &Registers::bp},   Numbered{7, &Registers::sp},   Numbered{12, &Registers::r12},
    Numbered{13, &Registers::r13}, Numbered{14, &Registers::r14}, Numbered{15, &Registers::r15}, Numbered{16, &Registers::ip},
};

bool set_registers(Dwfl_Thread* thread, void* slot) {
  const Registers& registers = sample_behind(slot).registers;
  return std::ranges::all_of(register_numbers, [&](const Numbered& row) {
    const Dwarf_Word value = registers.*row.value;
    return dwfl_thread_state_registers(thread, row.number, 1, &value);
  });
}

const Dwfl_Thread_Callbacks from_sample = {.next_thread = next_thread,
                                           .get_thread = get_thread,
                                           .memory_read = read_memory,
                                           .set_initial_registers = set_registers,
                                           .detach = nullptr,
                                           .thread_detach = nullptr};

// Whether one of the module's tables says how to find the caller of what stands at `address`.
bool has_unwind_information(Dwfl* dwfl, Dwarf_Addr address) {
  Dwfl_Module* module = dwfl_addrmodule(dwfl, address);
  if (module == nullptr) return false;
  const auto covers = [&](auto* table_of) {
    Dwarf_Addr bias = 0;
    Dwarf_CFI* table = table_of(module, &bias);
    Dwarf_Frame* frame = nullptr;
    if (table == nullptr || dwarf_cfi_addrframe(table, address - bias, &frame) != 0) return false;
    std::free(frame);
    return true;
  };
  return covers(dwfl_module_eh_cfi) || covers(dwfl_module_dwarf_cfi);
}

int keep_frame(Dwfl_Frame* frame, void* argument) {
  auto& addresses = *static_cast<std::vector<std::uint64_t>*>(argument);
  Dwarf_Addr address = 0;
  bool exact = false;  // the instruction itself: of the innermost frame, and of one that a signal interrupted
  if (!dwfl_frame_pc(frame, &address, &exact) || address == 0 || addresses.size() == most_frames) return DWARF_CB_ABORT;
  const Dwarf_Addr looked_up = exact ? address : address - 1;
  addresses.push_back(looked_up);
  // Without a table libdwfl would go on by following the frame pointer, which is a guess.
  return has_unwind_information(dwfl_thread_dwfl(dwfl_frame_thread(frame)), looked_up) ? DWARF_CB_OK : DWARF_CB_ABORT;
}

// The lines of one file as it was loaded: from the one that maps its beginning to the last before it is mapped again.
using Loaded = std::span<const Module>;

std::vector<Loaded> loaded_files(const std::vector<Module>& modules) {
  std::vector<Loaded> files;
  for (std::size_t begin = 0, end = 0; begin < modules.size(); begin = end) {
    for (end = begin + 1; end < modules.size(); ++end)
      if (modules[end].path != modules[begin].path || modules[end].offset == 0) break;
    files.push_back(Loaded(modules).subspan(begin, end - begin));
  }
  return files;
}

void report(Dwfl* dwfl, Loaded lines) {
  base::Fd file = open_module(lines.front().path);
  if (!file || lines.front().start < lines.front().offset) return;
  const std::uint64_t base = lines.front().start - lines.front().offset;
  const char* path = lines.front().path.c_str();
  // libdwfl takes the descriptor over, but only where it accepts the file.
  if (dwfl_report_elf(dwfl, path, path, file.get(), base, false) != nullptr) file.release();
}

}  // namespace

AddressSpace::AddressSpace(const std::vector<Module>& modules) : modules_(modules), dwfl_(dwfl_begin(&no_search)) {
  if (!dwfl_) return;
  dwfl_report_begin(dwfl_.get());
  for (const Loaded& file : loaded_files(modules_)) report(dwfl_.get(), file);
  dwfl_report_end(dwfl_.get(), nullptr, nullptr);
  attached_ = dwfl_attach_state(dwfl_.get(), nullptr, the_thread, &from_sample, &sample_);
}

std::vector<std::uint64_t> AddressSpace::unwind(const StackSample& sample) {
  std::vector<std::uint64_t> addresses;
  if (!attached_) return {sample.registers.ip};
  sample_ = &sample;
  // The result only says why it ended; every chain ends somewhere.
  dwfl_getthread_frames(dwfl_.get(), the_thread, keep_frame, &addresses);
  sample_ = nullptr;
  return addresses;
}

std::string AddressSpace::path_of(std::uint64_t address) const {
  const auto line = std::ranges::find_if(modules_, [&](const Module& m) { return m.start <= address && address < m.end; });
  return line == modules_.end() ? "" : line->path;
}

}  // namespace ipcgrade::engine::symbols
