// Fingerprints of what a result rests on: equal ones mean that nothing has changed.
#pragma once

#include <string>
#include <vector>

#include "intake/collect.hpp"
#include "model/scenario.hpp"

namespace ipcgrade::cli {

// Of all that was handed in: names, modes, links and contents of a folder, or the bytes of the files. SystemError or InputError
// where it cannot be read, or is more than a submission may be.
[[nodiscard]] std::string content_of(const intake::HandIn& submission);

// Of all else: the task's scenarios, its assignment with what that provides, our own programs, this program itself, and the seed.
[[nodiscard]] std::string conditions_of(const std::string& root, const model::Suite& suite, std::uint64_t seed);

}  // namespace ipcgrade::cli
