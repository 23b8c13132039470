// A fresh copy of a folder for one trial. Nothing of the copy is shared with the original: what a program does to its working
// folder is gone with the trial.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace ipcgrade::engine::sandbox {

// Copies what is in `from` into the existing folder `to`. Modes are kept (without set-uid bits), links are copied as links; a
// special file is a SystemError naming it. With an owner, everything is given to it. Returns the bytes copied.
std::uint64_t copy_folder(const std::string& from, const std::string& to, std::optional<unsigned> owner);

// Gives a folder and all in it to a user (links themselves, not what they point to).
void give_folder(const std::string& folder, unsigned owner);

}  // namespace ipcgrade::engine::sandbox
