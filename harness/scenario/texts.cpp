#include "scenario/texts.hpp"

#include <string>

#include "scenario/fields.hpp"
#include "scenario/files.hpp"
#include "scenario/other_files.hpp"

namespace ipcgrade::scenario {
namespace {

namespace fs = std::filesystem;

// What tables there may be: those of the scenarios, and of the assignment's parts.
struct Names {
  Schema tables;
  Schema parts;
};

void read_assignment(const Node& node, const Schema& parts, model::Texts& texts, Complaints& complaints) {
  const Fields fields(node, "[assignment]", assignment_text_schema(), complaints);
  texts.title = fields.text("title");
  const Node* const titles = fields.node("parts");
  if (titles == nullptr) return;
  const Fields by_part(*titles, "[assignment.parts]", parts, complaints);
  for (const Key& part : parts)
    if (by_part.node(part.name) != nullptr) texts.parts[std::string(part.name)] = by_part.text(part.name);
}

model::Texts texts_from(const fs::path& file, const Names& names) {
  const Node document = read_document(file);
  Complaints complaints;
  const Fields tables(document, file.filename().string(), names.tables, complaints);
  model::Texts texts;
  for (const Key& table : names.tables) {
    const Node* node = tables.node(table.name);
    if (node == nullptr) continue;
    if (table.name == assignment_table) {
      read_assignment(*node, names.parts, texts, complaints);
      continue;
    }
    const Fields fields(*node, "[" + std::string(table.name) + "]", text_schema(), complaints);
    texts.scenarios[std::string(table.name)] = {fields.text("title"), fields.text("hint")};
  }
  complaints.raise();
  return texts;
}

}  // namespace

const Schema& text_schema() {
  static const Schema schema = {{"title", Need::optional, "the scenario's title in this language", Form::text},
                                {"hint", Need::optional, "its hint in this language", Form::text}};
  return schema;
}

const Schema& assignment_text_schema() {
  static const Schema schema = {{"title", Need::optional, "the task's title in this language", Form::text},
                                {"parts", Need::optional, "the titles of its parts, by their names"}};
  return schema;
}

model::TextsByLanguage load_texts(const fs::path& folder, const model::Assignment& assignment,
                                  const std::vector<model::Scenario>& scenarios) {
  model::TextsByLanguage by_language;
  if (!fs::is_directory(folder)) return by_language;
  Names names{{{assignment_table, Need::optional, ""}}, {}};
  for (const model::Scenario& scenario : scenarios) names.tables.push_back({scenario.name, Need::optional, ""});
  for (const model::Part& part : assignment.parts) names.parts.push_back({part.name, Need::optional, ""});
  for (const std::string& name : files_in(folder))
    if (const fs::path file = folder / name; file.extension() == ".toml")
      by_language[file.stem().string()] = texts_from(file, names);
  return by_language;
}

}  // namespace ipcgrade::scenario
