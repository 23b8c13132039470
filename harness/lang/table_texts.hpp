// The tables of sentences as they stand in the source, lang/*.toml: CMake makes them part of the program.
#pragma once

#include <string_view>

namespace ipcgrade::lang {

extern const std::string_view korean_table;

}  // namespace ipcgrade::lang
