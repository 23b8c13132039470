// Payloads made of payloads: joined, repeated, split into the fragments of a record (RFC 5531, section 11), written as
// hexadecimal text. Names and places of fields stay true.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "model/payload.hpp"

namespace ipcgrade::scenario {

// Appends bytes, fields and marks; origins are the caller's.
void append(model::Payload& whole, const model::Payload& part);

[[nodiscard]] model::Payload repeated(const model::Payload& payload, std::uint64_t times);
// Fragments of these sizes; a last one takes the rest, where there is one. The sizes together are at most the payload's.
[[nodiscard]] model::Payload as_record(const model::Payload& payload, const std::vector<std::uint64_t>& sizes);
[[nodiscard]] model::Payload as_hexadecimal(const model::Payload& payload);

}  // namespace ipcgrade::scenario
