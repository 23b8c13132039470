// Payloads in XDR (RFC 4506): { xdr = [ { xid = 7 }, { name = "text" } ] }. Every element is a table with one free key, the name
// of the field; differences name it.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "model/payload.hpp"
#include "scenario/fields.hpp"

namespace ipcgrade::scenario {

// The words of `as`, with what they mean.
struct Encoding {
  std::string name;
  std::string_view summary;
};
[[nodiscard]] const std::vector<Encoding>& encodings();

[[nodiscard]] model::Payload read_xdr(const Node& list, const std::filesystem::path& folder, Complaints& complaints);

}  // namespace ipcgrade::scenario
