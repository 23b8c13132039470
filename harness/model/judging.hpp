// What a scenario asks of its whole run, beside its steps: that items arrive exactly once, that a history fits a model.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace ipcgrade::model {

// Producer "0" makes the items 0 … count-1.
struct ProducedItems {
  std::string producer;
  std::uint64_t count = 0;

  bool operator==(const ProducedItems&) const = default;
};

enum class Arrival : std::uint8_t {
  all,     // every item
  some_of  // the run was cut: what arrived has to be right, but need not be all
};

// The consumers' standard outputs are lines "PRODUCER ITEM": every item once, and within one output each producer's ascending.
struct ItemsRule {
  std::vector<ProducedItems> producers;
  std::vector<std::string> consumers;  // labels
  Arrival arrival = Arrival::all;

  bool operator==(const ItemsRule&) const = default;
};

// The calls and returns of the processes must be linearizable: some order of them, each at an instant of its own between its
// call and its return, is what one process alone could have seen.
struct HistoryRule {
  std::string of;                      // the model: "mailbox"
  std::vector<std::string> processes;  // labels

  bool operator==(const HistoryRule&) const = default;
};

}  // namespace ipcgrade::model
