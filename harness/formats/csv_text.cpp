#include "formats/csv_text.hpp"

#include "report/printable.hpp"

namespace ipcgrade::formats {
namespace {

constexpr std::string_view byte_order_mark = "\xef\xbb\xbf";

// One cell from the front of the text; what ends it stays there.
CsvCell next_cell(std::string_view& text) {
  CsvCell cell;
  bool quoted = false;
  std::size_t at = 0;
  for (; at < text.size(); ++at) {
    const char c = text[at];
    if (!quoted && (c == ',' || c == '\n' || (c == '\r' && text.substr(at, 2) == "\r\n"))) break;
    if (c != '"') {
      cell.value += c;
    } else if (quoted && text.substr(at, 2) == "\"\"") {
      cell.value += text[++at];
    } else {
      quoted = !quoted;
    }
  }
  cell.raw = text.substr(0, at);
  text.remove_prefix(at);
  return cell;
}

}  // namespace

std::string csv_words(std::string_view text) {
  std::string line = report::printable(text);
  // Spreadsheets skip what is blank before they look; their own full-width signs count as well.
  const std::size_t first = line.find_first_not_of(' ');
  if (first == std::string::npos) return line;
  const std::string_view rest = std::string_view(line).substr(first);
  for (const std::string_view sign :
       {"=", "+", "-", "@", "|", "%", "\xef\xbc\x9d", "\xef\xbc\x8b", "\xef\xbc\x8d", "\xef\xbc\xa0"})
    if (rest.substr(0, sign.size()) == sign) return "'" + line;
  return line;
}

std::string csv_cell(std::string_view text) {
  const bool blank_at_end = !text.empty() && (text.front() == ' ' || text.back() == ' ');
  if (!blank_at_end && text.find_first_of(",;\"\r\n\t") == std::string_view::npos) return std::string(text);
  std::string cell = "\"";
  for (const char c : text) cell += c == '"' ? std::string("\"\"") : std::string(1, c);
  return cell + "\"";
}

std::string csv_row(const std::vector<std::string>& cells) {
  std::string row;
  for (std::size_t i = 0; i < cells.size(); ++i) row += (i == 0 ? "" : ",") + csv_cell(cells[i]);
  return row + "\n";
}

std::vector<CsvLine> csv_lines(std::string_view text) {
  std::vector<CsvLine> lines;
  std::string mark;
  if (text.substr(0, byte_order_mark.size()) == byte_order_mark) {
    mark = byte_order_mark;
    text.remove_prefix(byte_order_mark.size());
  }
  while (!text.empty()) {
    CsvLine& line = lines.emplace_back();
    line.cells.push_back(next_cell(text));
    while (!text.empty() && text.front() == ',') {
      text.remove_prefix(1);
      line.cells.push_back(next_cell(text));
    }
    const std::size_t end = text.empty() ? 0 : text.front() == '\r' ? 2 : 1;
    line.end = text.substr(0, end);
    text.remove_prefix(end);
  }
  if (!lines.empty()) lines.front().cells.front().raw.insert(0, mark);
  return lines;
}

}  // namespace ipcgrade::formats
