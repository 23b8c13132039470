// The reference page of the scenario language, printed from the tables that the parser reads by: it cannot be out of date.
#pragma once

#include <string>
#include <vector>

namespace ipcgrade::scenario {

// A word of the language and one line about it.
struct Row {
  std::string name;
  std::string line;

  bool operator==(const Row&) const = default;
};

[[nodiscard]] std::vector<Row> verb_rows();
[[nodiscard]] std::vector<Row> condition_rows();
[[nodiscard]] std::vector<Row> payload_rows();

// The whole language in Markdown; `oracles` are the caller's, because that stage has its own table.
[[nodiscard]] std::string reference_markdown(const std::vector<Row>& oracles);

}  // namespace ipcgrade::scenario
