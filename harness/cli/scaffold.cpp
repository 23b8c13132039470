#include "cli/scaffold.hpp"

namespace ipcgrade::cli {

const std::vector<ScaffoldStyle>& scaffold_styles() {
  static const std::vector<ScaffoldStyle> styles = {pipe_style(), textbook_style()};
  return styles;
}

std::string with_name(std::string_view text, std::string_view task) {
  constexpr std::string_view placeholder = "NAME";
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const bool here = text.substr(at).starts_with(placeholder);
    out += here ? task : text.substr(at, 1);
    at += here ? placeholder.size() : 1;
  }
  return out;
}

}  // namespace ipcgrade::cli
