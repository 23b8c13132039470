#include "report/page/submission_page.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "lang/catalogue.hpp"
#include "report/cleaned.hpp"
#include "report/conceal.hpp"
#include "report/lateness.hpp"
#include "report/page/blocks.hpp"
#include "report/page/document.hpp"
#include "report/page/matrix_section.hpp"
#include "report/page/outcome_sign.hpp"
#include "report/printable.hpp"
#include "report/score.hpp"

namespace ipcgrade::report::page {

using namespace model;

namespace {

// Text that is escaped cannot hold these.
constexpr const char* opening_begin = "<!-- what can change without a run -->";
constexpr const char* opening_end = "<!-- what came of each run -->";

bool is_open(Outcome outcome) { return outcome == Outcome::failed || outcome == Outcome::inconclusive; }

class SubmissionPage {
 public:
  SubmissionPage(const Report& report, const Recordings& recordings, const PageOptions& options)
      : report_(cleaned(concealed(report))),
        result_(report_.submissions.at(0)),
        recordings_(recordings),
        words_(options.language),
        options_(options) {}

  std::string operator()() {
    Document document;
    const std::string task = report_.assignment.title.empty() ? report_.assignment.name : report_.assignment.title;
    document.title = fmt::format("{} · {}", result_.submission, task);
    document.head =
        element("div", {{"class", "who"}}, {element("p", {{"class", "task"}}, {task}), element("h1", {}, {result_.submission})});
    Html failures = sections(Outcome::failed);
    Html undecided = sections(Outcome::inconclusive);
    document.main = opening();
    document.main += element("noscript", {}, {element("p", {{"class", "cut"}}, {words_("needs_script")})});
    if (!failures.empty()) document.main += page::group("failures", words_("failures"), failures);
    if (!undecided.empty()) document.main += page::group("undecided", words_("undecided"), undecided);
    if (failures.empty() && undecided.empty() && result_.trouble.empty() && !result_.scenarios.empty())
      document.main += element("p", {{"class", "all-passed"}}, {sign(Outcome::passed), " ", words_("all_passed")});
    if (Html rest = others(); !rest.empty()) document.main += page::group("others", words_("others"), rest);
    if (Html all = matrices(); !all.empty()) document.main += page::group("matrices", words_("matrix"), all);
    document.foot = element("p", {}, {words_("made_by", {report_.harness_version, report_.rung})});
    return render(document, words_);
  }

 private:
  // ---- what can change without a run ----

 public:
  [[nodiscard]] Html opening() const {
    Html out = Html::trusted(opening_begin);
    out += summary();
    out += builds();
    out += glance();
    return out += Html::trusted(opening_end);
  }

 private:
  // ---- the mark ----

  Html summary() const {
    const auto count = [&](Outcome outcome) {
      return std::count_if(result_.scenarios.begin(), result_.scenarios.end(),
                           [&](const auto& s) { return s.outcome == outcome; });
    };
    const auto passed = count(Outcome::passed);
    const auto failed = count(Outcome::failed);
    const auto other = static_cast<std::ptrdiff_t>(result_.scenarios.size()) - passed - failed;
    const Html mark = result_.blank ? element("strong", {{"class", "mark unsure"}}, {words_("no_mark")})
                                    : element("strong", {{"class", "mark"}},
                                              {mark_text(result_.mark), element("small", {}, {" ", words_("of_100")})});
    Html out = element("p", {{"class", "marks"}},
                       {element("span", {{"class", "label"}}, {words_("mark")}), " ", mark, " ",
                        element("span", {{"class", "counts"}},
                                {words_("counts", {std::to_string(passed), std::to_string(failed), std::to_string(other)})})});
    if (!result_.trouble.empty()) out += element("p", {{"class", "cut"}}, {words_("trouble"), ": ", result_.trouble});
    if (result_.late) out += element("p", {{"class", "cut"}}, {lang::Say(options_.language)(lateness_text(*result_.late))});
    out += by_hand();
    return element("section", {{"class", "summary"}}, {out});
  }

  Html by_hand() const {
    Html items;
    for (const ScenarioResult& scenario : result_.scenarios)
      if (scenario.overridden)
        items += element("li", {},
                         {element("strong", {}, {scenario.scenario}), " ",
                          words_("by_hand", {std::to_string(scenario.overridden->points), std::to_string(scenario.points)}),
                          scenario.overridden->reason.empty() ? Html() : Html(": " + scenario.overridden->reason)});
    return items.empty() ? Html() : element("ul", {{"class", "by-hand"}}, {items});
  }

  Html builds() const {
    Html out;
    for (const BuildResult& build : result_.builds) {
      if (build.ok) continue;
      out += element("article", {{"class", "scenario bad"}},
                     {element("h3", {}, {sign(Outcome::failed), " ", words_("build_failed_title")}),
                      element("p", {{"class", "sentence"}}, {build.failure}),
                      element("p", {}, {words_("build_command"), " ", element("code", {}, {build.command})}),
                      element("pre", {{"tabindex", "0"}}, {build.output})});
    }
    return out.empty() ? out : page::group("builds", words_("builds"), out);
  }

  // ---- at a glance ----

