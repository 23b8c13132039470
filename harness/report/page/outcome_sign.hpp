// How an outcome looks on a page: the same marks as on a terminal, with a class for the style sheet; colour only repeats them.
#pragma once

#include <string>
#include <string_view>

#include "model/report.hpp"
#include "report/page/html.hpp"
#include "report/page/words.hpp"
#include "report/paint.hpp"

namespace ipcgrade::report::page {

// "good", "bad", "unsure", "dim".
[[nodiscard]] std::string css_class(model::Outcome outcome);
// The mark alone, hidden from screen readers, who hear the word beside it.
[[nodiscard]] Html sign(model::Outcome outcome);
[[nodiscard]] Html outcome_word(model::Outcome outcome, const Words& words);
// Its verdict's name where it has one to tell, else the outcome's.
[[nodiscard]] Html verdict_word(const model::ScenarioResult& result, const Words& words);

}  // namespace ipcgrade::report::page
