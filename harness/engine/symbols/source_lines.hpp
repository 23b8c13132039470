// From an address to functions and source lines, by DWARF where there is some and by the symbol table otherwise.
#pragma once

#include <elfutils/libdwfl.h>

#include <cstdint>
#include <string>
#include <vector>

namespace ipcgrade::engine::symbols {

// As the compiler wrote it down; empty members are not known.
struct SourceLine {
  std::string function;            // demangled
  std::string file;                // as in the line table: often absolute
  std::string compilation_folder;  // where the compiler was called
  int line = 0;
};

// What `address` belongs to: first the innermost inlined function, then the functions it was inlined into, each with the
// line of its call; one element where nothing was inlined, none where nothing is known.
[[nodiscard]] std::vector<SourceLine> source_lines(Dwfl* dwfl, std::uint64_t address);

}  // namespace ipcgrade::engine::symbols
