// One table of a file against its schema: the keys it may have. The schema is also what the reference page prints, so that
// neither can know a key that the other does not. Every wrong thing becomes a complaint at its place, and reading goes on
// with a harmless value: a caller may ask for anything without checking first.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "scenario/complaints.hpp"
#include "scenario/document.hpp"

namespace ipcgrade::scenario {

enum class Need : std::uint8_t { required, optional };

// What a value looks like, as far as an editor can check it (scenario/editor_schema.cpp); the readers check the rest.
enum class Form : std::uint8_t {
  any,
  text,
  texts,
  natural,   // an integer from 0
  positive,  // an integer from 1
  truth,
  name,     // letters, digits, '-' and '_'
  process,  // p1, p1/2
  payload,
  arguments,
  condition,
  output,
  exit,
  state,
  waitable,  // the kind of object that a process is blocked on
  channel,   // the kind of object that a mechanism is about
  visibility,
  signal,
  error,  // a name from errno(3)
  guards,
  alphabet,
  xdr,            // a list of fields, each a table with a name of its own
  counts,         // a table of integers from 0
  history_model,  // what a history is held against
  sizes,          // integers from 0
  transform,
  at_end,
  by,          // whose program plays a role
  mode,        // permissions of a file
  given_file,  // the kind of a file that is there from the start
  found_file,  // the kind that it has then
  writes,
  command,
  payloads,  // a list of them
  port,
  family,
  closed,  // how a peer's other end has closed it
};

struct Key {
  std::string_view name;
  Need need;
  std::string_view summary;  // one line
  Form form = Form::any;
};
using Schema = std::vector<Key>;

[[nodiscard]] std::vector<std::string> names_of(const Schema& schema);

// What is quoted in a complaint stays readable, and comparing it with every known name stays cheap.
[[nodiscard]] std::string shortened(const std::string& text);

// Bounds of an integer, both included.
struct Range {
  std::int64_t least;
  std::int64_t most;
};

// Readers of a single value: what it is, or a complaint ("`what` must be a text, not an integer") and an empty value.
[[nodiscard]] std::string read_text(const Node& node, std::string_view what, Complaints& complaints);
[[nodiscard]] std::vector<std::string> read_texts(const Node& node, std::string_view what, Complaints& complaints);
[[nodiscard]] std::int64_t read_whole(const Node& node, std::string_view what, Range range, Complaints& complaints);
// The value must be one of `names`; a complaint carries a suggestion and the result is "".
[[nodiscard]] std::string read_name(const Node& node, std::string_view what, const std::vector<std::string>& names,
                                    Complaints& complaints);
void complain_of_type(const Node& node, std::string_view what, std::string_view wanted, Complaints& complaints);
// Entries whose key is not among `names`; how many there are.
std::size_t complain_of_unknown(const Table& table, std::string_view what, const std::vector<std::string>& names,
                                Complaints& complaints);

// The entry with one of these keys; a complaint for every further one. nullptr: there is none (no complaint).
[[nodiscard]] const Entry* only_one_of(const Node& node, std::string_view what, const std::vector<std::string>& names,
                                       Complaints& complaints);

class Fields {
 public:
  // Complains of a value that is no table, of unknown keys and of missing required ones.
  Fields(const Node& node, std::string_view what, const Schema& schema, Complaints& complaints);

  // nullptr: not given. Keys that the schema lacks are a mistake of ours.
  [[nodiscard]] const Entry* entry(std::string_view key) const;
  [[nodiscard]] const Node* node(std::string_view key) const;
  [[nodiscard]] std::string text(std::string_view key) const;
  [[nodiscard]] std::vector<std::string> texts(std::string_view key) const;
  [[nodiscard]] bool truth(std::string_view key) const;  // absent: false
  [[nodiscard]] std::int64_t whole(std::string_view key, Range range, std::int64_t otherwise) const;
  // `what` is what complaints call the value, where the key alone would be a riddle.
  [[nodiscard]] std::string name(std::string_view key, const std::vector<std::string>& names, std::string_view what = {}) const;
  // Whether to complain that something is missing: it may be there under a misspelt key, or in a value that is no table.
  [[nodiscard]] bool only_known_keys() const noexcept { return only_known_keys_; }
  [[nodiscard]] const base::Position& position() const noexcept { return position_; }

 private:
  [[nodiscard]] std::string called(std::string_view key) const { return "'" + std::string(key) + "'"; }

  base::Position position_;
  const Table* table_;  // of the document, which outlives this; an empty one where the value is no table
  const Schema& schema_;
  Complaints& complaints_;
  bool only_known_keys_ = false;
};

}  // namespace ipcgrade::scenario
