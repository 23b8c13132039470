// Markdown in which text of a student's making is text: no link, no image, no HTML, no mention, no end of the fence it stands in.
#pragma once

#include <string>
#include <string_view>

#include "model/report.hpp"

namespace ipcgrade::formats {

// A word in a line, as code. In a cell of a table a bar needs a backslash, which is seen anywhere else (GFM, 4.10).
[[nodiscard]] std::string code_span(std::string_view text);
[[nodiscard]] std::string code_cell(std::string_view text);

// A block of lines as they are, between fences that are longer than any in it.
[[nodiscard]] std::string code_block(std::string_view text);

// Words as words, for what an author or a course has written. Not for a student's text: whoever looks for mentions and addresses
// in the finished page finds them in words, and never in code.
[[nodiscard]] std::string plain_words(std::string_view text);

// The whole report, no longer than `most` bytes: where it does not fit, failures are left out from the end on, and the last line
// says how many.
[[nodiscard]] std::string markdown_document(const model::Report& report, std::size_t most);

}  // namespace ipcgrade::formats
