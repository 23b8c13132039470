#include "report/localised.hpp"

#include <string>
#include <utility>

#include "lang/catalogue.hpp"

namespace ipcgrade::report {
namespace {

const model::Texts& texts_in(const model::Assignment& assignment, lang::Language language) {
  static const model::Texts none;
  const auto texts = assignment.texts.find(std::string(lang::code_of(language)));
  return texts == assignment.texts.end() ? none : texts->second;
}

void localise(model::Part& part, const model::Texts& texts) {
  const auto title = texts.parts.find(part.name);
  if (title != texts.parts.end() && !title->second.empty()) part.title = title->second;
}

void localise(model::ScenarioResult& result, const model::Assignment& assignment, lang::Language language) {
  const lang::Say say(language);
  model::ScenarioText text = localised({result.title, result.hint}, result.scenario, assignment, language);
  result.title = say(text.title);
  result.hint = say(text.hint);
  result.reason = say(result.reason);
  for (model::Verdict& verdict : result.verdicts) {
    verdict.sentence = say(verdict.sentence);
    for (model::Evidence& evidence : verdict.evidence) evidence.text = say(evidence.text);
  }
}

}  // namespace

model::ScenarioText localised(model::ScenarioText english, const std::string& scenario, const model::Assignment& assignment,
                              lang::Language language) {
  const model::Texts& texts = texts_in(assignment, language);
  const auto text = texts.scenarios.find(scenario);
  if (text == texts.scenarios.end()) return english;
  if (!text->second.title.empty()) english.title = text->second.title;
  if (!text->second.hint.empty() && !english.hint.empty()) english.hint = text->second.hint;
  return english;
}

model::SubmissionResult localised(model::SubmissionResult result, const model::Assignment& assignment, lang::Language language) {
  if (language == lang::Language::english) return result;
  const lang::Say say(language);
  for (model::ScenarioResult& scenario : result.scenarios) localise(scenario, assignment, language);
  for (model::BuildResult& build : result.builds) build.failure = say(build.failure);
  result.trouble = say(result.trouble);
  return result;
}

model::Report localised(model::Report report, lang::Language language) {
  for (model::SubmissionResult& result : report.submissions) result = localised(std::move(result), report.assignment, language);
  const model::Texts& texts = texts_in(report.assignment, language);
  if (!texts.title.empty()) report.assignment.title = texts.title;
  for (model::Part& part : report.assignment.parts) localise(part, texts);
  return report;
}

}  // namespace ipcgrade::report
