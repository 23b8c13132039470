#include "campaign/needs.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "base/ensure.hpp"

namespace ipcgrade::campaign {
namespace {

using model::Outcome;

// What the outcome of a needed scenario means for those that need it; an outcome without a row does not stand in the way.
struct Consequence {
  Outcome of;
  Outcome becomes;
  std::string_view words;
};
constexpr std::array consequences = {
    Consequence{Outcome::failed, Outcome::skipped, "which failed"},
    Consequence{Outcome::skipped, Outcome::skipped, "which was skipped"},
    // The machine's trouble costs no points further down either.
    Consequence{Outcome::inconclusive, Outcome::inconclusive, "which is inconclusive"},
};

}  // namespace

Needs::Needs(const std::vector<model::Scenario>& scenarios, const std::vector<std::string>& wanted)
    : scenarios_(scenarios), nodes_(scenarios.size()) {
  const auto index_of = [&](const std::string& name) {
    const auto found = std::find_if(scenarios.begin(), scenarios.end(), [&](const auto& s) { return s.name == name; });
    if (found == scenarios.end()) throw base::InputError({}, "there is no scenario '" + name + "' to need");
    return static_cast<std::size_t>(found - scenarios.begin());
  };
  for (std::size_t i = 0; i < scenarios.size(); ++i) {
    nodes_[i].wanted = wanted.empty() || std::find(wanted.begin(), wanted.end(), scenarios[i].name) != wanted.end();
    size_ += nodes_[i].wanted ? 1 : 0;
    for (const std::string& name : scenarios[i].needs) nodes_[i].needs.push_back(index_of(name));
  }
  refuse_circles();
  for (std::size_t i = 0; i < scenarios.size(); ++i)
    if (scenarios[i].slow && nodes_[i].wanted) put_first(i);
}

void Needs::put_first(std::size_t index) {
  if (std::exchange(nodes_[index].first, true)) return;
  for (const std::size_t need : nodes_[index].needs) put_first(need);
}

// Takes away, again and again, every node that waits for none of those that are left.
void Needs::refuse_circles() const {
  std::vector<bool> left(nodes_.size(), true);
  for (std::size_t round = 0; round < nodes_.size(); ++round)
    for (std::size_t i = 0; i < nodes_.size(); ++i)
      if (std::none_of(nodes_[i].needs.begin(), nodes_[i].needs.end(), [&](std::size_t n) { return left[n]; })) left[i] = false;
  const auto circle = std::find(left.begin(), left.end(), true);
  if (circle == left.end()) return;
  const model::Scenario& scenario = scenarios_[static_cast<std::size_t>(circle - left.begin())];
  throw base::InputError(scenario.position, "'" + scenario.name + "' needs, through others, itself");
}

bool Needs::ready(const Node& node) const {
  return node.wanted && !node.given && std::all_of(node.needs.begin(), node.needs.end(), [&](std::size_t n) {
           return nodes_[n].outcome.has_value() || !nodes_[n].wanted;
         });
}

std::optional<Refusal> Needs::refusal(const Node& node) const {
  for (const Consequence& row : consequences)
    for (const std::size_t need : node.needs)
      if (nodes_[need].outcome == row.of)
        return Refusal{row.becomes, fmt::format("needs {}, {}", scenarios_[need].name, row.words)};
  return std::nullopt;
}

std::optional<Turn> Needs::take() {
  auto next = std::find_if(nodes_.begin(), nodes_.end(), [&](const Node& node) { return node.first && ready(node); });
  if (next == nodes_.end()) next = std::find_if(nodes_.begin(), nodes_.end(), [&](const Node& node) { return ready(node); });
  if (next == nodes_.end()) return std::nullopt;
  next->given = true;
  ++given_;
  const auto index = static_cast<std::size_t>(next - nodes_.begin());
  const auto refused = refusal(*next);
  return Turn{index, refused, scenarios_[index].slow && !refused};
}

void Needs::settle(std::size_t index, Outcome outcome) {
  ENSURE(nodes_.at(index).given && !nodes_[index].outcome, "a scenario is settled once, after it was taken");
  nodes_[index].outcome = outcome;
}

}  // namespace ipcgrade::campaign
