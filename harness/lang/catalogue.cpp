#include "lang/catalogue.hpp"

#include <toml++/toml.h>

#include <algorithm>

#include "base/ensure.hpp"
#include "base/error.hpp"
#include "lang/reading.hpp"
#include "lang/table_texts.hpp"

namespace ipcgrade::lang {
namespace {

constexpr std::size_t longest = 4'000;  // bytes: no sentence of ours is near

toml::table parsed(std::string_view text) {
  try {
    return toml::parse(text);
  } catch (const toml::parse_error& error) {
    throw base::InputError({"", static_cast<int>(error.source().begin.line), static_cast<int>(error.source().begin.column)},
                           std::string(error.description()));
  }
}

std::vector<Row> rows_from(const std::string& name, const toml::node& node) {
  const toml::table* table = node.as_table();
  if (table == nullptr) throw base::InputError({}, "'" + name + "' has to be a table of sentences");
  std::vector<Row> rows;
  for (const auto& [key, value] : *table) {
    const auto text = value.value<std::string>();
    if (!text) throw base::InputError({}, "the row \"" + std::string(key.str()) + "\" has to be a text");
    rows.push_back(row_from(key.str(), *text));
  }
  std::stable_sort(rows.begin(), rows.end(), [](const Row& a, const Row& b) { return a.literal() > b.literal(); });
  return rows;
}

}  // namespace

Catalogue::Catalogue(std::string_view toml) {
  const toml::table document = parsed(toml);
  for (const auto& [key, value] : document) {
    const std::string name(key.str());
    tables_[name] = rows_from(name, value);
  }
  tables_.try_emplace(std::string(top_table));
  check_kinds();
}

void Catalogue::check_kinds() const {
  for (const auto& [name, rows] : tables_)
    for (const Row& row : rows)
      for (const Place& place : row.places)
        if (!place.kind.empty() && !is_built_in(place.kind) && !tables_.contains(place.kind))
          throw base::InputError({}, "[" + name + "]: there is no table '" + place.kind + "' for the place {" + place.name + "}");
}

std::string Catalogue::translate(std::string_view english) const {
  if (english.empty() || english.size() > longest) return std::string(english);
  return Reading(tables_, english).by_table(std::string(top_table), 0, english.size()).value_or(std::string(english));
}

const Catalogue* catalogue_of(Language language) {
  if (language == Language::english) return nullptr;
  static const Catalogue korean(korean_table);
  ENSURE(language == Language::korean, "every language but English has a table");
  return &korean;
}

}  // namespace ipcgrade::lang
