// What a sweep tried at which call, as tables: a row a place in the source, a column a fault; one table a scenario.
#pragma once

#include "report/page/html.hpp"
#include "report/page/words.hpp"
#include "report/sweep_matrix.hpp"

namespace ipcgrade::report::page {

// Empty where nothing was tried.
[[nodiscard]] Html matrix_section(const SweepMatrix& matrix, const Words& words);

}  // namespace ipcgrade::report::page
