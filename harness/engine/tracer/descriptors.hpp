// The limit on descriptors. The tracer holds three for every thread that lives, so it takes all that it may have; a program
// gets the limit that we were given, as if nobody traced it.
#pragma once

namespace ipcgrade::engine::tracer {

// Of this process, once; where the kernel refuses, the old limit stays.
void take_all_descriptors() noexcept;
// In a child, before it runs a program. Async-signal-safe.
void give_descriptors_back() noexcept;

}  // namespace ipcgrade::engine::tracer
