#include "report/page/submission_page.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "report/cleaned.hpp"
#include "report/conceal.hpp"
#include "report/page/document.hpp"
#include "report/page/outcome_sign.hpp"
#include "report/printable.hpp"
#include "report/score.hpp"

namespace ipcgrade::report::page {

using namespace model;

namespace {

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
    document.main = summary();
    document.main += builds();
    document.main += glance();
    document.main += element("noscript", {}, {element("p", {{"class", "cut"}}, {words_("needs_script")})});
    if (!failures.empty()) document.main += group("failures", words_("failures"), failures);
    if (!undecided.empty()) document.main += group("undecided", words_("undecided"), undecided);
    if (failures.empty() && undecided.empty() && result_.trouble.empty() && !result_.scenarios.empty())
      document.main += element("p", {{"class", "all-passed"}}, {sign(Outcome::passed), " ", words_("all_passed")});
    if (Html rest = others(); !rest.empty()) document.main += group("others", words_("others"), rest);
    if (Html all = matrices(); !all.empty()) document.main += group("matrices", words_("matrix"), all);
    document.foot = element("p", {}, {words_("made_by", {report_.harness_version, report_.rung})});
    return render(document, words_);
  }

 private:
  static Html group(const std::string& id, const Html& title, const Html& contents) {
    return element("section", {{"class", "group"}, {"aria-labelledby", id}}, {element("h2", {{"id", id}}, {title}), contents});
  }

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
    return element("section", {{"class", "summary"}}, {out});
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
    return out;
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
    Attributes attributes = {{"class", "scenario " + css_class(scenario.outcome)}, {"id", id}};
    if (is_open(scenario.outcome)) attributes.emplace_back("open", "");
    const std::string points = scenario.outcome == Outcome::passed || scenario.outcome == Outcome::not_applicable
                                   ? std::to_string(scenario.points)
                                   : fmt::format("0/{}", scenario.points);
    return element(
        "details", attributes,
        {element("summary", {},
                 {element("h3", {}, {sign(scenario.outcome), " ", scenario.scenario}), " ",
                  element("span", {{"class", "verdict"}}, {verdict_word(scenario, words_)}), " ",
                  element("span", {{"class", "points"}}, {points == "1" ? words_("point") : words_("points", {points})})}),
         element("div", {{"class", "body"}}, {body})});
  }

  [[nodiscard]] Html matrices() const {
    Html out;
    for (const Matrix& matrix : options_.matrices) {
      const bool shown = std::any_of(result_.scenarios.begin(), result_.scenarios.end(), [&](const ScenarioResult& scenario) {
        return scenario.scenario == matrix.scenario && scenario.visibility == Visibility::visible;
      });
      if (shown) out += matrix_section(matrix, words_);
    }
    return out;
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

}  // namespace ipcgrade::report::page
