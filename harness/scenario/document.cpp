#include "scenario/document.hpp"

#include <algorithm>
#include <tuple>

#include "scenario/complaints.hpp"
#include "scenario/files.hpp"
#include "scenario/unparsable.hpp"

namespace {

struct BrokenAssumption {};

[[noreturn]] void assumption_is_broken() { throw BrokenAssumption(); }

}  // namespace

// toml++ 3.3 meets some malformed texts, such as "[\x]", with a failed assertion. They are the author's mistake, not ours: here
// an assertion throws, in every kind of build.
#undef NDEBUG
#define TOML_ASSERT(expression) ((expression) ? void() : assumption_is_broken())
#include <toml++/toml.h>

namespace ipcgrade::scenario {
namespace {

base::Position position_of(const toml::source_region& source, const std::string& file) {
  return {file, static_cast<int>(source.begin.line), static_cast<int>(source.begin.column)};
}

Node convert(const toml::node& node, const std::string& file);

List convert(const toml::array& array, const std::string& file) {
  List list;
  for (const toml::node& element : array) list.push_back(convert(element, file));
  return list;
}

Table convert(const toml::table& source, const std::string& file) {
  Table table;
  for (const auto& [key, node] : source)
    table.push_back({std::string(key.str()), position_of(key.source(), file), convert(node, file)});
  const auto place = [](const Entry& entry) { return std::tie(entry.position.line, entry.position.column); };
  std::stable_sort(table.begin(), table.end(), [&](const Entry& a, const Entry& b) { return place(a) < place(b); });
  return table;
}

Node convert(const toml::node& node, const std::string& file) {
  Node out{position_of(node.source(), file), DateTime{}};
  if (const auto* table = node.as_table()) out.value = convert(*table, file);
  if (const auto* array = node.as_array()) out.value = convert(*array, file);
  if (const auto* text = node.as_string()) out.value = text->get();
  if (const auto* whole = node.as_integer()) out.value = whole->get();
  if (const auto* truth = node.as_boolean()) out.value = truth->get();
  if (const auto* real = node.as_floating_point()) out.value = real->get();
  return out;
}

bool breaks_parser(std::string_view text) {
  try {
    (void)toml::parse(text);
  } catch (const BrokenAssumption&) {
    return true;
  } catch (const toml::parse_error&) {
  }
  return false;
}

// The place that breaks an assumption of the parser: the end of the shortest beginning that does. It reads from the front, so
// every longer beginning does, too.
base::Position broken_at(std::string_view text, const std::string& file) {
  std::size_t fine = 0;
  std::size_t broken = text.size();
  while (broken - fine > 1) {
    const std::size_t middle = fine + (broken - fine) / 2;
    (breaks_parser(text.substr(0, middle)) ? broken : fine) = middle;
  }
  return position_at(text, broken - 1, file);
}

}  // namespace

const Entry* find(const Table& table, std::string_view key) {
  const auto found = std::find_if(table.begin(), table.end(), [&](const Entry& entry) { return entry.key == key; });
  return found == table.end() ? nullptr : &*found;
}

std::string_view type_of(const Node& node) {
  static constexpr std::string_view names[] = {"a table",       "a list",     "a text", "an integer",
                                               "true or false", "a fraction", "a date"};
  return names[node.value.index()];
}

base::Position position_at(std::string_view text, std::size_t at, const std::string& file) {
  base::Position position{file, 1, 1};
  for (const char c : text.substr(0, at)) {
    const bool continues = (static_cast<unsigned char>(c) & 0xc0) == 0x80;  // within a UTF-8 sequence
    position = c == '\n' ? base::Position{file, position.line + 1, 1}
                         : base::Position{file, position.line, position.column + (continues ? 0 : 1)};
  }
  return position;
}

Node parse_document(const std::string& text, const std::string& file) {
  refuse_unparsable(text, file);
  Complaints complaints;
  try {
    const toml::table table = toml::parse(std::string_view(text), std::string_view(file));
    return {{file, 1, 1}, convert(table, file)};
  } catch (const toml::parse_error& error) {
    complaints.add(position_of(error.source(), file), "not valid TOML: " + std::string(error.description()));
  } catch (const BrokenAssumption&) {
    complaints.add(broken_at(text, file), "not valid TOML: no key, value or table can begin here");
  }
  complaints.raise();
  return {};
}

Node read_document(const std::filesystem::path& file) { return parse_document(read_file(file), file.string()); }

}  // namespace ipcgrade::scenario
