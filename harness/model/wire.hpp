// Trial and Trace as bytes, between the coordinator and its workers. Both ends are the same executable, so the format needs
// no version of its own; what is kept on disk goes through store/.
#pragma once

#include <string>
#include <string_view>

#include "model/plan.hpp"
#include "model/report.hpp"
#include "model/trace.hpp"

namespace ipcgrade::model {

[[nodiscard]] std::string encode(const Trial& trial);
[[nodiscard]] std::string encode(const Trace& trace);
[[nodiscard]] std::string encode(const BuildOrder& order);
[[nodiscard]] std::string encode(const std::vector<BuildResult>& results);  // one a command that was run
// Throw std::runtime_error on bytes that are cut short or malformed.
[[nodiscard]] Trial decode_trial(std::string_view bytes);
[[nodiscard]] Trace decode_trace(std::string_view bytes);
[[nodiscard]] BuildOrder decode_build_order(std::string_view bytes);
[[nodiscard]] std::vector<BuildResult> decode_build_results(std::string_view bytes);

}  // namespace ipcgrade::model
