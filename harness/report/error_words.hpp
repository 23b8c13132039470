// Why a call failed.
#pragma once

#include <cstdint>
#include <string>

namespace ipcgrade::report {

// "EAGAIN: not now: it would have to wait": what -errno means.
[[nodiscard]] std::string error_words(std::int64_t result);

}  // namespace ipcgrade::report
