// JSON that stays what it is wherever it is pasted: no '<' or '&' stands in it, so that "</script>" in a string ends nothing, and
// no newline, so that a text of a student's making begins no line.
#pragma once

#include <cstdint>
#include <nlohmann/json.hpp>
#include <string>

namespace ipcgrade::formats {

using Json = nlohmann::ordered_json;

enum class Layout : std::uint8_t { one_line, indented };

[[nodiscard]] std::string inert_json(const Json& json, Layout layout);

// Whole hundredths as a JSON number: 12.5, 7.
[[nodiscard]] Json hundredths(int value);

// A mark with one decimal as a JSON number: 93.3, 100.
[[nodiscard]] Json mark_number(double mark);

}  // namespace ipcgrade::formats
