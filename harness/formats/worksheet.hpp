// Moodle's offline grading worksheet, filled in: the file that the instructor has downloaded, with nothing changed but the
// grades, and the feedback where there is a column for it and nobody has written any. Moodle reads it by the names of its columns
// and skips a row that was graded in Moodle after the download, which it sees from a column of ours to keep
// (mod/assign/feedback/offline/importgradeslib.php).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/gradebook.hpp"

namespace ipcgrade::formats {

struct FilledWorksheet {
  std::string text;
  std::size_t filled = 0;
  std::vector<std::string> left;  // "Participant 12: why it was left as it was", a line each
};

// `file` is what complaints name. InputError where a column is missing that Moodle asks for. Participants are found by ID
// number, e-mail address, username, participant's number or full name, whichever of these only one person bears. Grades are out
// of the column "Maximum grade" where there is one, else out of 100.
[[nodiscard]] FilledWorksheet fill_worksheet(const model::Gradebook& gradebook, std::string_view sheet, const std::string& file);

}  // namespace ipcgrade::formats
