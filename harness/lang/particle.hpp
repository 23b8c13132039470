// Korean particles have two forms, one after a vowel and one after a consonant: 프로세스는, 프로그램은. A table writes both,
// "[은/는]", and the text that stands before it decides.
#pragma once

#include <string>
#include <string_view>

namespace ipcgrade::lang {

// `after_consonant` or `after_vowel`, by how the last syllable of `before` is read aloud: a digit as its Sino-Korean word, a
// Latin letter as the end of a word, a letter in capitals by its name. What stands in brackets at the end is not read. Where
// nothing tells, both: "은(는)". "으로" follows a final ㄹ as it does a vowel: "로".
[[nodiscard]] std::string particle(std::string_view before, std::string_view after_consonant, std::string_view after_vowel);

}  // namespace ipcgrade::lang
