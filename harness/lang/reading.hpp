// Which row a sentence was made by, and what fills its places.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "lang/row.hpp"

namespace ipcgrade::lang {

using Tables = std::map<std::string, std::vector<Row>>;

inline constexpr std::string_view top_table = "sentence";

// number, word, string, any: what is taken as it is. Everything else is the name of a table.
[[nodiscard]] bool is_built_in(std::string_view kind);

// One sentence is read by one Reading: what was found about its parts is kept, and the work is bounded, because a student's
// program may have chosen the text. Tables and text must outlive it.
class Reading {
 public:
  Reading(const Tables& tables, std::string_view text) : tables_(tables), text_(text) {}

  // The part [from, to) by a row of the table; nullopt: none fits, or the work is too much.
  std::optional<std::string> by_table(const std::string& table, std::size_t from, std::size_t to);

 private:
  using Filled = std::map<std::string, std::string>;
  bool by_row(const Row& row, std::size_t piece, std::size_t from, std::size_t to, Filled& places);
  std::optional<std::string> fill(const Place& place, std::size_t from, std::size_t to);
  [[nodiscard]] std::string_view part(std::size_t from, std::size_t to) const { return text_.substr(from, to - from); }

  const Tables& tables_;
  std::string_view text_;
  std::map<std::tuple<std::string_view, std::size_t, std::size_t>, std::optional<std::string>> known_;
  std::size_t steps_ = 0;
};

}  // namespace ipcgrade::lang
