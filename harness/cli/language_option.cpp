#include "cli/language_option.hpp"

#include <cstdlib>
#include <map>
#include <string>

namespace ipcgrade::cli {

lang::Language LanguageFlag::for_people() const {
  return asked.value_or(lang::language_of({std::getenv("LC_ALL"), std::getenv("LC_MESSAGES"), std::getenv("LANG")}));
}

void add_language(CLI::App& app, LanguageFlag& flag) {
  std::map<std::string, lang::Language> codes;
  std::string known;
  for (const lang::LanguageRow& row : lang::languages) {
    codes.emplace(row.code, row.language);
    known += (known.empty() ? "" : " or ") + std::string(row.code);
  }
  app.add_option("--lang", flag.asked,
                 "The language of what students read: " + known + " (default: as LC_ALL, LC_MESSAGES or LANG say)")
      ->transform(CLI::CheckedTransformer(codes).description(""))
      ->type_name("LANG");
}

}  // namespace ipcgrade::cli
