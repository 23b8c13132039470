// marks.csv: the class as a table, one row a person or submission, for a spreadsheet. (What a platform wants to import has other
// columns and is another format.)
#pragma once

#include <string>

#include "model/gradebook.hpp"

namespace ipcgrade::report {

// RFC 4180, UTF-8. Nothing in it acts on a terminal, and no cell is taken for a formula. A mark that is left open is empty, and
// the column `note` says why.
[[nodiscard]] std::string render_marks_csv(const model::Gradebook& book);

}  // namespace ipcgrade::report
