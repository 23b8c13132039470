// Did every write(2) into an object take one whole line? Then lines of several writers cannot mix (pipe(7), PIPE_BUF).
#pragma once

#include <optional>
#include <string>

#include "model/verdict.hpp"

namespace ipcgrade::oracles {

// The first write that was not one line, as a sentence; nullopt: there is none. A last line without a newline counts as one.
// Looked at is what the trace knows of the bytes, their first megabyte.
[[nodiscard]] std::optional<model::Evidence> torn_line(const model::Trace& trace, const model::Carrier& carrier);

}  // namespace ipcgrade::oracles
