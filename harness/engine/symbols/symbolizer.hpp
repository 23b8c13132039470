// Names the call chain of a captured stack: functions, files and lines, from the symbol tables and DWARF of the files that
// were mapped. Nothing is guessed: where the unwind information ends the chain ends, and what is not known stays empty.
// Odd, missing and truncated binaries are normal input here and never an error.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "engine/symbols/sample.hpp"
#include "model/trace.hpp"

namespace ipcgrade::engine::symbols {

class AddressSpace;

class Symbolizer {
 public:
  // `own_folder` ("/work"): the modules below it are the submission's own.
  explicit Symbolizer(std::string own_folder);
  ~Symbolizer();
  Symbolizer(const Symbolizer&) = delete;
  Symbolizer& operator=(const Symbolizer&) = delete;

  // Where in the submission this is: the innermost frame in the submission's own modules, those with a source file of its own
  // before those with a name only (a static program contains the C library). Empty where there is none.
  [[nodiscard]] model::Site own_site(const StackSample& sample);
  // The whole chain, innermost first; the first is where the thread stands, the others are the calls that led there. A
  // function that was inlined is a frame of its own.
  [[nodiscard]] std::vector<model::Site> frames(const StackSample& sample);
  // One address, as it is (not a return address).
  [[nodiscard]] model::Site at(std::uint64_t address, const std::vector<Module>& modules);

 private:
  AddressSpace& space_of(const std::vector<Module>& modules);

  std::string own_folder_;
  std::vector<std::unique_ptr<AddressSpace>> spaces_;  // the most recently used last
};

}  // namespace ipcgrade::engine::symbols
