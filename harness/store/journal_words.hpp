// Enumerators as words in a journal. A word once written keeps its meaning.
#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <string_view>

#include "base/error.hpp"
#include "model/gradebook.hpp"

namespace ipcgrade::store {

template <class Enumeration>
inline constexpr std::array<std::string_view, 0> journal_words{};

template <>
inline constexpr std::array journal_words<model::Platform> = {std::string_view("none"), std::string_view("canvas"),
                                                              std::string_view("moodle"), std::string_view("gradescope"),
                                                              std::string_view("blackboard")};
template <>
inline constexpr std::array journal_words<model::Counts> = {std::string_view("latest"), std::string_view("best")};
template <>
inline constexpr std::array journal_words<model::Outcome> = {
    std::string_view("passed"),  std::string_view("failed"),         std::string_view("inconclusive"),
    std::string_view("skipped"), std::string_view("not-applicable"), std::string_view("not-declared")};
template <>
inline constexpr std::array journal_words<model::Visibility> = {std::string_view("visible"), std::string_view("after_due_date"),
                                                                std::string_view("after_published"), std::string_view("hidden")};

template <class Enumeration>
[[nodiscard]] std::string word_of(Enumeration value) {
  return std::string(journal_words<Enumeration>.at(static_cast<std::size_t>(value)));
}

// InputError for a word that this version does not know.
template <class Enumeration>
[[nodiscard]] Enumeration value_of(const std::string& word) {
  for (std::size_t i = 0; i < journal_words<Enumeration>.size(); ++i)
    if (journal_words<Enumeration>[i] == word) return static_cast<Enumeration>(i);
  throw base::InputError({}, "the gradebook has the word '" + word + "', which this version does not know");
}

}  // namespace ipcgrade::store
