// A TOML file as plain values with positions: the tables keep the order in which their keys are written. Everything else in
// this folder reads these, so that toml++ (slow to compile, sorts its keys) is seen by one file only.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/error.hpp"

namespace ipcgrade::scenario {

struct Node;
struct Entry;

using List = std::vector<Node>;
using Table = std::vector<Entry>;  // in the order of the file; keys are unique
struct DateTime {};                // no format of ours has one

struct Node {
  base::Position position;
  std::variant<Table, List, std::string, std::int64_t, bool, double, DateTime> value;

  // nullptr where the value has another type.
  template <class Type>
  [[nodiscard]] const Type* as() const noexcept {
    return std::get_if<Type>(&value);
  }
};

struct Entry {
  std::string key;
  base::Position position;  // of the key
  Node node;
};

// nullptr: the table has no such key.
[[nodiscard]] const Entry* find(const Table& table, std::string_view key);
// "a table", "an integer": for complaints.
[[nodiscard]] std::string_view type_of(const Node& node);

// The place of the byte text[at]; columns are counted in characters.
[[nodiscard]] base::Position position_at(std::string_view text, std::size_t at, const std::string& file);

// Throws base::InputError where the text is not TOML. The result is always a Table; `file` goes into every position.
[[nodiscard]] Node parse_document(const std::string& text, const std::string& file);
// Reads and parses; a file that cannot be read is an InputError as well.
[[nodiscard]] Node read_document(const std::filesystem::path& file);

}  // namespace ipcgrade::scenario
