#include "report/expected.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "oracles/account.hpp"
#include "oracles/difference.hpp"
#include "oracles/output_match.hpp"
#include "oracles/printable.hpp"
#include "report/printable.hpp"

namespace ipcgrade::report {

using namespace model;

namespace {

constexpr std::size_t before = 24;  // bytes shown in front of the difference
constexpr std::size_t shown = 56;   // bytes shown in all

// Both texts from the same byte on, so that they stand one below the other.
std::string window(std::string_view bytes, std::size_t from) {
  if (bytes.empty()) return "(nothing)";
  const std::string_view part = bytes.substr(std::min(from, bytes.size()), shown);
  const bool more = from + part.size() < bytes.size();
  return fmt::format("{}\"{}\"{}", from > 0 ? "…" : "", oracles::printable(part), more ? "…" : "");
}

std::string mark_below(std::string_view actual, std::size_t from, std::size_t place) {
  if (actual.empty()) return "";
  const std::string until = (from > 0 ? "…\"" : "\"") + oracles::printable(actual.substr(from, place - from));
  return std::string(columns(until), ' ') + "^";
}

std::string remark_on(const oracles::Difference& at) {
  static constexpr std::array words = {"", "they differ at byte {} (line {})", "what comes after byte {} (line {}) is missing",
                                       "from byte {} (line {}) on it is too much"};
  const bool missing = at.parting == oracles::Parting::missing_tail;
  return fmt::format(fmt::runtime(words.at(static_cast<std::size_t>(at.parting))), missing ? at.byte - 1 : at.byte, at.line);
}

Comparison compared(std::string_view wanted, std::string_view actual, std::string_view stream) {
  const oracles::Difference at = oracles::first_difference(wanted, actual);
  const auto place = static_cast<std::size_t>(at.byte - 1);
  const std::size_t from = place > before ? place - before : 0;
  return {std::string(stream),
          window(wanted, from),
          window(actual, from),
          mark_below(actual, from, place),
          actual.empty() ? "" : remark_on(at),
          Comparison::Came::something};
}

std::string rule_words(const OutputMatch& match) {
  if (match.rule == OutputRule::none) return "nothing";
  if (match.rule == OutputRule::some) return "something";
  if (match.rule == OutputRule::now) return "one line with the year and the time of day (UTC)";
  return "somewhere in it " + oracles::quoted(match.text.bytes);
}

}  // namespace

std::vector<Comparison> comparisons(const Trial& trial, const Trace& trace) {
  std::vector<Comparison> out;
  const auto failure = oracles::failed_step(trace);
  const Condition* asked = failure ? oracles::condition_of(trial, failure->step) : nullptr;
  const auto process = asked == nullptr ? std::nullopt : oracles::process_called(trace, asked->process);
  if (!process) return out;
  for (const oracles::Channel& channel : oracles::channels) {
    const auto& match = asked->*channel.asked;
    if (!match) continue;
    const std::string actual =
        overlooking_any(match->text, oracles::output_before(trace, *process, channel.stream, failure->event));
    if (oracles::matches(*match, actual)) continue;
    const auto came = actual.empty() ? Comparison::Came::nothing : Comparison::Came::something;
    if (match->rule == OutputRule::equals) {
      out.push_back(compared(match->text.bytes, actual, channel.name));
    } else if (match->rule == OutputRule::line) {
      out.push_back(
          compared(match->text.bytes, actual.ends_with('\n') ? actual.substr(0, actual.size() - 1) : actual, channel.name));
    } else if (match->rule == OutputRule::starts_with) {
      out.push_back(compared(match->text.bytes, std::string_view(actual).substr(0, match->text.bytes.size()), channel.name));
    } else {
      out.push_back({std::string(channel.name), rule_words(*match), window(actual, 0), "", "", came});
    }
    out.back().came = came;
  }
  return out;
}

}  // namespace ipcgrade::report
