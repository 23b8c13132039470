// What producer and consumer take on their command lines.
#pragma once

#include <charconv>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

constexpr std::uint32_t max_count = 1'000'000'000, max_capacity = 1'000'000, max_id = 1'000'000'000;

struct UsageError {};

// A decimal number, digits only. (from_chars takes no blanks and no plus sign, and an unsigned number has no minus sign.)
inline std::uint32_t number(std::string_view text, std::uint32_t min, std::uint32_t max) {
  std::uint32_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size() || value < min || value > max) throw UsageError();
  return value;
}

// What both programs begin with; the rest are options.
struct Arguments {
  std::string name;
  std::uint32_t count, capacity;
  std::vector<std::string_view> options;

  Arguments(int argc, char** argv) {
    if (argc < 4) throw UsageError();
    name = argv[1];
    count = number(argv[2], 1, max_count);
    capacity = number(argv[3], 1, max_capacity);
    options.assign(argv + 4, argv + argc);
  }
};