  Html glance() const {
    Html rows;
    for (const PartScore& score : part_scores(report_.assignment, result_)) {
      Html chips;
      for (std::size_t i = 0; i < result_.scenarios.size(); ++i)
        if (result_.scenarios[i].part == score.part.name) chips += chip(i);
      if (chips.empty()) continue;
      if (is_undeclared(score.part)) chips = element("li", {{"class", "note"}}, {words_("undeclared")});
      rows += element("div", {{"class", "part"}},
                      {element("h3", {},
                               {words_("part", {score.part.name}), " ",
                                element("span", {{"class", "part-title"}},
                                        {score.part.title, score.part.bonus ? Html(" · ") : Html(),
                                         score.part.bonus ? words_("bonus") : Html()})}),
                       element("p", {{"class", "points"}},
                               {words_("points_of", {std::to_string(score.earned), std::to_string(score.possible)})}),
                       element("ul", {{"class", "chips"}}, {chips})});
    }
    return rows.empty() ? Html()
                        : element("nav", {{"class", "glance"}, {"aria-labelledby", "glance"}},
                                  {element("h2", {{"id", "glance"}}, {words_("glance")}), rows});
  }

  [[nodiscard]] bool is_undeclared(const Part& part) const {
    return std::all_of(result_.scenarios.begin(), result_.scenarios.end(), [&](const ScenarioResult& scenario) {
      return scenario.part != part.name || scenario.outcome == Outcome::not_declared;
    });
  }

  Html chip(std::size_t index) const {
    const ScenarioResult& scenario = result_.scenarios[index];
    return element("li", {},
                   {element("a", {{"class", "chip " + css_class(scenario.outcome)}, {"href", "#" + id_of(index)}},
                            {sign(scenario.outcome), " ", scenario.scenario, " ",
                             element("span", {{"class", "unseen"}}, {verdict_word(scenario, words_)})})});
  }

  // ---- scenarios ----

  static std::string id_of(std::size_t index) { return fmt::format("s{}", index + 1); }

  Html sections(Outcome outcome) {
    Html out;
    for (std::size_t i = 0; i < result_.scenarios.size(); ++i)
      if (result_.scenarios[i].outcome == outcome) out += section(i);
    return out;
  }

  Html others() {
    Html out;
    for (std::size_t i = 0; i < result_.scenarios.size(); ++i)
      if (!is_open(result_.scenarios[i].outcome) && result_.scenarios[i].outcome != Outcome::not_declared) out += section(i);
    return out;
  }

  Html section(std::size_t index) {
    const ScenarioResult& scenario = result_.scenarios[index];
    const Recording* recording = recording_of(scenario);
    const std::string id = id_of(index);
    Html body = scenario_body(scenario, recording, id, Pictures::drawn, words_);
    if (bytes_ + body.markup().size() > options_.bytes) body = scenario_body(scenario, recording, id, Pictures::left_out, words_);
    bytes_ += body.markup().size();
    Html aside = element("span", {{"class", "verdict"}}, {verdict_word(scenario, words_)});
    aside += " ";
    aside += element("span", {{"class", "points"}}, {points_of(scenario)});
    return page::section(scenario.outcome, is_open(scenario.outcome) ? Folded::no : Folded::yes, id, scenario.scenario, aside,
                         body);
  }

  [[nodiscard]] Html points_of(const ScenarioResult& scenario) const {
    const bool counted = scenario.outcome != Outcome::not_applicable || scenario.overridden;
    const int earned = counted ? earned_points(scenario) : scenario.points;
    if (earned != scenario.points) return words_("points", {fmt::format("{}/{}", earned, scenario.points)});
    return scenario.points == 1 ? words_("point") : words_("points", {std::to_string(scenario.points)});
  }

  [[nodiscard]] Html matrices() const {
    SweepMatrix shown = options_.sweep;
    std::erase_if(shown.places, [&](const SweepPlace& place) { return !is_shown(place.scenario); });
    return matrix_section(shown, words_);
  }

  [[nodiscard]] bool is_shown(const std::string& name) const {
    return std::any_of(result_.scenarios.begin(), result_.scenarios.end(), [&](const ScenarioResult& scenario) {
      return scenario.scenario == name && scenario.visibility == Visibility::visible;
    });
  }

  // Concealed scenarios have other names, which a visible one might have as well.
  const Recording* recording_of(const ScenarioResult& scenario) const {
    const auto found = recordings_.find(scenario.scenario);
    return scenario.visibility == Visibility::visible && found != recordings_.end() ? &found->second : nullptr;
  }

  Report report_;
  const SubmissionResult& result_;
  const Recordings& recordings_;
  Words words_;
  const PageOptions& options_;
  std::size_t bytes_ = 0;
};

}  // namespace

std::string render_submission(const Report& report, const Recordings& recordings, const PageOptions& options) {
  return SubmissionPage(report, recordings, options)();
}

std::string renewed(const std::string& page, const Report& report, Language language) {
  const std::size_t begin = page.find(opening_begin);
  const std::size_t end = page.find(opening_end, begin);
  if (begin == std::string::npos || end == std::string::npos) return page;
  const PageOptions options{language};
  const std::string opening = SubmissionPage(report, {}, options).opening().markup();
  return page.substr(0, begin) + opening + page.substr(end + std::string_view(opening_end).size());
}

}  // namespace ipcgrade::report::page
