#include "report/page/words.hpp"

#include <fmt/args.h>
#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "report/printable.hpp"

namespace ipcgrade::report::page {
namespace {

std::string filled(std::string_view text, const std::vector<std::string>& values) {
  fmt::dynamic_format_arg_store<fmt::format_context> store;
  for (const std::string& value : values) store.push_back(value);
  return fmt::vformat(text, store);
}

template <std::size_t Size>
nlohmann::ordered_json table(const std::array<WordRow, Size>& rows) {
  nlohmann::ordered_json out = nlohmann::ordered_json::object();
  for (const WordRow& row : rows) out[std::string(row.key)] = row.text;
  return out;
}

std::string_view text_of(Language language, std::size_t index) {
  return language == Language::english ? words_en.at(index).text : words_ko.at(index).text;
}

}  // namespace

Html Words::operator()(Word word, const std::vector<std::string>& values) const { return marked(word.index, values); }

Html Words::by_key(std::string_view key) const {
  const auto* row = std::find_if(words_en.begin(), words_en.end(), [&](const WordRow& r) { return r.key == key; });
  return row == words_en.end() ? Html() : marked(static_cast<std::size_t>(row - words_en.begin()), {});
}

std::string Words::plain(Word word, const std::vector<std::string>& values) const {
  return filled(text_of(language_, word.index), values);
}

Html Words::marked(std::size_t index, const std::vector<std::string>& values) const {
  Attributes attributes = {{"data-w", std::string(words_en.at(index).key)}};
  std::vector<std::string> clean;
  for (const std::string& value : values) clean.push_back(printable(value));
  if (!values.empty()) attributes.emplace_back("data-v", nlohmann::json(clean).dump());
  return element("span", attributes, {filled(text_of(language_, index), clean)});
}

std::string Words::json() {
  const nlohmann::ordered_json both = {{"en", table(words_en)}, {"ko", table(words_ko)}};
  return both.dump();
}

}  // namespace ipcgrade::report::page
