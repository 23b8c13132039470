#include "scenario/fields.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/ensure.hpp"
#include "base/spelling.hpp"

namespace ipcgrade::scenario {
namespace {

// A required key is missing, but some unknown key is it, misspelt: one complaint is enough.
bool is_misspelt_in(const Table& table, std::string_view key, const std::vector<std::string>& names) {
  return std::any_of(table.begin(), table.end(), [&](const Entry& entry) {
    const bool known = std::find(names.begin(), names.end(), entry.key) != names.end();
    return !known && base::closest(shortened(entry.key), names) == key;
  });
}

}  // namespace

std::string shortened(const std::string& text) {
  constexpr std::size_t most = 60;
  if (text.size() <= most) return text;
  std::size_t end = most - 3;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xc0) == 0x80) --end;  // not within a UTF-8 sequence
  return text.substr(0, end) + "...";
}

std::vector<std::string> names_of(const Schema& schema) {
  std::vector<std::string> names;
  for (const Key& key : schema) names.emplace_back(key.name);
  return names;
}

void complain_of_type(const Node& node, std::string_view what, std::string_view wanted, Complaints& complaints) {
  complaints.add(node.position, fmt::format("{} must be {}, not {}", what, wanted, type_of(node)));
}

std::size_t complain_of_unknown(const Table& table, std::string_view what, const std::vector<std::string>& names,
                                Complaints& complaints) {
  std::size_t unknown = 0;
  for (const Entry& entry : table) {
    if (std::find(names.begin(), names.end(), entry.key) != names.end()) continue;
    const std::string key = shortened(entry.key);
    complaints.add(entry.position, fmt::format("unknown key '{}' in {}{}", key, what, base::suggestion(key, names)));
    ++unknown;
  }
  return unknown;
}

std::string read_text(const Node& node, std::string_view what, Complaints& complaints) {
  if (const auto* text = node.as<std::string>()) return *text;
  complain_of_type(node, what, "a text", complaints);
  return "";
}

std::vector<std::string> read_texts(const Node& node, std::string_view what, Complaints& complaints) {
  const auto* list = node.as<List>();
  if (list == nullptr) {
    complain_of_type(node, what, "a list of texts", complaints);
    return {};
  }
  std::vector<std::string> texts;
  for (const Node& element : *list) texts.push_back(read_text(element, fmt::format("an element of {}", what), complaints));
  return texts;
}

std::int64_t read_whole(const Node& node, std::string_view what, Range range, Complaints& complaints) {
  const auto* whole = node.as<std::int64_t>();
  if (whole == nullptr) complain_of_type(node, what, "an integer", complaints);
  if (whole != nullptr && (*whole < range.least || *whole > range.most))
    complaints.add(node.position, fmt::format("{} must be from {} to {}, not {}", what, range.least, range.most, *whole));
  return whole == nullptr ? range.least : std::clamp(*whole, range.least, range.most);
}

std::string read_name(const Node& node, std::string_view what, const std::vector<std::string>& names, Complaints& complaints) {
  const auto* text = node.as<std::string>();
  if (text == nullptr) {
    complain_of_type(node, what, "a text", complaints);
    return "";
  }
  if (std::find(names.begin(), names.end(), *text) != names.end()) return *text;
  const std::string given = shortened(*text);
  complaints.add(node.position, fmt::format("unknown {} '{}'{}", what, given, base::suggestion(given, names)));
  return "";
}

const Entry* only_one_of(const Node& node, std::string_view what, const std::vector<std::string>& names, Complaints& complaints) {
  const auto* table = node.as<Table>();
  if (table == nullptr) return nullptr;
  const Entry* first = nullptr;
  for (const Entry& entry : *table) {
    if (std::find(names.begin(), names.end(), entry.key) == names.end()) continue;
    if (first != nullptr)
      complaints.add(entry.position, fmt::format("{} has '{}' already, so '{}' is one too many", what, first->key, entry.key));
    if (first == nullptr) first = &entry;
  }
  return first;
}

Fields::Fields(const Node& node, std::string_view what, const Schema& schema, Complaints& complaints)
    : position_(node.position), table_(node.as<Table>()), schema_(schema), complaints_(complaints) {
  static const Table nothing;
  if (table_ == nullptr) {
    complain_of_type(node, what, "a table", complaints);
    table_ = &nothing;
    return;
  }
  const std::vector<std::string> names = names_of(schema);
  only_known_keys_ = complain_of_unknown(*table_, what, names, complaints) == 0;
  for (const Key& key : schema)
    if (key.need == Need::required && find(*table_, key.name) == nullptr && !is_misspelt_in(*table_, key.name, names))
      complaints.add(position_, fmt::format("{} needs the key '{}': {}", what, key.name, key.summary));
}

const Entry* Fields::entry(std::string_view key) const {
  ENSURE(std::any_of(schema_.begin(), schema_.end(), [&](const Key& row) { return row.name == key; }),
         "the schema has every key");
  return find(*table_, key);
}

const Node* Fields::node(std::string_view key) const {
  const Entry* found = entry(key);
  return found == nullptr ? nullptr : &found->node;
}

std::string Fields::text(std::string_view key) const {
  const Node* found = node(key);
  return found == nullptr ? "" : read_text(*found, called(key), complaints_);
}

std::vector<std::string> Fields::texts(std::string_view key) const {
  const Node* found = node(key);
  return found == nullptr ? std::vector<std::string>{} : read_texts(*found, called(key), complaints_);
}

bool Fields::truth(std::string_view key) const {
  const Node* found = node(key);
  if (found == nullptr) return false;
  if (const auto* value = found->as<bool>()) return *value;
  complain_of_type(*found, called(key), "true or false", complaints_);
  return false;
}

std::int64_t Fields::whole(std::string_view key, Range range, std::int64_t otherwise) const {
  const Node* found = node(key);
  return found == nullptr ? otherwise : read_whole(*found, called(key), range, complaints_);
}

std::string Fields::name(std::string_view key, const std::vector<std::string>& names, std::string_view what) const {
  const Node* found = node(key);
  return found == nullptr ? "" : read_name(*found, what.empty() ? key : what, names, complaints_);
}

}  // namespace ipcgrade::scenario
