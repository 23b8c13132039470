// A guard in front of toml++, which bounds the nesting of values but not that of dotted keys: a key of ten thousand parts makes
// ten thousand tables, one inside the other, and ends the program when they are destroyed, each by the one around it.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace ipcgrade::scenario {

inline constexpr std::size_t most_key_parts = 8;  // no format of ours needs more than three

// Throws base::InputError at the first dot too many. Text that is no TOML is let through up to where the parser stops, too.
void refuse_deep_keys(std::string_view text, const std::string& file);

}  // namespace ipcgrade::scenario
