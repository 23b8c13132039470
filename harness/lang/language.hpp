// The languages in which ipcgrade speaks to students, and which of them somebody's environment asks for.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace ipcgrade::lang {

enum class Language : std::uint8_t { english, korean };

struct LanguageRow {
  Language language;
  std::string_view code;  // ISO 639-1, as in --lang, LANG and the name of a table
  std::string_view name;
};

inline constexpr std::array languages = {LanguageRow{Language::english, "en", "English"},
                                         LanguageRow{Language::korean, "ko", "Korean"}};

[[nodiscard]] std::string_view code_of(Language language);
[[nodiscard]] std::optional<Language> language_with(std::string_view code);

// Values of environment variables; nullptr: it is not set.
struct Environment {
  const char* lc_all = nullptr;
  const char* lc_messages = nullptr;
  const char* lang = nullptr;
};

// The first that is set and not empty decides (setlocale(3)): "ko_KR.UTF-8" is Korean, a language without a table English.
[[nodiscard]] Language language_of(const Environment& environment);

}  // namespace ipcgrade::lang
