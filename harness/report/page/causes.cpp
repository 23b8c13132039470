#include "report/page/causes.hpp"

#include <algorithm>
#include <regex>

namespace ipcgrade::report::page {

using namespace model;

std::string without_particulars(std::string_view sentence) {
  struct Rule {
    std::regex what;
    const char* with;
  };
  static const std::vector<Rule> rules = {
      {std::regex(" ?\\([^()]*\\)"), ""},  // (fd 4, from pipe at greet.c:70 in main)
      {std::regex(" at [^ ,;]+:[0-9]+( in [A-Za-z_][A-Za-z0-9_]*(::~?[A-Za-z_][A-Za-z0-9_]*)*)?"),
       ""},                                                                      // at greet.c:33 in read_some
      {std::regex(" [^ ,;():]+:[0-9]+(의 [A-Za-z_][A-Za-z0-9_:~]*)?에서"), ""},  // the same in Korean
      {std::regex("\"[^\"]*\""), "\"…\""},
      {std::regex("([^/A-Za-z0-9_.-])[0-9]+\\b"), "$1…"},
  };
  constexpr std::size_t longest = 2000;  // std::regex recurses; no sentence of ours is nearly as long
  std::string text(sentence.substr(0, longest));
  for (const Rule& rule : rules) text = std::regex_replace(text, rule.what, rule.with);
  return text;
}

std::vector<Cause> causes_of(const Report& report) {
  std::vector<Cause> all;
  for (std::size_t i = 0; i < report.submissions.size(); ++i) {
    for (const ScenarioResult& scenario : report.submissions[i].scenarios) {
      if (scenario.outcome != Outcome::failed || scenario.verdicts.empty()) continue;
      const Verdict& verdict = scenario.verdicts.front();
      const std::string sentence = without_particulars(verdict.sentence);
      auto cause = std::find_if(all.begin(), all.end(),
                                [&](const Cause& c) { return c.verdict == verdict.verdict && c.sentence == sentence; });
      if (cause == all.end()) cause = all.insert(all.end(), Cause{verdict.verdict, sentence, verdict.sentence, {}, {}});
      if (cause->submissions.empty() || cause->submissions.back() != i) cause->submissions.push_back(i);
      cause->scenarios.insert(scenario.scenario);
    }
  }
  std::stable_sort(all.begin(), all.end(), [](const Cause& a, const Cause& b) {
    return std::pair(a.submissions.size(), a.scenarios.size()) > std::pair(b.submissions.size(), b.scenarios.size());
  });
  return all;
}

}  // namespace ipcgrade::report::page
