// One layout of mapped files, opened for unwinding and naming. Opening is the expensive part, and a process and its forked
// children share a layout: Symbolizer keeps these.
#pragma once

#include <elfutils/libdwfl.h>

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "engine/symbols/sample.hpp"

namespace ipcgrade::engine::symbols {

class AddressSpace {
 public:
  explicit AddressSpace(const std::vector<Module>& modules);
  AddressSpace(const AddressSpace&) = delete;
  AddressSpace& operator=(const AddressSpace&) = delete;

  [[nodiscard]] const std::vector<Module>& modules() const { return modules_; }
  [[nodiscard]] Dwfl* dwfl() const { return dwfl_.get(); }

  // Addresses to look up, innermost first: the instruction itself, then for each caller the call (not the return address,
  // which may already belong to the next line). Ends where the unwind information ends.
  [[nodiscard]] std::vector<std::uint64_t> unwind(const StackSample& sample);
  // The file that `address` is mapped from; empty where there is none.
  [[nodiscard]] std::string path_of(std::uint64_t address) const;

 private:
  struct Close {
    void operator()(Dwfl* dwfl) const { dwfl_end(dwfl); }
  };

  std::vector<Module> modules_;
  const StackSample* sample_ = nullptr;  // set while it is unwound; libdwfl knows the address of this member
  bool attached_ = false;
  std::unique_ptr<Dwfl, Close> dwfl_;
};

}  // namespace ipcgrade::engine::symbols
