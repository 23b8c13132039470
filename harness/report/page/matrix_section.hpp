// What a sweep tried at which call, as a table: a row a call, a column a fault. Whoever runs sweeps fills it; a page without one
// has no such section.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "report/page/html.hpp"
#include "report/page/words.hpp"

namespace ipcgrade::report::page {

struct Matrix {
  enum class State : std::uint8_t { not_tried, survived, failed, undecided };
  struct Cell {
    State state = State::not_tried;
    std::string text;  // what came of it: "crashed with SIGSEGV"
  };
  struct Row {
    std::string call;         // "greet/1: 2nd write"
    std::string where;        // "greet.c:33"
    std::vector<Cell> cells;  // one a column
  };
  std::string scenario;
  std::vector<std::string> columns;  // "EINTR", "short"
  std::vector<Row> rows;
};

[[nodiscard]] Html matrix_section(const Matrix& matrix, const Words& words);

}  // namespace ipcgrade::report::page
