// What the reading of one scenario knows while it goes through the steps in the order of the file.
#pragma once

#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "model/assignment.hpp"
#include "model/peer.hpp"
#include "scenario/fields.hpp"

namespace ipcgrade::scenario {

struct Context {
  const model::Assignment& assignment;
  std::filesystem::path folder;  // of the scenario: payload files are relative to it
  Complaints& complaints;
  std::vector<std::string> started{};                             // labels, in the order of the steps
  std::vector<std::pair<std::string, base::Position>> awaited{};  // labels that some step has to start, this one's turn or later
  std::set<std::string> closed_inputs{};                          // labels whose standard input an earlier step has closed
  std::set<std::string> marked{};                                 // labels that an earlier step has marked
  std::map<std::string, model::PeerKind> peers{};
};

enum class Whose : std::uint8_t {
  any,     // a started process or one of its descendants: "p1", "p1/1"
  starts,  // only a started process: descendants have no standard input of their own
};

// A label of a process that an earlier step has started; a complaint and the label as it stands where none has.
[[nodiscard]] std::string read_process(const Node& node, Whose whose, Context& context);
// Labels, names of roles and of scenarios: letters, digits, '-' and '_', a letter or digit first.
[[nodiscard]] bool is_plain_name(const std::string& text);

}  // namespace ipcgrade::scenario
