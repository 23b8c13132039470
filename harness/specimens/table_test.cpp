#include "specimens/table.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <string>

#include "testing/catch.hpp"

namespace model = ipcgrade::model;
namespace specimens = ipcgrade::specimens;

namespace {

const std::filesystem::path folder = IPCGRADE_SOURCE_DIR "/harness/specimens";

std::string source_of(std::string program) {
  constexpr std::string_view linked_otherwise = "_static";
  if (program.ends_with(linked_otherwise)) program.resize(program.size() - linked_otherwise.size());
  return program.starts_with("script.") ? program : program + ".c";
}

std::string head_of(const std::string& source) {
  std::ifstream in(folder / source);
  std::string line;
  std::getline(in, line);
  if (line.starts_with("#!")) std::getline(in, line);
  return line;
}

// "deadlock on pipe", as the first line of a program says it.
std::string claim_of(const specimens::Row& row) {
  std::string claim(model::slug_of(row.verdict));
  if (row.blocks_on) claim += " on " + std::string(model::name_of(*row.blocks_on));
  return claim;
}

}  // namespace

TEST_CASE("the first line of every specimen promises the verdicts of its rows") {
  std::map<std::string, std::set<std::string>> claims;
  for (const auto& row : specimens::table) claims[source_of(std::string(row.program))].insert(claim_of(row));
  for (const auto& [source, claimed] : claims) {
    std::string verdicts;
    for (const auto& claim : claimed) verdicts = claim + (verdicts.empty() ? "" : ", or " + verdicts);
    INFO(source << ": " << head_of(source));
    CHECK(head_of(source).ends_with(" Verdict: " + verdicts + "."));
  }
}

TEST_CASE("every specimen has a row") {
  std::set<std::string> sources;
  for (const auto& row : specimens::table) sources.insert(source_of(std::string(row.program)));
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    const std::string name = entry.path().filename();
    INFO(name);
    if (name.ends_with(".c") || name.starts_with("script.")) CHECK(sources.contains(name));
  }
}

TEST_CASE("what would do harm outside a trial is told that it is in one") {
  for (const auto& row : specimens::table) {
    std::ifstream in(folder / source_of(std::string(row.program)));
    const std::string text{std::istreambuf_iterator<char>(in), {}};
    INFO(row.program);
    CHECK((text.find("--in-a-trial\"") != std::string::npos) == (row.argument == specimens::rows::in_a_trial));
  }
}
