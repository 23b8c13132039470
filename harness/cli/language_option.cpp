#include "cli/language_option.hpp"

#include <cstdlib>
#include <string>

#include "base/error.hpp"

namespace ipcgrade::cli {

lang::Language LanguageFlag::for_people() const {
  return asked.value_or(lang::language_of({std::getenv("LC_ALL"), std::getenv("LC_MESSAGES"), std::getenv("LANG")}));
}

void add_language(CLI::App& app, LanguageFlag& flag) {
  std::string known;
  for (const lang::LanguageRow& row : lang::languages) known += (known.empty() ? "" : " or ") + std::string(row.code);
  const auto read = [&flag, known](const std::string& code) {
    flag.asked = lang::language_with(code);
    if (!flag.asked) throw base::InputError({}, "--lang is " + known + ", not '" + code + "'");
  };
  app.add_option_function<std::string>(
         "--lang", read, "The language of what students read: " + known + " (default: as LC_ALL, LC_MESSAGES or LANG say)")
      ->type_name("LANG");
}

}  // namespace ipcgrade::cli
