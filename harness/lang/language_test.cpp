#include "lang/language.hpp"

#include "testing/catch.hpp"

using namespace ipcgrade::lang;

TEST_CASE("the first variable that is set decides the language") {
  CHECK(language_of({nullptr, nullptr, "ko_KR.UTF-8"}) == Language::korean);
  CHECK(language_of({nullptr, "C", "ko_KR.UTF-8"}) == Language::english);
  CHECK(language_of({"ko", "en_US.UTF-8", "en_US.UTF-8"}) == Language::korean);
}

TEST_CASE("an empty variable is as good as none") { CHECK(language_of({"", "", "ko_KR"}) == Language::korean); }

TEST_CASE("nothing set, or a language without a table, is English") {
  CHECK(language_of({}) == Language::english);
  CHECK(language_of({nullptr, nullptr, "de_DE.UTF-8"}) == Language::english);
}

TEST_CASE("every language is found by its code") {
  for (const LanguageRow& row : languages) CHECK(language_with(code_of(row.language)) == row.language);
  CHECK_FALSE(language_with("kr").has_value());
}
