// What `ipcgrade new` writes: a small task that proves itself, to be changed step by step into the one that is wanted.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace ipcgrade::cli {

// A file of a scaffold; NAME in its path and its text is to become the task's name.
struct ScaffoldFile {
  std::string_view path;  // below the project's root
  std::string_view text;
};

struct ScaffoldStyle {
  std::string_view name;
  std::string_view summary;  // one line
  std::vector<ScaffoldFile> files;
};

[[nodiscard]] const std::vector<ScaffoldStyle>& scaffold_styles();
[[nodiscard]] ScaffoldStyle pipe_style();
[[nodiscard]] ScaffoldStyle textbook_style();

// The text with the task's name in the place of every NAME.
[[nodiscard]] std::string with_name(std::string_view text, std::string_view task);

}  // namespace ipcgrade::cli
