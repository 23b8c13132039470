#include "report/page/matrix_section.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "report/page/outcome_sign.hpp"

namespace ipcgrade::report::page {
namespace {

model::Outcome outcome_of(const SweepCell& cell) {
  if (cell.failed > 0) return model::Outcome::failed;
  return cell.open > 0 ? model::Outcome::inconclusive : model::Outcome::passed;
}

Html cell_of(const SweepCell& cell, const Words& words) {
  if (cell.tried == 0) return element("td", {}, {});
  const model::Outcome outcome = outcome_of(cell);
  const std::size_t told = cell.failed > 0 ? cell.failed : cell.tried;
  const Html how_many = told == 1 ? Html() : element("span", {{"class", "cell"}}, {words("times", {std::to_string(told)})});
  return element("td", {{"class", css_class(outcome)}},
                 {sign(outcome), element("span", {{"class", "unseen"}}, {outcome_word(outcome, words)}), " ", how_many});
}

Html row_of(const SweepPlace& place, const Words& words) {
  Html cells = element("th", {{"scope", "row"}}, {place.process, ": ", place.what});
  for (const SweepCell& one : place.cells) cells += cell_of(one, words);
  return element("tr", {}, {cells});
}

Html table_of(const SweepMatrix& matrix, const std::string& scenario, const Words& words) {
  Html heads = element("td", {}, {});
  for (const std::string& fault : matrix.faults) heads += element("th", {{"scope", "col"}}, {fault});
  Html rows;
  for (const SweepPlace& place : matrix.places)
    if (place.scenario == scenario) rows += row_of(place, words);
  return element(
      "section", {{"class", "matrix"}},
      {element("h3", {}, {scenario}),
       element("div", {{"class", "scrolled"}, {"tabindex", "0"}, {"role", "group"}, {"data-l", "matrix"}},
               {element("table", {}, {element("thead", {}, {element("tr", {}, {heads})}), element("tbody", {}, {rows})})})});
}

}  // namespace

Html matrix_section(const SweepMatrix& matrix, const Words& words) {
  Html out;
  std::string scenario;
  for (const SweepPlace& place : matrix.places) {  // the places of one scenario stand together
    if (place.scenario != scenario) out += table_of(matrix, place.scenario, words);
    scenario = place.scenario;
  }
  return out;
}

}  // namespace ipcgrade::report::page
