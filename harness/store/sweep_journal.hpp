// What a sweep has found so far, a line a strike, so that an interrupted one can go on. The first line says of what it is; a last
// line that was cut short is left out.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "model/sweep.hpp"

namespace ipcgrade::store {

// `subject` stands for all that a result rests on: submission, suite and harness. Both with their newline.
[[nodiscard]] std::string journal_head(const std::string& subject);
[[nodiscard]] std::string journal_line(const model::StrikeResult& result);

// Verdicts by key (model::key_of), without those that do not count; empty where the text is the journal of something else.
[[nodiscard]] std::map<std::string, model::Verdict> from_journal(std::string_view text, const std::string& subject);

}  // namespace ipcgrade::store
