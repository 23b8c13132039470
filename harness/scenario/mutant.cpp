#include <algorithm>

#include <fmt/format.h>

#include "base/spelling.hpp"
#include "scenario/fields.hpp"
#include "scenario/files.hpp"
#include "scenario/load.hpp"
#include "scenario/other_files.hpp"

namespace ipcgrade::scenario {
namespace {

namespace fs = std::filesystem;
using model::VerdictClass;

std::map<std::string, VerdictClass> read_caught(const Node& node, const model::Suite& suite, Complaints& complaints) {
  Schema schema;
  for (const model::Scenario& scenario : suite.scenarios) schema.push_back({scenario.name, Need::optional, ""});
  const Fields fields(node, "[caught]", schema, complaints);
  std::map<std::string, VerdictClass> caught;
  for (const model::Scenario& scenario : suite.scenarios) {
    const Node* verdict = fields.node(scenario.name);
    if (verdict == nullptr) continue;
    const std::string slug = read_name(*verdict, "verdict", catching_verdicts(), complaints);
    if (!slug.empty()) caught[scenario.name] = *model::verdict_from_slug(slug);
  }
  if (const auto* table = node.as<Table>(); table != nullptr && table->empty())
    complaints.add(node.position, "[caught] is empty: some scenario must catch this bug");
  return caught;
}

void check_parent(const Node* node, const std::string& parent, const fs::path& folder, Complaints& complaints) {
  if (node == nullptr || node->as<std::string>() == nullptr) return;
  const fs::path variants = fs::absolute(folder).lexically_normal() / ".." / ".." / "good";
  const std::vector<std::string> known = folders_in(variants.lexically_normal());
  if (std::find(known.begin(), known.end(), parent) == known.end())
    complaints.add(node->position, fmt::format("no correct variant is named '{}'{}", shortened(parent),
                                               base::suggestion(shortened(parent), known)));
}

}  // namespace

std::vector<std::string> catching_verdicts() {
  std::vector<std::string> names;
  for (int i = 0; i <= static_cast<int>(VerdictClass::harness_error); ++i)
    if (const auto verdict = static_cast<VerdictClass>(i); model::blame_of(verdict) == model::Blame::student)
      names.emplace_back(model::slug_of(verdict));
  return names;
}

const Schema& expect_schema() {
  static const Schema schema = {{"bug", Need::required, "one line that says what is wrong", Form::text},
                                {"parent", Need::required, "the correct variant that it is made from", Form::name},
                                {"caught", Need::required, "[caught]: every scenario that must fail, with its verdict"}};
  return schema;
}

Mutant load_mutant(const fs::path& folder, const model::Suite& suite) {
  const Node document = read_document(folder / "expect.toml");
  Complaints complaints;
  const Fields file(document, "expect.toml", expect_schema(), complaints);
  Mutant mutant{fs::canonical(folder).filename().string(), file.text("bug"), file.text("parent"), {}};
  check_parent(file.node("parent"), mutant.parent, folder, complaints);
  if (const Node* caught = file.node("caught")) mutant.caught = read_caught(*caught, suite, complaints);
  complaints.raise();
  return mutant;
}

}  // namespace ipcgrade::scenario
