// A row a scenario. The columns are part of the format: new ones come behind.
#include "formats/csv_text.hpp"
#include "formats/renderers.hpp"
#include "report/details.hpp"
#include "report/score.hpp"
#include "report/shares.hpp"

namespace ipcgrade::formats {

std::string csv(const model::Report& report, const Setting&) {
  std::string out =
      csv_row({"submission", "mark", "part", "scenario", "title", "outcome", "earned", "possible", "verdict", "said"});
  for (const model::SubmissionResult& result : report.submissions) {
    const report::Shares shares = report::shares(report.assignment, result);
    const std::string name = csv_words(result.submission);
    const std::string mark = result.blank ? "" : report::mark_text(result.mark);
    if (result.scenarios.empty()) out += csv_row({name, mark, "", "", "", "", "", "", "", csv_words(result.trouble)});
    for (std::size_t i = 0; i < result.scenarios.size(); ++i) {
      const model::ScenarioResult& one = result.scenarios[i];
      const std::string verdict = one.verdicts.empty() ? "" : std::string(slug_of(one.verdicts.front().verdict));
      out += csv_row({name, mark, csv_words(one.part), csv_words(one.scenario), csv_words(one.title),
                      std::string(name_of(one.outcome)), report::hundredths_text(shares.of[i].earned),
                      report::hundredths_text(shares.of[i].possible), verdict, csv_words(report::headline(one))});
    }
  }
  return out;
}

}  // namespace ipcgrade::formats
