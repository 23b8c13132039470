// A guard in front of toml++ 3.3 against two kinds of text that end the program instead of throwing:
//  - it bounds the nesting of values but not that of dotted keys: a key of ten thousand parts makes ten thousand tables, one
//    inside the other, and destroying them overflows the stack;
//  - it asks whether a letter beyond ASCII is a blank, and runs into __builtin_unreachable() for those below U+049A.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace ipcgrade::scenario {

inline constexpr std::size_t most_key_parts = 8;  // no format of ours needs more than three

// Throws base::InputError at the first dot too many in a key, and at the first letter beyond ASCII that is neither in quotes
// nor in a comment (TOML 1.0 has no place for one there). All other text is let through, TOML or not.
void refuse_unparsable(std::string_view text, const std::string& file);

}  // namespace ipcgrade::scenario
