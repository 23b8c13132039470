#include "report/sweep_matrix.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <tuple>

#include "lang/catalogue.hpp"
#include "oracles/naming.hpp"
#include "report/printable.hpp"

namespace ipcgrade::report {
namespace {

constexpr std::size_t most_place_columns = 52;

// Transparent faults first, then by the rows of the plan: the order in which a class is first met.
std::vector<std::string> faults_in(const model::SweepReport& report) {
  std::vector<std::string> out;
  for (const auto wanted : {model::FaultClass::transparent, model::FaultClass::hard, model::FaultClass::kill})
    for (const model::StrikeResult& result : report.results)
      if (result.strike.fault_class == wanted && std::find(out.begin(), out.end(), result.strike.name) == out.end())
        out.push_back(result.strike.name);
  return out;
}

bool has_name(model::ObjectKind kind) {
  using enum model::ObjectKind;
  constexpr std::array nameless = {unknown, other, file, terminal};
  return std::find(nameless.begin(), nameless.end(), kind) == nameless.end();
}

std::string what_of(const model::Point& point) {
  std::string out(oracles::call_name(point.call));
  if (has_name(point.object)) out += fmt::format(" ({})", model::name_of(point.object));
  const std::string where = oracles::place(point.site);
  return where.empty() ? out : out + " " + where;
}

void count(SweepCell& cell, const model::StrikeResult& result) {
  ++cell.tried;
  if (!model::counts(result))
    ++cell.open;
  else if (!model::survived(result))
    ++cell.failed;
}

std::string text_of(const SweepCell& cell) {
  if (cell.tried == 0) return "";
  if (cell.failed > 0) return cell.tried == 1 ? "✗" : fmt::format("✗{}", cell.failed);
  return cell.open > 0 ? "?" : "·";
}

Style style_of(const SweepCell& cell) {
  if (cell.failed > 0) return Style::bad;
  return cell.open > 0 ? Style::unsure : Style::dim;
}

std::string padded(const std::string& text, std::size_t width) {
  const std::size_t now = columns(text);
  return now >= width ? text : text + std::string(width - now, ' ');
}

}  // namespace

SweepMatrix matrix_of(const model::SweepReport& report) {
  SweepMatrix matrix;
  matrix.faults = faults_in(report);
  std::map<std::tuple<std::string, std::string, std::string>, std::size_t> known;
  for (const model::StrikeResult& result : report.results) {
    const model::Strike& strike = result.strike;
    const std::string what = what_of(strike.point);
    const auto [at, anew] = known.try_emplace({strike.scenario, strike.point.process, what}, matrix.places.size());
    if (anew)
      matrix.places.push_back({strike.scenario, strike.point.process, what, std::vector<SweepCell>(matrix.faults.size())});
    const auto column = std::find(matrix.faults.begin(), matrix.faults.end(), strike.name) - matrix.faults.begin();
    count(matrix.places[at->second].cells[static_cast<std::size_t>(column)], result);
  }
  return matrix;
}

std::string render_matrix(const SweepMatrix& matrix, const ConsoleOptions& options) {
  const Paint paint(options.colour);
  std::string head(most_place_columns + 2, ' ');
  std::vector<std::size_t> widths;
  for (const std::string& fault : matrix.faults) {
    widths.push_back(std::max<std::size_t>(fault.size() + 1, 5));
    head += padded(fault, widths.back());
  }
  while (head.ends_with(' ')) head.pop_back();
  std::string out = paint(Style::dim, head) + "\n";
  std::string scenario;
  for (const SweepPlace& place : matrix.places) {
    if (place.scenario != scenario) out += paint(Style::bold, printable(place.scenario)) + "\n";
    scenario = place.scenario;
    out += "  " + fitted(printable(lang::Say(options.language)(place.process + ": " + place.what)), most_place_columns);
    for (std::size_t i = 0; i < place.cells.size(); ++i)
      out += paint(style_of(place.cells[i]), padded(text_of(place.cells[i]), widths[i]));
    while (out.ends_with(' ')) out.pop_back();
    out += "\n";
  }
  return out + paint(Style::dim, lang::Say(options.language)("· survived   ✗ not, and how often   ? open")) + "\n";
}

}  // namespace ipcgrade::report
