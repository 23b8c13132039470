// The monotonic clock. It feeds durations that people read and the wall-clock backstop; no verdict about blocking reads it.
#pragma once

#include <chrono>

namespace ipcgrade::base {

using Clock = std::chrono::steady_clock;
using Nanoseconds = std::chrono::nanoseconds;

}  // namespace ipcgrade::base
