#include "formats/worksheet.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <optional>

#include "base/error.hpp"
#include "formats/csv_text.hpp"
#include "formats/standing.hpp"
#include "report/printable.hpp"

namespace ipcgrade::formats {
namespace {

using Cells = std::vector<CsvCell>;

std::optional<std::size_t> column_of(const Cells& header, std::string_view name) {
  const auto found = std::find_if(header.begin(), header.end(), [&](const CsvCell& cell) { return cell.value == name; });
  if (found == header.end()) return std::nullopt;
  return static_cast<std::size_t>(found - header.begin());
}

std::size_t needed(const Cells& header, std::string_view name, const std::string& file) {
  if (const auto column = column_of(header, name)) return *column;
  throw base::InputError({file, 1, 1}, fmt::format("the worksheet has no column '{}'; download it from Moodle in English, with "
                                                   "\"View all submissions\", \"Download grading worksheet\"",
                                                   name));
}

// The number in "Participant 123".
std::string number_in(const std::string& identifier) {
  const std::size_t at = identifier.find_last_not_of("0123456789");
  return at == std::string::npos ? identifier : identifier.substr(at + 1);
}

// A member of Person and the column that tells the same, the surest first: a number of another platform, or a name that two
// people bear, must never bring a mark to the wrong one.
struct Key {
  std::string_view column;
  std::string model::Person::*member;
};
constexpr std::array<Key, 5> keys = {{{"ID number", &model::Person::sis_id},
                                      {"Email address", &model::Person::email},
                                      {"Username", &model::Person::login},
                                      {"Identifier", &model::Person::id},
                                      {"Full name", &model::Person::name}}};

class Sheet {
 public:
  Sheet(const model::Gradebook& gradebook, const Cells& header, const std::string& file)
      : gradebook_(gradebook),
        header_(header),
        identifier_(needed(header, "Identifier", file)),
        grade_(needed(header, "Grade", file)),
        feedback_(column_of(header, "Feedback comments")),
        maximum_(column_of(header, "Maximum grade")) {
    static_cast<void>(needed(header, "Last modified (grade)", file));
  }

  // Why it was left as it was; "": it was filled in.
  std::string fill(Cells& cells) const {
    if (cells.size() != header_.size()) return "it has another number of columns than the first line";
    if (const auto may = column_of(header_, "Grade can be changed"); may && cells[*may].value == "No")
      return "Moodle lets nobody change this grade";
    const model::GradebookRow* row = row_of(cells);
    if (row == nullptr) return "nobody on the roster matches";
    if (!row->mark) return row->open.empty() ? "there is no mark" : row->open;
    const double maximum = maximum_ ? std::strtod(cells[*maximum_].value.c_str(), nullptr) : 100;
    if (maximum <= 0) return fmt::format("'{}' is no maximum grade", report::printable(cells[*maximum_].value));
    cells[grade_].raw = fmt::format("{}", std::round(*row->mark * maximum) / 100);
    if (feedback_ && cells[*feedback_].value.empty())
      cells[*feedback_].raw = csv_cell(csv_words(feedback_line(gradebook_, *row)));
    return "";
  }

  [[nodiscard]] std::string name(const Cells& cells) const {
    return identifier_ < cells.size() ? report::printable(cells[identifier_].value) : std::string("a line");
  }

 private:
  // The only one who bears this value.
  [[nodiscard]] const model::GradebookRow* row_with(const Key& key, const std::string& value) const {
    const model::GradebookRow* found = nullptr;
    for (const model::GradebookRow& row : gradebook_.rows) {
      if (value.empty() || !row.person || gradebook_.people[*row.person].*key.member != value) continue;
      if (found != nullptr) return nullptr;
      found = &row;
    }
    return found;
  }

  [[nodiscard]] const model::GradebookRow* row_of(const Cells& cells) const {
    for (const Key& key : keys) {
      const auto column = column_of(header_, key.column);
      if (!column) continue;
      const std::string& cell = cells[*column].value;
      if (const auto* row = row_with(key, *column == identifier_ ? number_in(cell) : cell)) return row;
    }
    return nullptr;
  }

  const model::Gradebook& gradebook_;
  const Cells& header_;
  std::size_t identifier_;
  std::size_t grade_;
  std::optional<std::size_t> feedback_;
  std::optional<std::size_t> maximum_;
};

std::string written(const CsvLine& line) {
  std::string text;
  for (std::size_t i = 0; i < line.cells.size(); ++i) text += (i > 0 ? "," : "") + line.cells[i].raw;
  return text + line.end;
}

}  // namespace

FilledWorksheet fill_worksheet(const model::Gradebook& gradebook, std::string_view sheet, const std::string& file) {
  std::vector<CsvLine> lines = csv_lines(sheet);
  if (lines.empty()) throw base::InputError({file, 0, 0}, "the worksheet is empty");
  const Cells header = lines.front().cells;
  const Sheet columns(gradebook, header, file);
  FilledWorksheet result;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    CsvLine& line = lines[i];
    const bool empty = line.cells.size() == 1 && line.cells.front().raw.empty();
    if (i > 0 && !empty) {
      const std::string why = columns.fill(line.cells);
      if (why.empty()) ++result.filled;
      if (!why.empty()) result.left.push_back(columns.name(line.cells) + ": " + why);
    }
    result.text += written(line);
  }
  return result;
}

}  // namespace ipcgrade::formats
