#include "report/sweep.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "lang/catalogue.hpp"
#include "oracles/naming.hpp"
#include "report/printable.hpp"
#include "report/sweep_matrix.hpp"

namespace ipcgrade::report {
namespace {

using Json = nlohmann::ordered_json;
using model::FaultClass;

constexpr std::size_t text_width = 100;
constexpr FaultClass classes[] = {FaultClass::transparent, FaultClass::hard, FaultClass::kill};

std::string indented(const std::string& text, std::size_t indent) {
  std::string out;
  for (const std::string& line : wrapped(text, text_width)) out += std::string(indent, ' ') + line + "\n";
  return out;
}

std::string command_for(const model::Strike& strike, const SweepText& text) {
  return text.again + " --strike " + shell_word(model::key_of(strike));
}

std::string said(const model::Verdict& verdict, lang::Language language) {
  return printable(lang::Say(language)(verdict.sentence));
}

std::string times(std::size_t number) { return number == 1 ? "once" : fmt::format("{} times", number); }

std::string group_text(const model::FailureGroup& group, const SweepText& text, const Paint& paint, const lang::Say& say) {
  const model::StrikeResult& example = *group.results.front();
  const std::string where = oracles::at_place(example.strike.point.site);
  std::string out =
      paint(Style::bad, "✗") + " " +
      paint(Style::bold,
            printable(say(fmt::format("{}{}: {}", oracles::call_name(example.strike.point.call), where, example.strike.name)))) +
      fmt::format("  ({}, {})\n", say(name_of(example.verdict.verdict)), say(times(group.results.size())));
  std::string told = printable(
      say(fmt::format("In {}, {}: {}.", example.strike.scenario, describe(example.strike.fault), example.verdict.sentence)));
  if (told.ends_with("?.")) told.pop_back();
  out += indented(told, 4);
  out += indented(say(advice(example.strike)), 4);
  return out + "    " + paint(Style::dim, say("see it:")) + " " + command_for(example.strike, text) + "\n\n";
}

std::string survival_words(const model::SweepReport& report, const lang::Say& say) {
  std::string out;
  for (const FaultClass of : classes) {
    const model::Survival one = survival(report, of);
    if (one.tried > 0) out += fmt::format("{}{} {}/{}", out.empty() ? "" : ", ", say(name_of(of)), one.survived, one.tried);
  }
  return out;
}

std::string summary(const model::SweepReport& report, const lang::Say& say) {
  const model::Survival all = survival(report);
  std::string out = say(fmt::format("{}: survived {} of {} faults", report.task, all.survived, all.tried));
  if (const std::string words = survival_words(report, say); !words.empty()) out += " (" + words + ")";
  if (report.rules.points > 0)
    out += ", " + say(fmt::format("{:.1f} of {} points", report.rules.points * static_cast<double>(share(report)) / 10'000,
                                  report.rules.points));
  return out + "\n";
}

Json strike_json(const model::StrikeResult& result, lang::Language language) {
  const model::Point& point = result.strike.point;
  return {{"key", model::key_of(result.strike)},
          {"scenario", result.strike.scenario},
          {"process", point.process},
          {"call", point.call},
          {"nth", point.nth},
          {"object", model::name_of(point.object)},
          {"site", {{"file", point.site.file}, {"line", point.site.line}, {"function", point.site.function}}},
          {"fault", result.strike.name},
          {"class", name_of(result.strike.fault_class)},
          {"survived", model::survived(result)},
          {"verdict", slug_of(result.verdict.verdict)},
          {"sentence", said(result.verdict, language)}};
}

Json group_json(const model::FailureGroup& group, const SweepText& text) {
  Json keys = Json::array();
  for (const model::StrikeResult* result : group.results) keys.push_back(model::key_of(result->strike));
  const model::StrikeResult& example = *group.results.front();
  return {{"verdict", slug_of(example.verdict.verdict)},
          {"sentence", said(example.verdict, text.language)},
          {"advice", lang::Say(text.language)(advice(example.strike))},
          {"show_again", command_for(example.strike, text)},
          {"strikes", keys}};
}

Json matrix_json(const SweepMatrix& matrix) {
  Json places = Json::array();
  for (const SweepPlace& place : matrix.places) {
    Json cells = Json::array();
    for (const SweepCell& cell : place.cells)
      cells.push_back({{"tried", cell.tried}, {"failed", cell.failed}, {"open", cell.open}});
    places.push_back(
        {{"scenario", place.scenario}, {"process", place.process}, {"what", printable(place.what)}, {"cells", cells}});
  }
  return {{"faults", matrix.faults}, {"places", places}};
}

}  // namespace

std::string render_sweep(const model::SweepReport& report, const SweepText& text, const ConsoleOptions& options) {
  const Paint paint(options.colour);
  const lang::Say say(options.language);
  std::string out;
  if (options.detail == Detail::full && !report.results.empty()) out += render_matrix(matrix_of(report), options) + "\n";
  for (const model::FailureGroup& group : grouped(report)) out += group_text(group, text, paint, say);
  for (const model::LeftOut& left : report.left_out)
    out += paint(Style::unsure, "?") + indented(printable(say(fmt::format("{} was not swept. {}", left.scenario, left.why))), 1);
  if (report.results.size() < report.planned)
    out += say(fmt::format("interrupted: {} of {} faults were tried", report.results.size(), report.planned)) + "\n";
  return out + summary(report, say);
}

std::string render_sweep_json(const model::SweepReport& report, const SweepText& text) {
  Json by_class = Json::object();
  for (const FaultClass of : classes) {
    const model::Survival one = survival(report, of);
    by_class[std::string(name_of(of))] = {{"tried", one.tried}, {"survived", one.survived}};
  }
  Json strikes = Json::array();
  for (const model::StrikeResult& result : report.results) strikes.push_back(strike_json(result, text.language));
  Json groups = Json::array();
  for (const model::FailureGroup& group : grouped(report)) groups.push_back(group_json(group, text));
  Json left_out = Json::array();
  for (const model::LeftOut& left : report.left_out)
    left_out.push_back({{"scenario", left.scenario}, {"why", printable(left.why)}});
  const Json all = {{"version", 1},
                    {"task", report.task},
                    {"submission", report.submission},
                    {"planned", report.planned},
                    {"classes", by_class},
                    {"share", static_cast<double>(share(report)) / 100},
                    {"points", report.rules.points},
                    {"left_out", left_out},
                    {"matrix", matrix_json(matrix_of(report))},
                    {"groups", groups},
                    {"strikes", strikes}};
  return all.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace ipcgrade::report
