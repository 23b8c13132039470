// A report in a student's language: titles, hints, sentences, evidence and reasons. What has no translation stays English.
#pragma once

#include "lang/language.hpp"
#include "model/report.hpp"

namespace ipcgrade::report {

// Titles and hints come from the assignment (suites/TASK/lang), everything else from the language's catalogue. Where scenarios
// are to be hidden, that comes first: what is said about hidden ones is translated as well.
[[nodiscard]] model::Report localised(model::Report report, lang::Language language);
[[nodiscard]] model::SubmissionResult localised(model::SubmissionResult result, const model::Assignment& assignment,
                                                lang::Language language);

// A scenario's title and hint alone.
[[nodiscard]] model::ScenarioText localised(model::ScenarioText english, const std::string& scenario,
                                            const model::Assignment& assignment, lang::Language language);

}  // namespace ipcgrade::report
