// Bytes as an author writes them: a text, an integer, a table with one of the forms below, or a list of such that are joined.
// The forms that are made of other payloads are in scenario/framing.hpp, XDR in scenario/xdr.hpp.
#pragma once

#include <filesystem>
#include <string_view>
#include <vector>

#include "model/condition.hpp"
#include "scenario/fields.hpp"

namespace ipcgrade::scenario {

// One form of the table: its key, the keys that may stand beside it, and what it makes of them.
struct PayloadForm {
  std::string_view key;
  Schema beside;
  std::string_view summary;
  std::string_view example;
  Form value;
  model::Payload (*read)(const Fields& table, const Node& value, const std::filesystem::path& folder, Complaints& complaints);
};

// A change of the bytes: apply = "swapcase".
struct Transform {
  std::string_view name;
  std::string_view summary;
  char (*change)(char byte);
};

[[nodiscard]] const std::vector<PayloadForm>& payload_forms();
[[nodiscard]] const std::vector<Transform>& transforms();
// Every key that a payload's table may have.
[[nodiscard]] const Schema& payload_schema();

// `what` names the value in complaints; files are relative to `folder`.
[[nodiscard]] model::Payload read_payload(const Node& node, std::string_view what, const std::filesystem::path& folder,
                                          Complaints& complaints);
// The same for what a peer answers with: only here a field may be copied from the request, { xid = "request" }.
[[nodiscard]] model::Payload read_answer(const Node& node, std::string_view what, const std::filesystem::path& folder,
                                         Complaints& complaints);

// Two digits a byte, blanks between them are left out; `what` names them in complaints.
[[nodiscard]] std::string bytes_of_hex(std::string digits, std::string_view what, const base::Position& position,
                                       Complaints& complaints);

}  // namespace ipcgrade::scenario
