// Expected against actual output, one below the other, with a mark where they part.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "model/plan.hpp"
#include "model/trace.hpp"

namespace ipcgrade::report {

struct Comparison {
  std::string stream;    // "standard output"
  std::string expected;  // printable, in quotes where it is text
  std::string actual;
  std::string mark;    // spaces and "^", to stand below `actual`; "" where there is no such place
  std::string remark;  // "they differ at byte 14 (line 2)"
  enum class Came : std::uint8_t { something, nothing } came = Came::something;
};

// Of the step that failed; empty where it asks for no output, or for output that came.
[[nodiscard]] std::vector<Comparison> comparisons(const model::Trial& trial, const model::Trace& trace);

}  // namespace ipcgrade::report
