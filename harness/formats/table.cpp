#include "base/ensure.hpp"
#include "base/error.hpp"
#include "base/spelling.hpp"
#include "formats/format.hpp"
#include "formats/renderers.hpp"
#include "report/cleaned.hpp"
#include "report/conceal.hpp"
#include "report/console.hpp"
#include "report/json.hpp"
#include "report/junit.hpp"
#include "report/localised.hpp"

namespace ipcgrade::formats {
namespace {

std::string text(const model::Report& report, const Setting&) { return report::render_console(report, {}); }
std::string json(const model::Report& report, const Setting&) { return report::render_json(report); }
std::string junit(const model::Report& report, const Setting&) { return report::render_junit(report); }

}  // namespace

const std::vector<Format>& table() {
  using enum Reader;
  using enum Of;
  static const std::vector<Format> rows = {
      {"text", "for people, as run prints it", "report.txt", any, student, text},
      {"markdown", "for people: a comment, a wiki page", "report.md", any, student, markdown},
      {"csv", "a row a scenario, for spreadsheets", "report.csv", any, student, csv},
      {"json", "for programs, by reports/report.schema.json", "report.json", any, student, json},
      {"junit", "JUnit XML: Jenkins, GitLab, Artemis and many more", "junit.xml", any, student, junit},
      {"gradescope", "Gradescope's results.json", "results.json", one, platform, gradescope},
      {"github", "the log of a GitHub workflow: the text, kept from acting, and annotations", "github.log", one, student,
       github_log},
      {"github-summary", "what is appended to $GITHUB_STEP_SUMMARY", "summary.md", one, student, github_summary},
      {"github-classroom", "what is appended to $GITHUB_OUTPUT for GitHub Classroom's reporter", "classroom.txt", one, student,
       github_classroom},
      {"autolab", "what Autolab's driver prints: the text, the stages, the scores", "autolab.txt", one, student, autolab},
      {"prairielearn", "PrairieLearn's results.json", "results.json", one, student, prairielearn},
      {"canvas", "Canvas's gradebook, to be imported", "canvas.csv", a_class, platform, canvas},
      {"moodle", "Moodle's grade import", "moodle.csv", a_class, platform, moodle},
  };
  return rows;
}

const Format& format_named(std::string_view name) {
  std::vector<std::string> known;
  for (const Format& format : table()) {
    if (format.name == name) return format;
    known.emplace_back(format.name);
  }
  throw base::InputError({}, "there is no format '" + std::string(name) + "'" + base::suggestion(name, known));
}

bool is_of_class(const Format& format) { return format.of == Of::a_class; }

bool is_of_one(const Format& format) { return format.of == Of::one; }

std::string render(const Format& format, const model::Report& report, const Setting& setting) {
  ENSURE(!is_of_class(format), "a gradebook's format is not made of a report");
  const model::Visibility seen = format.reader == Reader::platform ? model::Visibility::after_published : setting.seen;
  return std::get<OfReport>(format.render)(report::cleaned(report::localised(report::concealed(report, seen), setting.language)),
                                           setting);
}

std::string render(const Format& format, const model::Gradebook& gradebook, const Setting& setting) {
  ENSURE(is_of_class(format), "a report's format is not made of a gradebook");
  return std::get<OfClass>(format.render)(gradebook, setting);
}

}  // namespace ipcgrade::formats
