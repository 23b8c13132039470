#include "report/page/matrix_section.hpp"

#include <array>

#include "report/page/outcome_sign.hpp"

namespace ipcgrade::report::page {
namespace {

Html cell(const Matrix::Cell& cell) {
  static constexpr std::array outcomes = {model::Outcome::not_applicable, model::Outcome::passed, model::Outcome::failed,
                                          model::Outcome::inconclusive};
  if (cell.state == Matrix::State::not_tried) return element("td", {}, {});
  const model::Outcome outcome = outcomes.at(static_cast<std::size_t>(cell.state));
  return element("td", {{"class", css_class(outcome)}}, {sign(outcome), " ", element("span", {{"class", "cell"}}, {cell.text})});
}

Html row(const Matrix::Row& row) {
  Html cells = element("th", {{"scope", "row"}}, {row.call, " ", element("span", {{"class", "note"}}, {row.where})});
  for (const Matrix::Cell& one : row.cells) cells += cell(one);
  return element("tr", {}, {cells});
}

}  // namespace

Html matrix_section(const Matrix& matrix, const Words& words) {
  if (matrix.rows.empty()) return {};
  Html heads = element("td", {}, {});
  for (const std::string& column : matrix.columns) heads += element("th", {{"scope", "col"}}, {column});
  Html rows;
  for (const Matrix::Row& one : matrix.rows) rows += row(one);
  return element(
      "section", {{"class", "matrix"}},
      {element("h3", {}, {words("matrix"), " · ", matrix.scenario}),
       element("div", {{"class", "scrolled"}, {"tabindex", "0"}, {"role", "group"}, {"data-l", "matrix"}},
               {element("table", {}, {element("thead", {}, {element("tr", {}, {heads})}), element("tbody", {}, {rows})})})});
}

}  // namespace ipcgrade::report::page
