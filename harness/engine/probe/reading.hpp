// How the readers of /proc read: a file that is not there any more is an empty text, because its tracee is gone.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/fd.hpp"

namespace ipcgrade::engine::probe {

// To be called where open failed: SystemError if it is we who are out of descriptors.
void throw_if_out_of_descriptors();
// Empty where the tracee is gone. SystemError as above.
[[nodiscard]] base::Fd open_to_read(const std::string& path);
[[nodiscard]] std::string read_all(const std::string& path);
// The number after a name such as "flags:"; 0 where that is not in the text.
[[nodiscard]] std::uint64_t number_after(const std::string& text, std::string_view name, int base);

}  // namespace ipcgrade::engine::probe
