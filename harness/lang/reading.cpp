#include "lang/reading.hpp"

#include <algorithm>
#include <array>
#include <cctype>

namespace ipcgrade::lang {
namespace {

constexpr std::size_t most_steps = 100'000;  // the longest sentences of ours take some thousand

bool is_number(std::string_view text) {
  return !text.empty() && std::isdigit(static_cast<unsigned char>(text.front())) != 0 &&
         text.find_first_not_of("0123456789.,:xabcdef-") == std::string_view::npos &&
         std::string_view(".,:-").find(text.back()) == std::string_view::npos;
}

bool is_word(std::string_view text) {
  return !text.empty() && text.find_first_of(" \"(),;") == std::string_view::npos && !text.ends_with(':');
}

// "…" as the oracles quote: a quotation mark in it has a backslash before it.
bool is_string(std::string_view text) {
  if (text.size() < 2 || text.front() != '"') return false;
  for (std::size_t i = 1; i < text.size(); ++i) {
    if (text[i] == '\\') {
      ++i;
    } else if (text[i] == '"') {
      return i + 1 == text.size();
    }
  }
  return false;
}

bool is_any(std::string_view text) { return !text.empty(); }

struct BuiltIn {
  std::string_view kind;
  bool (*fits)(std::string_view);
};
constexpr std::array built_in = {BuiltIn{"number", is_number}, BuiltIn{"word", is_word}, BuiltIn{"string", is_string},
                                 BuiltIn{"any", is_any}};

const BuiltIn* built_in_kind(std::string_view kind) {
  const auto* found = std::find_if(built_in.begin(), built_in.end(), [&](const BuiltIn& one) { return one.kind == kind; });
  return found == built_in.end() ? nullptr : found;
}

}  // namespace

bool is_built_in(std::string_view kind) { return built_in_kind(kind) != nullptr; }

std::optional<std::string> Reading::by_table(const std::string& table, std::size_t from, std::size_t to) {
  const auto rows = tables_.find(table);
  const auto key = std::tuple(std::string_view(rows->first), from, to);
  if (const auto found = known_.find(key); found != known_.end()) return found->second;
  known_[key] = std::nullopt;  // a row that leads back to the same part does not fit it
  for (const Row& row : rows->second) {
    if (row.literal() > to - from) continue;
    Filled places;
    if (!by_row(row, 0, from, to, places)) continue;
    return known_[key] = filled(row.value, places);
  }
  return std::nullopt;
}

// Pieces and places in turn, beginning with this piece: the shortest text first for each place.
bool Reading::by_row(const Row& row, std::size_t piece, std::size_t from, std::size_t to, Filled& places) {
  if (++steps_ > most_steps) return false;
  const std::string& literal = row.pieces[piece];
  const std::string_view rest = part(from, to);
  if (!rest.starts_with(literal)) return false;
  const std::size_t begin = from + literal.size();
  if (piece == row.places.size()) return begin == to;
  const std::string& next = row.pieces[piece + 1];
  const bool last = piece + 1 == row.places.size();
  if (begin > to || (last && !part(begin, to).ends_with(next))) return false;
  for (std::size_t end = last ? to - next.size() : text_.find(next, begin); end <= to && steps_ <= most_steps;
       end = last ? std::string_view::npos : text_.find(next, end + 1)) {
    if (auto text = fill(row.places[piece], begin, end)) {
      places[row.places[piece].name] = *std::move(text);
      if (by_row(row, piece + 1, end, to, places)) return true;
    }
  }
  return false;
}

std::optional<std::string> Reading::fill(const Place& place, std::size_t from, std::size_t to) {
  if (++steps_ > most_steps) return std::nullopt;
  const std::string as_it_is(part(from, to));
  if (const BuiltIn* kind = built_in_kind(place.kind)) return kind->fits(as_it_is) ? std::optional(as_it_is) : std::nullopt;
  if (!place.kind.empty()) return by_table(place.kind, from, to);
  if (as_it_is.empty()) return std::nullopt;
  return by_table(std::string(top_table), from, to).value_or(as_it_is);
}

}  // namespace ipcgrade::lang
