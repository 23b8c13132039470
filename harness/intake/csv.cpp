#include "intake/csv.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace ipcgrade::intake {
namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

char separator_of(std::string_view text) {
  const std::string_view header = text.substr(0, text.find('\n'));
  constexpr std::array separators = {',', ';', '\t'};
  return *std::max_element(separators.begin(), separators.end(), [&](char a, char b) {
    return std::count(header.begin(), header.end(), a) < std::count(header.begin(), header.end(), b);
  });
}

class Reader {
 public:
  Reader(std::string_view text, const std::string& file) : text_(text), separator_(separator_of(text)), at_{file, 1, 1} {}

  std::vector<CsvRow> operator()() {
    std::vector<CsvRow> rows;
    while (!text_.empty()) {
      CsvRow row = read_row();
      if (std::any_of(row.begin(), row.end(), [](const CsvField& field) { return !field.text.empty(); }))
        rows.push_back(std::move(row));
    }
    return rows;
  }

 private:
  [[nodiscard]] bool ends_field() const {
    return text_.empty() || text_.front() == separator_ || text_.front() == '\n' || text_.starts_with("\r\n");
  }

  char take() {
    const char c = text_.front();
    if (c == '\0') throw base::InputError(at_, "a NUL byte: this is no text, or UTF-16; save it as CSV in UTF-8");
    text_.remove_prefix(1);
    if (c == '\n') {
      ++at_.line;
      at_.column = 1;
    } else if ((static_cast<unsigned char>(c) & 0xC0) != 0x80) {
      ++at_.column;  // columns are counted in characters, not in bytes
    }
    return c;
  }

  CsvRow read_row() {
    CsvRow row = {read_field()};
    while (!text_.empty() && text_.front() == separator_) {
      take();
      row.push_back(read_field());
    }
    while (!text_.empty() && text_.front() != '\n') take();  // a carriage return
    if (!text_.empty()) take();
    return row;
  }

  CsvField read_field() {
    CsvField field{"", at_};
    if (!text_.empty() && text_.front() == '"') {
      read_quoted(field);
    } else {
      while (!ends_field()) field.text += take();
    }
    return field;
  }

  void read_quoted(CsvField& field) {
    take();
    while (true) {
      if (text_.empty())
        throw base::InputError(field.position, "a field begins with \" and never ends: its closing \" is missing");
      const char c = take();
      if (c != '"') {
        field.text += c;
      } else if (!text_.empty() && text_.front() == '"') {
        field.text += take();
      } else {
        break;
      }
    }
    if (!ends_field()) throw base::InputError(at_, "text after the closing \" of a field; a \" inside a field is written \"\"");
  }

  std::string_view text_;
  char separator_;
  base::Position at_;
};

}  // namespace

std::vector<CsvRow> parse_csv(std::string_view text, const std::string& file) {
  if (text.starts_with(byte_order_mark)) text.remove_prefix(byte_order_mark.size());
  return Reader(text, file)();
}

}  // namespace ipcgrade::intake
