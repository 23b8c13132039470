// Comma-separated values as spreadsheets and platforms write them (RFC 4180): fields in quotes may hold commas, quotes and
// newlines. The separator may be a comma, a semicolon or a tab: the one that the header has most of. A byte order mark is
// skipped.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"

namespace ipcgrade::intake {

struct CsvField {
  std::string text;
  base::Position position;
};
using CsvRow = std::vector<CsvField>;

// Rows that are empty are left out. InputError, at its place, for a quote that nothing closes, for text after a closing quote,
// and for bytes that are no text (NUL).
[[nodiscard]] std::vector<CsvRow> parse_csv(std::string_view text, const std::string& file);

}  // namespace ipcgrade::intake
