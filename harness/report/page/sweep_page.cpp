#include "report/page/sweep_page.hpp"

#include <fmt/format.h>

#include "lang/catalogue.hpp"
#include "oracles/naming.hpp"
#include "report/page/blocks.hpp"
#include "report/page/document.hpp"
#include "report/page/matrix_section.hpp"
#include "report/page/outcome_sign.hpp"
#include "report/printable.hpp"
#include "report/score.hpp"
#include "report/sweep_matrix.hpp"

namespace ipcgrade::report::page {

using namespace model;

namespace {

class SweepPage {
 public:
  SweepPage(const SweepReport& report, const StruckRuns& runs, const SweepText& text, const SweepPageOptions& options)
      : report_(report), runs_(runs), text_(text), options_(options), words_(options.language), say_(options.language) {}

  std::string operator()() {
    Document document;
    document.title = fmt::format("{} · {}", report_.submission, options_.title);
    document.head = element(
        "div", {{"class", "who"}},
        {element("p", {{"class", "task"}}, {options_.title, " · ", words_("sweep")}), element("h1", {}, {report_.submission})});
    document.main = summary();
    document.main += element("noscript", {}, {element("p", {{"class", "cut"}}, {words_("needs_script")})});
    if (const Html all = failures(); !all.empty()) document.main += page::group("failures", words_("failures"), all);
    if (const Html all = matrix_section(matrix_of(report_), words_); !all.empty())
      document.main += page::group("matrices", words_("matrix"), all);
    document.foot = element("p", {}, {words_("made_by", {options_.harness_version, options_.rung})});
    return render(document, words_);
  }

 private:
  [[nodiscard]] Html summary() const {
    const Survival all = survival(report_);
    Html by_class;
    for (const FaultClass of : {FaultClass::transparent, FaultClass::hard, FaultClass::kill})
      if (const Survival one = survival(report_, of); one.tried > 0)
        by_class += element("li", {},
                            {words_.by_key("class." + std::string(name_of(of))), ": ",
                             words_("of", {std::to_string(one.survived), std::to_string(one.tried)})});
    Html out = element("p", {{"class", "marks"}},
                       {element("span", {{"class", "label"}}, {words_("survived")}), " ",
                        element("strong", {{"class", "mark"}}, {std::to_string(all.survived)}), " ",
                        element("small", {}, {words_("of_faults", {std::to_string(all.tried)})})});
    out += element("ul", {{"class", "shares"}}, {by_class});
    if (report_.rules.points > 0)
      out += element("p", {{"class", "points"}},
                     {words_("points_of", {mark_text(report_.rules.points * static_cast<double>(share(report_)) / 10'000),
                                           std::to_string(report_.rules.points)})});
    for (const LeftOut& left : report_.left_out)
      out += element("p", {{"class", "cut"}}, {say_(fmt::format("{} was not swept. {}", left.scenario, left.why))});
    if (report_.results.size() < report_.planned)
      out += element("p", {{"class", "cut"}},
                     {say_(fmt::format("interrupted: {} of {} faults were tried", report_.results.size(), report_.planned))});
    if (all.tried > 0 && all.survived == all.tried)
      out += element("p", {{"class", "all-passed"}}, {sign(Outcome::passed), " ", words_("all_survived")});
    return element("section", {{"class", "summary"}}, {out});
  }

  Html failures() {
    Html out;
    int number = 0;
    for (const FailureGroup& one : grouped(report_)) out += failure(one, fmt::format("f{}", ++number));
    return out;
  }

  Html failure(const FailureGroup& group, const std::string& id) {
    const StrikeResult& example = *group.results.front();
    const ScenarioResult told = as_scenario(example);
    const auto run = runs_.find(key_of(example.strike));
    const Recording* recording = run == runs_.end() ? nullptr : &run->second;
    Html body = scenario_body(told, recording, id, Pictures::drawn, words_);
    if (bytes_ + body.markup().size() > options_.bytes) body = scenario_body(told, recording, id, Pictures::left_out, words_);
    bytes_ += body.markup().size();
    Html aside = element("span", {{"class", "verdict"}}, {verdict_word(told, words_)});
    if (group.results.size() > 1)
      aside += element("span", {{"class", "points"}}, {words_("times", {std::to_string(group.results.size())})});
    return section(Outcome::failed, Folded::no, id, told.scenario, aside, body);
  }

  // A fault that was not survived reads like a scenario that failed.
  [[nodiscard]] ScenarioResult as_scenario(const StrikeResult& result) const {
    const Strike& strike = result.strike;
    ScenarioResult out;
    out.scenario =
        say_(fmt::format("{}{}: {}", oracles::call_name(strike.point.call), oracles::at_place(strike.point.site), strike.name));
    out.title = say_(fmt::format("In {}, {}.", strike.scenario, describe(strike.fault)));
    out.outcome = Outcome::failed;
    out.verdicts = {result.verdict};
    out.verdicts.front().sentence = say_(result.verdict.sentence);
    for (Evidence& evidence : out.verdicts.front().evidence) evidence.text = say_(evidence.text);
    out.hint = say_(advice(strike));
    out.show_again = text_.again + " --strike " + shell_word(key_of(strike));
    return out;
  }

  const SweepReport& report_;
  const StruckRuns& runs_;
  const SweepText& text_;
  const SweepPageOptions& options_;
  const Words words_;
  const lang::Say say_;
  std::size_t bytes_ = 0;
};

}  // namespace

std::string render_sweep_page(const SweepReport& report, const StruckRuns& runs, const SweepText& text,
                              const SweepPageOptions& options) {
  return SweepPage(report, runs, text, options)();
}

}  // namespace ipcgrade::report::page
