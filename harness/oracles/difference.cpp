#include "oracles/difference.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstring>

#include "oracles/printable.hpp"

namespace ipcgrade::oracles {
namespace {

constexpr std::size_t widest = 60;  // characters of context, so that two fit a line or two
constexpr std::size_t reach = 24;   // bytes of context on either side, fewer where they print as escapes

// The surroundings of one place, at most so many bytes on either side and at most its own line.
std::string context_within(std::string_view bytes, std::size_t place, std::size_t most) {
  std::size_t from = place > most ? place - most : 0;
  if (const std::size_t newline = bytes.substr(from, place - from).rfind('\n'); newline != std::string_view::npos)
    from += newline + 1;
  const bool mid_line = from > 0 && bytes[from - 1] != '\n';
  std::size_t to = std::min(bytes.size(), place + most);
  if (const std::size_t newline = bytes.substr(place, to - place).find('\n'); newline != std::string_view::npos)
    to = place + newline + 1;
  const bool more_on_line = to < bytes.size() && (to == 0 || bytes[to - 1] != '\n');
  return fmt::format("\"{}{}{}\"", mid_line ? "…" : "", printable(bytes.substr(from, to - from)), more_on_line ? "…" : "");
}

std::string context(std::string_view bytes, std::size_t place) {
  std::size_t most = reach;
  while (most > 4 && context_within(bytes, place, most).size() > widest) most /= 2;
  return context_within(bytes, place, most);
}

std::string missing_tail(std::string_view expected, std::string_view actual, std::uint64_t line) {
  if (actual.empty()) return fmt::format("is empty: expected {}", quoted(expected));
  const std::string_view missing = expected.substr(actual.size());
  const std::string after = actual.back() == '\n' ? "" : " after " + context(actual, actual.size());
  return fmt::format("ends too early, after {} of {} (line {}): {} is missing{}", actual.size(),
                     count_of(expected.size(), "byte"), line, quoted(missing), after);
}

std::string extra_tail(std::string_view expected, std::string_view actual, std::uint64_t line) {
  if (expected.empty()) return fmt::format("should be empty: got {}", quoted(actual));
  const std::string_view extra = actual.substr(expected.size());
  return fmt::format("goes on after the expected {} (line {}): {} too many, {}", count_of(expected.size(), "byte"), line,
                     count_of(extra.size(), "byte"), quoted(extra));
}

// More than a few bytes that the text begins with, or whole lines of it that are not empty: no accident.
bool came_before(std::string_view text, std::string_view extra) {
  if (extra.size() >= 4 && text.starts_with(extra)) return true;
  const std::size_t word = extra.find_first_not_of('\n');
  const bool has_line = word != std::string_view::npos && extra.find('\n', word) != std::string_view::npos;
  return has_line && text.find(extra) != std::string_view::npos;
}

bool holds_zero(std::string_view bytes) { return bytes.find('\0') != std::string_view::npos; }

}  // namespace

Difference first_difference(std::string_view expected, std::string_view actual) {
  const auto [end, other] = std::mismatch(expected.begin(), expected.end(), actual.begin(), actual.end());
  if (end == expected.end() && other == actual.end()) return {};
  const auto lines = static_cast<std::uint64_t>(std::count(expected.begin(), end, '\n'));
  const auto byte = static_cast<std::uint64_t>(end - expected.begin()) + 1;
  const Parting parting = other == actual.end()   ? Parting::missing_tail
                          : end == expected.end() ? Parting::extra_tail
                                                  : Parting::differs;
  return {parting, byte, lines + 1};
}

std::string describe_difference(std::string_view expected, std::string_view actual) {
  const Difference at = first_difference(expected, actual);
  if (at.parting == Parting::none) return "is as expected";
  const auto offset = static_cast<std::size_t>(at.byte - 1);
  if (at.parting == Parting::missing_tail) return missing_tail(expected, actual, at.line);
  if (at.parting == Parting::extra_tail) return extra_tail(expected, actual, at.line);
  return fmt::format("differs at byte {} (line {}): expected {}, got {}", at.byte, at.line, context(expected, offset),
                     context(actual, offset));
}

std::string likely_cause(std::string_view expected, std::string_view actual) {
  if (!holds_zero(expected) && holds_zero(actual))
    return "zero bytes were written: the '\\0' that ends a string in C is no part of its text, so write strlen(text) bytes";
  const bool begins_right = actual.size() > expected.size() && actual.starts_with(expected);
  const std::string_view extra = begins_right ? actual.substr(expected.size()) : std::string_view();
  if (came_before(expected, extra))
    return "the same text came twice: what is still in the buffer of stdout at fork is written by both processes, so call "
           "fflush(stdout) before fork, or end the child with _exit";
  return "";
}

}  // namespace ipcgrade::oracles
