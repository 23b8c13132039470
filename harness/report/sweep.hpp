// A sweep for people: failures grouped by cause, each with what a robust program does and the command that shows one of them
// again, under the matrix of places and faults; and the same as JSON, strike by strike.
#pragma once

#include <string>

#include "model/sweep.hpp"
#include "report/console.hpp"

namespace ipcgrade::report {

struct SweepText {
  std::string again;                                  // "ipcgrade sweep pipe DIR": what " --strike KEY" is added to
  lang::Language language = lang::Language::english;  // of the sentences in JSON
};

[[nodiscard]] std::string render_sweep(const model::SweepReport& report, const SweepText& text, const ConsoleOptions& options);
[[nodiscard]] std::string render_sweep_json(const model::SweepReport& report, const SweepText& text);

// What a robust program does about such a fault, in one or two sentences.
[[nodiscard]] std::string advice(const model::Strike& strike);

}  // namespace ipcgrade::report
