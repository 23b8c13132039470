// The roster: a CSV file with a row for each person. Canvas's gradebook export, Moodle's grading worksheet, Gradescope's roster
// and a list of one's own are all read; the header says which column is which (`roster_columns`), others are left alone.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/gradebook.hpp"

namespace ipcgrade::intake {

// A column: what it is for, and the headers that mean it, in small letters.
struct RosterColumn {
  std::string_view name;
  std::vector<std::string_view> headers;
  std::string_view summary;
};
[[nodiscard]] const std::vector<RosterColumn>& roster_columns();

// InputError with line and column: no header that is known, two columns of one meaning, a person without any key, two people with
// the same one, a time that is none.
[[nodiscard]] std::vector<model::Person> parse_roster(std::string_view text, const std::string& file);

}  // namespace ipcgrade::intake
