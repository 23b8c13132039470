#include "engine/symbols/source_lines.hpp"

#include <cxxabi.h>
#include <dwarf.h>
#include <elfutils/libdw.h>

#include <cstdlib>
#include <memory>
#include <optional>
#include <span>

namespace ipcgrade::engine::symbols {
namespace {

struct Free {
  void operator()(void* memory) const { std::free(memory); }
};

// libdw returns null for what it does not know.
std::string text(const char* known) { return known == nullptr ? "" : known; }

std::string demangled(const char* name) {
  if (name == nullptr) return "";
  int status = 0;
  const std::unique_ptr<char, Free> readable(abi::__cxa_demangle(name, nullptr, nullptr, &status));
  // Without the prefix, "f" would be taken for the type `float`.
  const bool mangled = std::string_view(name).starts_with("_Z");
  return mangled && status == 0 ? readable.get() : name;
}

std::string symbol_name(Dwfl_Module* module, Dwarf_Addr address) {
  GElf_Off offset = 0;
  GElf_Sym symbol{};
  const char* name = dwfl_module_addrinfo(module, address, &offset, &symbol, nullptr, nullptr, nullptr);
  // libdwfl also offers the nearest symbol below the address; only one that contains it is an answer.
  return name != nullptr && offset < symbol.st_size ? demangled(name) : "";
}

// A compilation unit, with what must be taken off an address before it is looked up in it.
struct Unit {
  Dwarf_Die* die = nullptr;
  Dwarf_Addr bias = 0;
};

Unit unit_of(Dwfl_Module* module, Dwarf_Addr address) {
  Unit unit;
  unit.die = dwfl_module_addrdie(module, address, &unit.bias);
  if (unit.die != nullptr) return unit;
  // clang writes no .debug_aranges, the index that addrdie relies on: ask each unit.
  while ((unit.die = dwfl_module_nextcu(module, unit.die, &unit.bias)) != nullptr)
    if (dwarf_haspc(unit.die, address - unit.bias) == 1) return unit;
  return {};
}

bool is_function(Dwarf_Die& die) {
  const int tag = dwarf_tag(&die);
  return tag == DW_TAG_subprogram || tag == DW_TAG_inlined_subroutine;
}

std::string function_name(Dwarf_Die& die) {
  Dwarf_Attribute attribute;
  if (dwarf_attr_integrate(&die, DW_AT_linkage_name, &attribute) != nullptr) return demangled(dwarf_formstring(&attribute));
  return text(dwarf_diename(&die));
}

std::optional<Dwarf_Word> number(Dwarf_Die& die, unsigned name) {
  Dwarf_Attribute attribute;
  Dwarf_Word value = 0;
  if (dwarf_attr(&die, name, &attribute) == nullptr || dwarf_formudata(&attribute, &value) != 0) return std::nullopt;
  return value;
}

// The functions around an address as they lie in the program, innermost first.
std::vector<Dwarf_Die> functions_at(Unit unit, Dwarf_Addr address) {
  Dwarf_Die* found = nullptr;
  int count = dwarf_getscopes(unit.die, address - unit.bias, &found);
  const std::unique_ptr<Dwarf_Die, Free> scopes(found);
  if (count <= 0) return {};
  // dwarf_getscopes goes on with the scopes of an inlined function's *definition*; those of its place in the program are the
  // parents of its own entry.
  found = nullptr;
  count = dwarf_getscopes_die(scopes.get(), &found);
  const std::unique_ptr<Dwarf_Die, Free> parents(found);
  std::vector<Dwarf_Die> functions;
  for (Dwarf_Die& die : std::span(parents.get(), count > 0 ? static_cast<std::size_t>(count) : 0))
    if (is_function(die)) functions.push_back(die);
  return functions;
}

void set_line(SourceLine& place, Unit unit, Dwarf_Addr address) {
  Dwarf_Line* line = dwarf_getsrc_die(unit.die, address - unit.bias);
  if (line == nullptr) return;
  place.file = text(dwarf_linesrc(line, nullptr, nullptr));
  dwarf_lineno(line, &place.line);
}

// Where the function that `inlined` was inlined into calls it.
void set_call(SourceLine& place, Unit unit, Dwarf_Die& inlined) {
  Dwarf_Files* files = nullptr;
  std::size_t count = 0;
  const auto file = number(inlined, DW_AT_call_file);
  if (!file || dwarf_getsrcfiles(unit.die, &files, &count) != 0 || *file >= count) return;
  place.file = text(dwarf_filesrc(files, *file, nullptr, nullptr));
  place.line = static_cast<int>(number(inlined, DW_AT_call_line).value_or(0));
}

std::string compilation_folder(Unit unit) {
  Dwarf_Attribute attribute;
  return dwarf_attr(unit.die, DW_AT_comp_dir, &attribute) == nullptr ? "" : text(dwarf_formstring(&attribute));
}

}  // namespace

std::vector<SourceLine> source_lines(Dwfl* dwfl, std::uint64_t address) {
  Dwfl_Module* module = dwfl_addrmodule(dwfl, address);
  if (module == nullptr) return {};
  SourceLine place;
  place.function = symbol_name(module, address);
  const Unit unit = unit_of(module, address);
  if (unit.die == nullptr) return place.function.empty() ? std::vector<SourceLine>{} : std::vector{place};

  place.compilation_folder = compilation_folder(unit);
  set_line(place, unit, address);
  std::vector<SourceLine> places;
  auto functions = functions_at(unit, address);
  for (Dwarf_Die& function : functions) {
    if (!places.empty()) set_call(place, unit, *(&function - 1));
    if (auto name = function_name(function); !name.empty()) place.function = std::move(name);
    places.push_back(place);
    if (dwarf_tag(&function) == DW_TAG_subprogram) break;  // what is around it are namespaces and classes
  }
  return places.empty() ? std::vector{place} : places;
}

}  // namespace ipcgrade::engine::symbols
