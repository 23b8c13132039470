#include "lang/particle.hpp"

#include <cctype>
#include <cstdint>
#include <optional>

namespace ipcgrade::lang {
namespace {

enum class Final : std::uint8_t { none, rieul, other };

// How "영 일 이 삼 사 오 육 칠 팔 구" end.
constexpr Final digits[] = {Final::other, Final::rieul, Final::none,  Final::other, Final::none,
                            Final::none,  Final::other, Final::rieul, Final::rieul, Final::none};
constexpr char32_t first_syllable = 0xAC00;
constexpr char32_t last_syllable = 0xD7A3;
constexpr char32_t finals = 28;  // of a syllable, none among them (The Unicode Standard, 3.12)
constexpr char32_t rieul = 8;

// "the pipe (fd 3)" is read as "the pipe".
std::string_view without_brackets(std::string_view text) {
  if (!text.ends_with(')')) return text;
  std::size_t depth = 0;
  for (std::size_t i = text.size(); i > 0; --i) {
    if (text[i - 1] == ')') ++depth;
    if (text[i - 1] == '(' && --depth == 0) {
      std::string_view before = text.substr(0, i - 1);
      while (before.ends_with(' ')) before.remove_suffix(1);
      return before.empty() ? text : before;
    }
  }
  return text;
}

std::string_view read_aloud(std::string_view text) {
  for (std::size_t size = 0; size != text.size();) {
    size = text.size();
    text = without_brackets(text);
    while (!text.empty() && std::string_view("\"'`").find(text.back()) != std::string_view::npos) text.remove_suffix(1);
  }
  return text;
}

std::optional<Final> final_of_latin(std::string_view text) {
  const char last = text.back();
  const bool escape = text.size() > 1 && text[text.size() - 2] == '\\';
  if (escape) return std::nullopt;
  const auto one_of = [&](std::string_view letters) { return letters.find(last) != std::string_view::npos; };
  if (std::isupper(static_cast<unsigned char>(last)) != 0) {  // 엘, 알; 엠, 엔
    return one_of("LR") ? Final::rieul : one_of("MN") ? Final::other : Final::none;
  }
  if (text.ends_with("ng")) return Final::other;
  return last == 'l' ? Final::rieul : one_of("mn") ? Final::other : Final::none;
}

std::optional<Final> final_of(std::string_view text) {
  if (text.empty()) return std::nullopt;
  const auto last = static_cast<unsigned char>(text.back());
  if (std::isdigit(last) != 0) return digits[last - '0'];
  if (std::isalpha(last) != 0) return final_of_latin(text);
  if (last < 0x80 || text.size() < 3) return std::nullopt;
  const auto byte = [&](std::size_t from_end) { return static_cast<unsigned char>(text[text.size() - from_end]); };
  if ((byte(3) & 0xF0U) != 0xE0U) return std::nullopt;  // a syllable is three bytes long
  const char32_t point = ((byte(3) & 0x0FU) << 12U) | ((byte(2) & 0x3FU) << 6U) | (byte(1) & 0x3FU);
  if (point < first_syllable || point > last_syllable) return std::nullopt;
  const char32_t final = (point - first_syllable) % finals;
  return final == 0 ? Final::none : final == rieul ? Final::rieul : Final::other;
}

}  // namespace

std::string particle(std::string_view before, std::string_view after_consonant, std::string_view after_vowel) {
  const std::optional<Final> final = final_of(read_aloud(before));
  if (!final && after_consonant == "으로") return "(으)로";
  if (!final) return std::string(after_consonant) + "(" + std::string(after_vowel) + ")";
  const bool vowel = *final == Final::none || (*final == Final::rieul && after_consonant.starts_with("으로"));
  return std::string(vowel ? after_vowel : after_consonant);
}

}  // namespace ipcgrade::lang
