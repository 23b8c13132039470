// The verb `fault`: which call of which process, and what becomes of it.
#pragma once

#include "model/fault.hpp"
#include "scenario/context.hpp"

namespace ipcgrade::scenario {

// An effect is a key beside the address: error = "EINTR".
struct FaultForm {
  std::string_view key;
  std::string_view summary;
  std::string_view example;
  Form form;
  model::FaultEffect (*read)(const Node& value, const model::Fault& fault, Complaints& complaints);
};

[[nodiscard]] const std::vector<FaultForm>& fault_forms();
[[nodiscard]] const Schema& fault_schema();

[[nodiscard]] model::Fault read_fault(const Node& node, Context& context);

}  // namespace ipcgrade::scenario
