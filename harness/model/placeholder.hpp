// "{name}" in an author's or a student's text: a lower-case letter, then letters, digits or '_', in braces. Everything else in
// braces is text that means itself.
#pragma once

#include <array>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace ipcgrade::model {

// What every trial has of its own, wherever a scenario's text asks for it (plan/unique.hpp).
inline constexpr std::array<std::string_view, 6> trial_placeholders = {"path", "name", "name2", "port", "port2", "group"};

// The names in the order in which they stand; one that stands twice is there twice.
[[nodiscard]] std::vector<std::string> placeholders_in(std::string_view text);
// Every placeholder that has a value is replaced by it, in one pass: a value is never looked at again. Others stay as they are.
[[nodiscard]] std::string fill_placeholders(std::string_view text, const std::map<std::string, std::string>& values);

}  // namespace ipcgrade::model
