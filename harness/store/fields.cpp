#include "store/fields.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace ipcgrade::store {
namespace {

// By the judge that counts: the library refuses to write what is none.
bool is_utf8(const std::string& text) {
  const bool ascii = std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
  if (ascii) return true;
  try {
    static_cast<void>(Json(text).dump());
    return true;
  } catch (const Json::type_error&) {
    return false;
  }
}

int digit(char c) {
  static constexpr std::string_view digits = "0123456789abcdef";
  const std::size_t found = digits.find(c);
  if (found == std::string_view::npos) throw Unreadable("should hold hexadecimal digits only");
  return static_cast<int>(found);
}

}  // namespace

Json text_to_json(const std::string& text) {
  if (is_utf8(text)) return text;
  std::string digits;
  digits.reserve(2 * text.size());
  for (const char c : text) digits += fmt::format("{:02x}", static_cast<unsigned char>(c));
  return Json::object({{"hex", std::move(digits)}});
}

std::string text_from_json(const Json& json) {
  if (json.is_string()) return json.get<std::string>();
  if (!json.is_object() || json.size() != 1 || !json.contains("hex") || !json["hex"].is_string())
    throw Unreadable("should be text, or bytes as {\"hex\": …}");
  const std::string digits = json["hex"].get<std::string>();
  if (digits.size() % 2 != 0) throw Unreadable("should hold two digits a byte");
  std::string bytes;
  bytes.reserve(digits.size() / 2);
  for (std::size_t i = 0; i < digits.size(); i += 2) bytes += static_cast<char>(16 * digit(digits[i]) + digit(digits[i + 1]));
  return bytes;
}

}  // namespace ipcgrade::store
