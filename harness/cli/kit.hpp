// What students get: the handout, the skeleton, the program, and of the suite only what they may see. Nothing in it tells of a
// scenario that is kept back, not even its name, and nothing is of reference/.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "cli/project.hpp"
#include "model/scenario.hpp"

namespace ipcgrade::cli {

struct KitFile {
  std::filesystem::path path;    // in the kit
  std::filesystem::path source;  // copied with its mode; empty: `text`
  std::string text{};
};

// Without the program. InputError where a symbolic link would be copied.
[[nodiscard]] std::vector<KitFile> kit_files(const Project& project, const model::Suite& suite);

// InputError, with file and line, where a file or its path has the name of a scenario that is not visible.
void refuse_hidden_names(const std::vector<KitFile>& files, const model::Suite& suite);

// Into a folder that does not exist yet or is empty: else InputError.
void write_kit(const std::vector<KitFile>& files, const std::filesystem::path& program, const std::filesystem::path& out);

}  // namespace ipcgrade::cli
