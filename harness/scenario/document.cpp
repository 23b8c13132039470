#include "scenario/document.hpp"

#include <toml++/toml.h>

#include <algorithm>
#include <tuple>

#include "scenario/complaints.hpp"
#include "scenario/files.hpp"

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

Node parse_document(const std::string& text, const std::string& file) {
  try {
    const toml::table table = toml::parse(std::string_view(text), std::string_view(file));
    return {{file, 1, 1}, convert(table, file)};
  } catch (const toml::parse_error& error) {
    Complaints complaints;
    complaints.add(position_of(error.source(), file), "not valid TOML: " + std::string(error.description()));
    complaints.raise();
  }
  return {};
}

Node read_document(const std::filesystem::path& file) { return parse_document(read_file(file), file.string()); }

}  // namespace ipcgrade::scenario
