#include "report/page/class_page.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <vector>

#include "lang/catalogue.hpp"
#include "report/cleaned.hpp"
#include "report/file_name.hpp"
#include "report/page/causes.hpp"
#include "report/page/document.hpp"
#include "report/page/outcome_sign.hpp"
#include "report/score.hpp"

namespace ipcgrade::report::page {

using namespace model;

namespace {

constexpr std::size_t bins = 10;             // of the distribution
constexpr std::size_t shown_scenarios = 12;  // of the hardest
constexpr std::size_t shown_causes = 15;

// A folder's name as part of a URL (RFC 3986, 2.3).
std::string url_of(const std::string& folder) {
  std::string out;
  for (const char c : folder) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' ||
                       c == '.' || c == '~';
    out += plain ? std::string(1, c) : fmt::format("%{:02X}", static_cast<unsigned char>(c));
  }
  return out;
}

Html header(const Attributes& attributes, const Html& text) {
  Attributes all = {{"scope", "col"}};
  all.insert(all.end(), attributes.begin(), attributes.end());
  return element("th", all, {element("button", {{"type", "button"}}, {text})});
}

Html meter(double share, std::string_view css) {
  return element(
      "span", {{"class", "meter-room"}},
      {element("span", {{"class", fmt::format("meter {}", css)}, {"style", fmt::format("width:{:.1f}%", share * 100)}}, {})});
}

// What may be wider than the window is scrolled by keyboard, too: `heading` is the id of its title.
Html scrolled(const std::string& heading, const Html& table) {
  return element("div", {{"class", "scrolled"}, {"tabindex", "0"}, {"role", "region"}, {"aria-labelledby", heading}}, {table});
}

class ClassPage {
 public:
  ClassPage(const Report& report, Language language) : report_(cleaned(report)), words_(language), say_(language) {
    for (const SubmissionResult& result : report.submissions)
      urls_.push_back(url_of(safe_file_name(result.submission)) + "/index.html");
  }

  std::string operator()() const {
    Document document;
    const std::string task = report_.assignment.title.empty() ? report_.assignment.name : report_.assignment.title;
    document.title = task;
    document.head = element("div", {{"class", "who"}},
                            {element("p", {{"class", "task"}}, {words_("class_page")}), element("h1", {}, {task})});
    document.main = statistics();
    document.main += element("p", {{"class", "cut"}}, {words_("instructor")});
    document.main += distribution();
    document.main += causes();
    document.main += hardest();
    document.main += submissions();
    document.foot = element("p", {}, {words_("made_by", {report_.harness_version, report_.rung})});
    return render(document, words_);
  }

 private:
  static Html group(const std::string& id, const Html& title, const Html& contents) {
    return element("section", {{"aria-labelledby", id}, {"class", id}}, {element("h2", {{"id", id}}, {title}), contents});
  }

  [[nodiscard]] std::vector<double> marks() const {
    std::vector<double> all;
    for (const SubmissionResult& result : report_.submissions)
      if (!result.blank) all.push_back(result.mark);
    std::sort(all.begin(), all.end());
    return all;
  }

  [[nodiscard]] Html statistics() const {
    const std::vector<double> all = marks();
    const std::size_t blank = report_.submissions.size() - all.size();
    Html out;
    if (!all.empty()) {
      const std::size_t half = all.size() / 2;
      const double median = all.size() % 2 == 1 ? all[half] : (all[half - 1] + all[half]) / 2;
      double sum = 0;
      for (const double mark : all) sum += mark;
      out +=
          words_("statistics", {std::to_string(report_.submissions.size()), mark_text(median),
                                mark_text(sum / static_cast<double>(all.size())), mark_text(all.front()), mark_text(all.back())});
    }
    if (blank > 0) out += element("span", {}, {" · ", words_("without_mark", {std::to_string(blank)})});
    return element("p", {{"class", "counts"}}, {out});
  }

  [[nodiscard]] Html distribution() const {
    std::array<std::size_t, bins> counts{};
    const std::vector<double> all = marks();
    for (const double mark : all)
      ++counts.at(std::min<std::size_t>(bins - 1, static_cast<std::size_t>(std::max(0.0, mark) / 10)));
    const std::size_t most = std::max<std::size_t>(1, *std::max_element(counts.begin(), counts.end()));
    Html rows;
    for (std::size_t i = bins; i > 0; --i) {
      const std::string range = i == bins ? "90 – 100" : fmt::format("{} – {}", (i - 1) * 10, i * 10);
      rows += element(
          "tr", {},
          {element("th", {{"scope", "row"}}, {range}), element("td", {{"class", "n"}}, {std::to_string(counts[i - 1])}),
           element("td", {{"class", "bar-cell"}}, {meter(static_cast<double>(counts[i - 1]) / static_cast<double>(most), "")})});
    }
    return all.empty() ? Html()
                       : group("distribution", words_("distribution"), element("table", {}, {element("tbody", {}, {rows})}));
  }

  // ---- failures ----

  [[nodiscard]] Html causes() const {
    Html out;
    const std::vector<Cause> all = causes_of(report_);
    for (std::size_t i = 0; i < std::min(all.size(), shown_causes); ++i) out += cause(all[i]);
    if (all.empty()) out += element("p", {}, {words_("no_failures")});
    return group("causes", words_("causes"), out);
  }

