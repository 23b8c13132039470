// A report for a person at a terminal: failures first, each with what it takes to understand and repeat it; then every
// scenario in a line, part by part (of a part that passed whole only its sum, while something else failed); then the mark and
// what to do next.
#pragma once

#include <cstdint>
#include <string>

#include "lang/language.hpp"
#include "model/report.hpp"
#include "report/paint.hpp"

namespace ipcgrade::report {

enum class Detail : std::uint8_t {
  full,
  brief,  // a line a failure, and the mark
};

struct ConsoleOptions {
  Colour colour = Colour::never;
  Detail detail = Detail::full;
  lang::Language language = lang::Language::english;  // of the words around the sentences
  std::size_t width = 120;  // columns; sentences are wrapped earlier, because long lines are hard to read
};

[[nodiscard]] std::string render_console(const model::Report& report, const ConsoleOptions& options);

}  // namespace ipcgrade::report
