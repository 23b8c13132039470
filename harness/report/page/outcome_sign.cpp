#include "report/page/outcome_sign.hpp"

#include <array>

namespace ipcgrade::report::page {

std::string css_class(model::Outcome outcome) {
  static constexpr std::array names = {"plain", "plain", "dim", "good", "bad", "unsure", "plain"};
  return names.at(static_cast<std::size_t>(look_of(outcome).style));
}

Html sign(model::Outcome outcome) {
  return element("span", {{"class", "sign " + css_class(outcome)}, {"aria-hidden", "true"}},
                 {std::string(look_of(outcome).mark)});
}

Html outcome_word(model::Outcome outcome, const Words& words) { return words.by_key("outcome." + std::string(name_of(outcome))); }

Html verdict_word(const model::ScenarioResult& result, const Words& words) {
  if (result.outcome == model::Outcome::passed || result.verdicts.empty()) return outcome_word(result.outcome, words);
  return words.by_key("verdict." + std::string(slug_of(result.verdicts.front().verdict)));
}

}  // namespace ipcgrade::report::page
