#include "report/folding.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace ipcgrade::report {
namespace {

using Kind = Line::Kind;

constexpr std::size_t few = 2;         // small calls in a row that are told one by one
constexpr std::size_t told_calls = 4;  // kinds of calls that are named where many are folded

Line note(std::string who, std::string text) {
  Line line;
  line.kind = Kind::folded;
  line.who = std::move(who);
  line.text = std::move(text);
  return line;
}

std::string in_thousands(std::uint64_t number) {
  if (number < 1000) return std::to_string(number);
  return fmt::format("{},{:03}", in_thousands(number / 1000), number % 1000);
}

// "512 × read(3), 511 × write(4), …", the most frequent first.
std::string census(const std::vector<Line>& lines, std::size_t from, std::size_t to) {
  std::map<std::string, std::uint64_t> counts;
  for (std::size_t i = from; i < to; ++i)
    if (!lines[i].call.empty()) counts[lines[i].call] += lines[i].count;
  std::vector<std::pair<std::string, std::uint64_t>> sorted(counts.begin(), counts.end());
  std::stable_sort(sorted.begin(), sorted.end(), [](const auto& a, const auto& b) { return a.second > b.second; });
  std::string out;
  for (std::size_t i = 0; i < std::min(sorted.size(), told_calls); ++i)
    out += fmt::format("{}{} × {}", out.empty() ? "" : ", ", in_thousands(sorted[i].second), sorted[i].first);
  return out + (sorted.size() > told_calls ? ", …" : "");
}

// Whether the process has done nothing so far but begin.
bool is_start(const std::vector<Line>& before, const Line& line) {
  const auto last = std::find_if(before.rbegin(), before.rend(), [&](const Line& other) { return other.who == line.who; });
  return last == before.rend() ? line.who.find('/') == std::string::npos : last->text.starts_with("exec:");
}

std::vector<Line> small_together(std::vector<Line> lines) {
  std::vector<Line> out;
  for (std::size_t i = 0; i < lines.size();) {
    std::size_t end = i;
    while (end < lines.size() && lines[end].kind == Kind::small && lines[end].who == lines[i].who) ++end;
    if (end - i > few) {
      out.push_back(note(lines[i].who, is_start(out, lines[i])
                                           ? fmt::format("(its program is loaded: {} calls)", end - i)
                                           : fmt::format("({} small calls: {})", end - i, census(lines, i, end))));
      i = end;
    } else {
      out.push_back(std::move(lines[i++]));
    }
  }
  return out;
}

bool may_go_round(const Line& line) { return line.kind == Kind::act && !line.key.empty(); }

// How often the `length` lines from `at` come in a row.
std::size_t rounds(const std::vector<Line>& lines, std::size_t at, std::size_t length) {
  std::size_t end = at;
  while (end < lines.size() && may_go_round(lines[end]) && (end < at + length || lines[end].key == lines[end - length].key))
    ++end;
  return (end - at) / length;
}

// Whether all those rounds say the same, bytes included.
bool says_the_same(const std::vector<Line>& lines, std::size_t at, std::size_t length, std::size_t times) {
  for (std::size_t i = at + length; i < at + times * length; ++i)
    if (lines[i].text != lines[i - length].text) return false;
  return true;
}

// The round that folds away most, of those that begin here; length 0: none comes often enough. A few that move other bytes each
// time are worth reading.
struct Round {
  std::size_t length = 0;
  std::size_t times = 0;
};
Round round_at(const std::vector<Line>& lines, std::size_t at, std::size_t longest) {
  Round best;
  for (std::size_t length = 1; length <= longest && at + 3 * length <= lines.size(); ++length) {
    const std::size_t times = rounds(lines, at, length);
    const bool often = times >= 6 || (times >= 3 && says_the_same(lines, at, length, times));
    if (often && times * length > best.times * best.length) best = {length, times};
  }
  return best;
}

std::string round_words(const std::vector<Line>& lines, std::size_t at, const Round& round) {
  std::uint64_t bytes = 0;
  for (std::size_t i = at; i < at + round.times * round.length; ++i) bytes += lines[i].bytes;
  const std::string these = round.length == 1 ? "the same" : fmt::format("these {} lines", round.length);
  return fmt::format("↻ {} {} times more{}", these, in_thousands(round.times - 1),
                     bytes == 0 ? "" : fmt::format(", {} bytes moved in all", in_thousands(bytes)));
}

std::vector<Line> circles_once(std::vector<Line> lines, std::size_t longest) {
  std::vector<Line> out;
  for (std::size_t i = 0; i < lines.size();) {
    const Round round = round_at(lines, i, longest);
    if (round.length == 0) {
      out.push_back(std::move(lines[i++]));
      continue;
    }
    const std::string words = round_words(lines, i, round);
    for (std::size_t k = i; k < i + round.length; ++k) out.push_back(std::move(lines[k]));
    out.push_back(note(round.length == 1 ? out.back().who : "", words));
    i += round.times * round.length;
  }
  return out;
}

std::vector<Line> without_middle(std::vector<Line> lines, const FoldingLimits& limits) {
  const auto is_step = [](const Line& line) { return line.kind == Kind::step; };
  const auto steps = static_cast<std::size_t>(std::count_if(lines.begin(), lines.end(), is_step));
  const std::size_t others = lines.size() - steps;
  if (others <= limits.beginning + limits.end + 1) return lines;
  std::vector<Line> out;
  std::size_t seen = 0;
  for (std::size_t i = 0; i < lines.size();) {
    const auto left_out = [&] { return seen >= limits.beginning && seen < others - limits.end; };
    if (is_step(lines[i]) || !left_out()) {
      seen += is_step(lines[i]) ? 0 : 1;
      out.push_back(std::move(lines[i++]));
      continue;
    }
    const std::size_t from = i;
    for (; i < lines.size() && !is_step(lines[i]) && left_out(); ++i) ++seen;
    const std::string calls = census(lines, from, i);
    out.push_back(note("", fmt::format("⋮ {} lines left out{}{}", in_thousands(i - from), calls.empty() ? "" : ": ", calls)));
  }
  return out;
}

}  // namespace

std::vector<Line> folded(std::vector<Line> lines, const FoldingLimits& limits) {
  return without_middle(circles_once(small_together(std::move(lines)), limits.longest_round), limits);
}

}  // namespace ipcgrade::report
