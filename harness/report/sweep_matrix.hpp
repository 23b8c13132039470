// Places against faults: the calls of one place in the source are one row.
#pragma once

#include <string>
#include <vector>

#include "model/sweep.hpp"
#include "report/console.hpp"

namespace ipcgrade::report {

struct SweepCell {
  std::size_t tried = 0;
  std::size_t failed = 0;
  std::size_t open = 0;  // the machine's trouble, or never struck
};

struct SweepPlace {
  std::string scenario;
  std::string process;
  std::string what;              // "read on a pipe, greet.c:40"
  std::vector<SweepCell> cells;  // one a fault, in the order of SweepMatrix::faults
};

struct SweepMatrix {
  std::vector<std::string> faults;  // by first use
  std::vector<SweepPlace> places;   // by first use
};

[[nodiscard]] SweepMatrix matrix_of(const model::SweepReport& report);
[[nodiscard]] std::string render_matrix(const SweepMatrix& matrix, const ConsoleOptions& options);

}  // namespace ipcgrade::report
