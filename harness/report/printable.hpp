// Text of students' making, made safe to show: nothing that comes out can move a cursor, change a colour, reverse a line's
// direction or be refused as UTF-8. What is harmless is left as it is.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace ipcgrade::report {

enum class Lines : std::uint8_t {
  escaped,  // a newline becomes the two characters \n, a tab \t: the result is one line
  kept,     // newlines and tabs stay
};

// Control characters and invalid bytes become \n, \t, \r, \e or \xNN, characters that steer a terminal \u{NNNN}.
[[nodiscard]] std::string printable(std::string_view text, Lines lines = Lines::escaped);

// How many columns printable text takes (one a code point, two for Hangul and its like, none for a combining mark).
[[nodiscard]] std::size_t columns(std::string_view text);

// Words refilled to lines of at most `width` columns; a longer word has a line of its own. Never empty.
[[nodiscard]] std::vector<std::string> wrapped(std::string_view text, std::size_t width);

// The text with spaces after it, or shortened to end in "…", so that it takes exactly `width` columns.
[[nodiscard]] std::string fitted(std::string_view text, std::size_t width);

// A word of a shell command, in single quotes where the shell would change it.
[[nodiscard]] std::string shell_word(std::string_view word);

}  // namespace ipcgrade::report
