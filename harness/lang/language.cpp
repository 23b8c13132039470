#include "lang/language.hpp"

#include <algorithm>

#include "base/ensure.hpp"

namespace ipcgrade::lang {

std::string_view code_of(Language language) {
  const auto* row = std::find_if(languages.begin(), languages.end(), [&](const auto& r) { return r.language == language; });
  ENSURE(row != languages.end(), "every language has a row");
  return row->code;
}

std::optional<Language> language_with(std::string_view code) {
  const auto* row = std::find_if(languages.begin(), languages.end(), [&](const auto& r) { return r.code == code; });
  return row == languages.end() ? std::nullopt : std::optional(row->language);
}

Language language_of(const Environment& environment) {
  for (const char* value : {environment.lc_all, environment.lc_messages, environment.lang}) {
    if (value == nullptr || *value == '\0') continue;
    const std::string_view locale = value;
    return language_with(locale.substr(0, locale.find_first_of("_.@"))).value_or(Language::english);
  }
  return Language::english;
}

}  // namespace ipcgrade::lang
