// From a saved trial and its verdicts to the story that is told about it.
#pragma once

#include "model/report.hpp"
#include "report/localised.hpp"
#include "report/story.hpp"
#include "store/saved_trial.hpp"

namespace ipcgrade::cli {

// Without commands.
[[nodiscard]] inline report::Story story_of(const store::SavedTrial& saved, const model::ScenarioResult& result) {
  report::Story story;
  story.task = saved.task;
  story.submission = saved.submission;
  story.title = saved.title;
  story.hint = saved.hint;
  story.outcome = result.outcome;
  story.trial = saved.trial;
  story.trace = saved.trace;
  story.verdicts = result.verdicts;
  return story;
}

// With the title and the hint in this language; the sentences are said in it when the story is told.
[[nodiscard]] inline report::Story in_language(report::Story story, const model::Assignment& assignment,
                                               lang::Language language) {
  const model::ScenarioText text = report::localised({story.title, story.hint}, story.trial.scenario, assignment, language);
  story.title = text.title;
  story.hint = text.hint;
  return story;
}

}  // namespace ipcgrade::cli
