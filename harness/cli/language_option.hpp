// --lang: in which language students are spoken to. One option for every command that speaks to them.
#pragma once

#include <CLI/CLI.hpp>
#include <optional>

#include "lang/language.hpp"

namespace ipcgrade::cli {

struct LanguageFlag {
  std::optional<lang::Language> asked;  // --lang; nullopt: not given

  // Of text for people: without --lang, what the environment asks for (LC_ALL, LC_MESSAGES, LANG).
  [[nodiscard]] lang::Language for_people() const;
  // Of what programs read: English, unless --lang says otherwise. Results must not depend on whose terminal it was.
  [[nodiscard]] lang::Language for_programs() const { return asked.value_or(lang::Language::english); }
};

void add_language(CLI::App& app, LanguageFlag& flag);

}  // namespace ipcgrade::cli