  [[nodiscard]] Html cause(const Cause& cause) const {
    Html people;
    for (const std::size_t i : cause.submissions)
      people += element("li", {}, {element("a", {{"href", urls_[i]}}, {report_.submissions[i].submission})});
    const auto count = [&](std::size_t number, Word one, Word several) {
      return number == 1 ? words_(one) : words_(several, {std::to_string(number)});
    };
    Html number = count(cause.submissions.size(), "submissions_1", "submissions_n");
    number += ", ";
    number += count(cause.scenarios.size(), "scenarios_1", "scenarios_n");
    return element(
        "article", {{"class", "cause bad"}},
        {element("h3", {},
                 {sign(Outcome::failed), words_.by_key("verdict." + std::string(slug_of(cause.verdict))),
                  element("span", {{"class", "number"}}, {number})}),
         element("p", {}, {without_particulars(say_(cause.example))}), element("ul", {{"class", "people"}}, {people})});
  }

  struct Tally {
    std::string part;
    std::size_t passed = 0;
    std::size_t counted = 0;
    std::map<std::string, std::size_t> failures;  // by the verdict's slug
    [[nodiscard]] double share() const { return static_cast<double>(passed) / static_cast<double>(counted); }
  };

  [[nodiscard]] std::vector<std::pair<std::string, Tally>> tallies() const {
    std::map<std::string, Tally> all;
    for (const SubmissionResult& result : report_.submissions)
      for (const ScenarioResult& scenario : result.scenarios) {
        if (scenario.outcome != Outcome::passed && scenario.outcome != Outcome::failed) continue;
        Tally& tally = all[scenario.scenario];
        tally.part = scenario.part;
        ++tally.counted;
        if (scenario.outcome == Outcome::passed) ++tally.passed;
        if (scenario.outcome == Outcome::failed && !scenario.verdicts.empty())
          ++tally.failures[std::string(slug_of(scenario.verdicts.front().verdict))];
      }
    std::vector<std::pair<std::string, Tally>> sorted(all.begin(), all.end());
    std::erase_if(sorted, [](const auto& entry) { return entry.second.passed == entry.second.counted; });
    std::stable_sort(sorted.begin(), sorted.end(),
                     [](const auto& a, const auto& b) { return a.second.share() < b.second.share(); });
    return sorted;
  }

  [[nodiscard]] Html hardest() const {
    const auto all = tallies();
    Html rows;
    for (std::size_t i = 0; i < std::min(all.size(), shown_scenarios); ++i) {
      const auto& [name, tally] = all[i];
      Html kinds;
      for (const auto& [slug, times] : tally.failures)
        kinds += element("span", {}, {words_.by_key("verdict." + slug), fmt::format(" ×{} ", times)});
      rows += element(
          "tr", {},
          {element("th", {{"scope", "row"}}, {tally.part, " · ", name}),
           element("td", {{"class", "n"}}, {fmt::format("{}/{}", tally.passed, tally.counted)}),
           element("td", {{"class", "bar-cell"}}, {meter(tally.share(), "")}), element("td", {{"class", "kinds"}}, {kinds})});
    }
    if (rows.empty()) return {};
    const Html head = element("thead", {},
                              {element("tr", {},
                                       {element("th", {{"scope", "col"}}, {words_("scenario_name")}),
                                        element("th", {{"scope", "col"}, {"class", "n"}}, {words_("passed_by")}),
                                        element("td", {}, {}), element("th", {{"scope", "col"}}, {words_("failed_as")})})});
    return group("hardest", words_("hardest"), scrolled("hardest", element("table", {}, {head, element("tbody", {}, {rows})})));
  }

  // ---- submissions ----

  [[nodiscard]] Html submissions() const {
    Html heads = header({}, words_("submission"));
    heads += header({{"class", "n"}}, words_("mark"));
    for (const Part& part : report_.assignment.parts) heads += header({{"class", "n"}}, words_("part", {part.name}));
    heads += header({{"class", "n"}}, words_("failed_count"));
    Html rows;
    for (std::size_t i = 0; i < report_.submissions.size(); ++i) rows += row(i);
    const Html filter = element(
        "p", {},
        {element("label", {},
                 {words_("filter"), " ", element("input", {{"class", "filter"}, {"type", "search"}, {"id", "filter"}})})});
    return group("submissions", words_("submissions"),
                 element("div", {},
                         {filter, element("p", {{"class", "note"}}, {words_("sort_hint")}),
                          scrolled("submissions", element("table", {{"class", "sortable"}},
                                                          {element("thead", {}, {element("tr", {}, {heads})}),
                                                           element("tbody", {}, {rows})}))}));
  }

  [[nodiscard]] Html row(std::size_t index) const {
    const SubmissionResult& result = report_.submissions[index];
    const auto number = [](double value, const std::string& text) {
      return element("td", {{"class", "n"}, {"data-n", fmt::format("{}", value)}}, {text});
    };
    const auto failed = std::count_if(result.scenarios.begin(), result.scenarios.end(),
                                      [](const auto& s) { return s.outcome == Outcome::failed; });
    Html cells = element("th", {{"scope", "row"}}, {element("a", {{"href", urls_[index]}}, {result.submission})});
    cells += result.blank ? no_mark(result) : number(result.mark, mark_text(result.mark));
    for (const PartScore& score : part_scores(report_.assignment, result))
      cells += number(score.percent, fmt::format("{}/{}", score.passed, score.counted));
    cells += number(static_cast<double>(failed), std::to_string(failed));
    return element("tr", {}, {cells});
  }

  [[nodiscard]] Html no_mark(const SubmissionResult& result) const {
    const Html why = result.trouble.empty() ? Html() : element("small", {{"class", "why-open"}}, {say_(result.trouble)});
    return element("td", {{"class", "n"}, {"data-n", "-1"}}, {words_("no_mark"), " ", why});
  }

  Report report_;
  std::vector<std::string> urls_;
  Words words_;
  lang::Say say_;
};

}  // namespace

std::string render_class(const Report& report, Language language) { return ClassPage(report, language)(); }

}  // namespace ipcgrade::report::page
