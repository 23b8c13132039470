// Every item that was produced is consumed once, and within one consumer each producer's items ascend.
#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "oracles/account.hpp"
#include "oracles/naming.hpp"
#include "oracles/oracle.hpp"
#include "oracles/printable.hpp"

namespace ipcgrade::oracles {

using namespace model;

namespace {

struct Item {
  std::string producer;
  std::uint64_t number = 0;
};

// "0 17"; nullopt: it is no such line.
std::optional<Item> parsed(std::string_view line) {
  const std::size_t blank = line.find(' ');
  if (blank == std::string_view::npos || blank == 0) return std::nullopt;
  Item item{std::string(line.substr(0, blank)), 0};
  const std::string_view digits = line.substr(blank + 1);
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), item.number);
  const bool whole = error == std::errc() && end == digits.data() + digits.size() && (digits.size() == 1 || digits[0] != '0');
  return whole ? std::optional(std::move(item)) : std::nullopt;
}

// Where an item was seen: line 3 of c1.
struct Place {
  std::size_t consumer = 0;
  std::size_t line = 0;
};

class Account {
 public:
  explicit Account(const ItemsRule& rule) : rule_(rule) {
    for (const ProducedItems& made : rule.producers) seen_[made.producer].resize(made.count);
  }

  // What is wrong with the line, in words; nullopt: nothing.
  std::optional<std::string> take(const Place& at, std::string_view line) {
    const auto item = parsed(line);
    if (!item) return fmt::format("{} is {}, where a line \"PRODUCER ITEM\" has to be", words(at), quoted(line, 60));
    const auto found = seen_.find(item->producer);
    if (found == seen_.end() || item->number >= found->second.size())
      return fmt::format("{} is \"{}\", which nobody produced: {}", words(at), printable(line), produced(item->producer));
    auto& place = found->second[item->number];
    if (place)
      return fmt::format("item {} of producer {} was consumed twice: in {} and in {}", item->number, item->producer,
                         words(*place), words(at));
    place = at;
    return in_order(at, *item);
  }

  // The first item that nobody has got.
  [[nodiscard]] std::optional<std::string> missing() const {
    for (const ProducedItems& made : rule_.producers) {
      const auto& places = seen_.at(made.producer);
      const auto lost = std::count(places.begin(), places.end(), std::nullopt);
      if (lost == 0) continue;
      const auto first = std::find(places.begin(), places.end(), std::nullopt) - places.begin();
      return fmt::format("item {} of producer {} was lost: {}{}", first, made.producer, nobody_of(rule_.consumers),
                         lost == 1 ? "" : fmt::format(" ({} of {} are missing)", lost, count_of(made.count, "item")));
    }
    return std::nullopt;
  }

 private:
  [[nodiscard]] std::string words(const Place& at) const {
    return fmt::format("line {} of {}", at.line, rule_.consumers[at.consumer]);
  }

  static std::string nobody_of(const std::vector<std::string>& consumers) {
    if (consumers.size() == 1) return "it is not in the output of " + consumers[0];
    return "none of " + list_of(consumers) + " has it";
  }

  [[nodiscard]] std::string produced(const std::string& producer) const {
    const auto made = std::find_if(rule_.producers.begin(), rule_.producers.end(),
                                   [&](const ProducedItems& row) { return row.producer == producer; });
    if (made == rule_.producers.end()) return fmt::format("there is no producer {}", printable(producer));
    return made->count == 0 ? fmt::format("producer {} makes no items", producer)
                            : fmt::format("producer {} makes the items 0 to {}", producer, made->count - 1);
  }

  std::optional<std::string> in_order(const Place& at, const Item& item) {
    auto& last = last_[{at.consumer, item.producer}];
    const std::optional<std::uint64_t> before = last;
    last = item.number;
    if (!before || *before < item.number) return std::nullopt;
    return fmt::format("{} is item {} of producer {}, but {} got item {} before it: a producer's items have to come in order",
                       words(at), item.number, item.producer, rule_.consumers[at.consumer], *before);
  }

  const ItemsRule& rule_;
  std::map<std::string, std::vector<std::optional<Place>>> seen_;
  std::map<std::pair<std::size_t, std::string>, std::optional<std::uint64_t>> last_;
};

struct Wrong {
  ProcessIndex process = nobody;
  std::string sentence;
};

// The first line that is wrong. A last line without its newline is still to come.
std::optional<Wrong> first_wrong_line(const Trace& trace, const ItemsRule& rule, Account& account) {
  for (std::size_t consumer = 0; consumer < rule.consumers.size(); ++consumer) {
    const auto process = process_called(trace, rule.consumers[consumer]);
    if (!process) continue;
    std::string_view rest = output_before(trace, *process, 1);
    for (std::size_t line = 1; rest.find('\n') != std::string_view::npos; ++line) {
      const std::size_t end = rest.find('\n');
      if (auto wrong = account.take({consumer, line}, rest.substr(0, end))) return Wrong{*process, *std::move(wrong)};
      rest.remove_prefix(end + 1);
    }
  }
  return std::nullopt;
}

}  // namespace

// In a run that broke off, items may be missing for another reason: what arrived has to be right all the same.
Verdicts items(const Trial& trial, const Trace& trace) {
  if (!trial.items) return {};
  Account account(*trial.items);
  auto wrong = first_wrong_line(trace, *trial.items, account);
  if (!wrong && trial.items->arrival == Arrival::all && steps_passed(trace))
    if (auto missing = account.missing()) wrong = Wrong{nobody, *std::move(missing)};
  if (!wrong) return {};
  Verdict verdict;
  verdict.verdict = VerdictClass::wrong_output;
  verdict.oracle = "items";
  verdict.sentence = std::move(wrong->sentence);
  verdict.evidence.push_back(
      {wrong->process,
       "every item has to arrive once: at one consumer, and at each consumer in the order in which it was produced"});
  return {std::move(verdict)};
}

}  // namespace ipcgrade::oracles
