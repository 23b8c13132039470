// The files of a trial that its scenario speaks of. Relative names are relative to the working folder, which is the tracer's
// own as well.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "model/file.hpp"

namespace ipcgrade::engine {

// Before any program runs. They belong to the user that programs run as: `owner` where that is not this process's. SystemError
// where the machine refuses.
void make_given(const std::vector<model::GivenFile>& given, std::optional<unsigned> owner);

// What is there under that name now; a file that cannot be looked at is one of another kind. Never waits, follows no link.
[[nodiscard]] model::FileState look_at(const std::string& path);

}  // namespace ipcgrade::engine
