// The same programs again and again: a verdict that changes from one round to the next is a fault of the suite or of the harness,
// whether it was promised or not. Pure.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "cli/proof.hpp"

namespace ipcgrade::cli {

class Rounds {
 public:
  // One line for every scenario of every program that got other verdicts than in the first round; empty for the first one.
  [[nodiscard]] std::vector<std::string> differences(const Proof& round);

 private:
  std::map<std::string, std::string> first_;  // "good/blocking: greet-default" → its outcome and the class of every verdict
};

}  // namespace ipcgrade::cli
