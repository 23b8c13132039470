#include "scenario/texts.hpp"

#include "scenario/fields.hpp"
#include "scenario/files.hpp"
#include "scenario/other_files.hpp"

namespace ipcgrade::scenario {
namespace {

namespace fs = std::filesystem;

model::ScenarioTexts texts_from(const fs::path& file, const Schema& scenarios) {
  const Node document = read_document(file);
  Complaints complaints;
  const Fields tables(document, file.filename().string(), scenarios, complaints);
  model::ScenarioTexts texts;
  for (const Key& scenario : scenarios) {
    const Node* node = tables.node(scenario.name);
    if (node == nullptr) continue;
    const Fields fields(*node, "[" + std::string(scenario.name) + "]", text_schema(), complaints);
    texts[std::string(scenario.name)] = {fields.text("title"), fields.text("hint")};
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

std::map<std::string, model::ScenarioTexts> load_texts(const fs::path& folder, const std::vector<model::Scenario>& scenarios) {
  std::map<std::string, model::ScenarioTexts> by_language;
  if (!fs::is_directory(folder)) return by_language;
  Schema names;
  for (const model::Scenario& scenario : scenarios) names.push_back({scenario.name, Need::optional, ""});
  for (const std::string& name : files_in(folder))
    if (const fs::path file = folder / name; file.extension() == ".toml")
      by_language[file.stem().string()] = texts_from(file, names);
  return by_language;
}

}  // namespace ipcgrade::scenario
