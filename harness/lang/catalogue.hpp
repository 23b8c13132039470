// The sentences of the harness in another language. The code says everything in English; a catalogue finds the row that a
// finished sentence was made by, translates what fills its places in turn, and says the whole in its language. What has no row
// stays English: nothing is lost, and ci/check_languages.py lists it.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "lang/language.hpp"
#include "lang/row.hpp"

namespace ipcgrade::lang {

class Catalogue {
 public:
  // The text of a table (lang/ko.toml). Throws base::InputError where it is not TOML, a place does not fit or a kind is unknown.
  explicit Catalogue(std::string_view toml);

  // The sentence in the catalogue's language; as it is where no row fits.
  [[nodiscard]] std::string translate(std::string_view english) const;

  [[nodiscard]] const std::map<std::string, std::vector<Row>>& tables() const { return tables_; }

 private:
  void check_kinds() const;
  std::map<std::string, std::vector<Row>> tables_;  // each with the longest row first
};

// Of a language, as the program has it; made once. nullptr: English, which needs none.
[[nodiscard]] const Catalogue* catalogue_of(Language language);

// Says English sentences in a language.
class Say {
 public:
  explicit Say(Language language) : catalogue_(catalogue_of(language)) {}
  [[nodiscard]] std::string operator()(std::string_view english) const {
    return catalogue_ == nullptr ? std::string(english) : catalogue_->translate(english);
  }

 private:
  const Catalogue* catalogue_;
};

}  // namespace ipcgrade::lang
