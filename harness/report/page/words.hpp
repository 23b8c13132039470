// The page's own words, a table a language. What oracles and the story say is theirs; here is only what the page adds: titles,
// buttons, signs, and a sentence that says what a verdict means. Every page carries both tables and can change between them.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "lang/language.hpp"
#include "report/page/html.hpp"

namespace ipcgrade::report::page {

using lang::Language;

struct WordRow {
  std::string_view key;
  std::string_view text;  // {} stands for a value
};

#include "report/page/words_en.inc"
#include "report/page/words_ko.inc"

consteval bool same_keys() {
  return std::equal(words_en.begin(), words_en.end(), words_ko.begin(), words_ko.end(),
                    [](const WordRow& a, const WordRow& b) { return a.key == b.key; });
}
static_assert(same_keys(), "both languages have the same words, in the same order");

// A word by its key; one that the tables lack does not compile.
struct Word {
  std::size_t index;
  consteval Word(const char* key)  // NOLINT(google-explicit-constructor): a key stands for its word
      : index(static_cast<std::size_t>(
            std::find_if(words_en.begin(), words_en.end(), [&](const WordRow& row) { return row.key == key; }) -
            words_en.begin())) {
    if (index == words_en.size()) throw "there is no such word";
  }
};

class Words {
 public:
  explicit Words(Language language) : language_(language) {}

  // Marked so that the page can say it in another language.
  [[nodiscard]] Html operator()(Word word, const std::vector<std::string>& values = {}) const;
  // Where there is no such key: nothing.
  [[nodiscard]] Html by_key(std::string_view key) const;
  [[nodiscard]] std::string plain(Word word, const std::vector<std::string>& values = {}) const;
  // For the page's script: {"en": {KEY: TEXT}, "ko": …}.
  [[nodiscard]] static std::string json();
  [[nodiscard]] Language language() const { return language_; }
  [[nodiscard]] std::string_view code() const { return language_ == Language::english ? "en" : "ko"; }
  // Of the language that the page's button offers.
  [[nodiscard]] std::string_view other_code() const { return language_ == Language::english ? "ko" : "en"; }

 private:
  [[nodiscard]] Html marked(std::size_t index, const std::vector<std::string>& values) const;
  Language language_;
};

}  // namespace ipcgrade::report::page
