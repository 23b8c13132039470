// Comma-separated values (RFC 4180), for spreadsheets and for the programs of universities.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace ipcgrade::formats {

// Text that a spreadsheet takes for text: what it would calculate gets an apostrophe in front (OWASP, "CSV injection"), and all
// of it is one line.
[[nodiscard]] std::string csv_words(std::string_view text);

// In quotes where that is needed.
[[nodiscard]] std::string csv_cell(std::string_view text);

// The cells between commas, quoted where that is needed, and a newline.
[[nodiscard]] std::string csv_row(const std::vector<std::string>& cells);

// A cell as it stands in a file, so that a file can be written back unchanged.
struct CsvCell {
  std::string value;
  std::string raw;  // with its quotes
};

struct CsvLine {
  std::vector<CsvCell> cells;
  std::string end;  // "\n", "\r\n", or "" at the end of the file
};

// Quoted cells may hold newlines; what follows a closing quote up to the comma belongs to the cell. A quote that is never closed
// holds the rest of the file.
[[nodiscard]] std::vector<CsvLine> csv_lines(std::string_view text);

}  // namespace ipcgrade::formats
