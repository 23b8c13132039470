// Names of students' making as names of files of ours.
#pragma once

#include <string>
#include <string_view>

namespace ipcgrade::report {

// The name itself where every program can be given it as it is; else what is left of it with a fingerprint, so that different
// names stay different. At most 120 bytes, no '/', never hidden.
[[nodiscard]] std::string safe_file_name(std::string_view name);

}  // namespace ipcgrade::report
