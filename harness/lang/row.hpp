// A row of a table of sentences: how an English sentence of ours looks, and how another language says it.
//
// The key is a format string as it stands in the code. A place is {}, {2} or {name}; ":kind" behind it says what may stand there,
// so that a sentence has one reading: {0:who} waits{1:place} {2:goal}. A kind is a built-in one or the table whose rows may fill
// the place; a place without a kind takes any text, and what another row says is said in the other language as well.
// In the value {2} and {name} are those places, and [은/는] is a particle that follows what is put before it.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace ipcgrade::lang {

struct Place {
  std::string name;  // "0", "object"
  std::string kind;  // "": any text
};

struct Row {
  std::vector<std::string> pieces;  // what stands before, between and behind the places
  std::vector<Place> places;
  std::string value;
  [[nodiscard]] std::size_t literal() const;  // bytes that are no place: a row with more of them is looked at first
};

// Throws base::InputError where a place of the value is not in the key; `key` is named.
[[nodiscard]] Row row_from(std::string_view key, std::string_view value);

// The value with its places filled and its particles chosen. What is put in is never read as a place or a particle.
[[nodiscard]] std::string filled(const std::string& value, const std::map<std::string, std::string>& places);

}  // namespace ipcgrade::lang
