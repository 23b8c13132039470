// What handing in late costs, by an assignment's [late] rule.
#pragma once

#include <optional>
#include <string>

#include "model/adjustment.hpp"

namespace ipcgrade::report {

// nullopt: it was in time. Within the grace a deduction of nothing tells that it was late. A day costs when it has begun: the
// first one begins with the first second after the due date.
[[nodiscard]] std::optional<model::LateDeduction> late_deduction(const model::LateRule& rule, model::Instant due,
                                                                 model::Instant handed_in);

// "1 day 3 h late: 10 points off the mark".
[[nodiscard]] std::string lateness_text(const model::LateDeduction& late);

// "2026-11-21 23:59" in UTC, with the letter Z after it.
[[nodiscard]] std::string instant_text(model::Instant instant);

}  // namespace ipcgrade::report
