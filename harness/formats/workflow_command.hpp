// Lines that a GitHub runner acts on, and text that it must not act on. The runner reads commands from the log: "::name::" where
// a line begins so, and the older "##[name]" wherever it stands in a line (actions/runner, ActionCommand.cs).
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace ipcgrade::formats {

struct Property {
  std::string name;
  std::string value;
};

// "::error file=greet.c,line=31::text" and a newline, with what would end a property or the line escaped.
[[nodiscard]] std::string workflow_command(std::string_view name, const std::vector<Property>& properties, std::string_view text);

// The text between ::stop-commands:: and the token that starts them again; the token is made so that the text does not hold it.
[[nodiscard]] std::string without_commands(std::string_view text);

// One line of text that other programs print into the log: no command stands in it.
[[nodiscard]] std::string no_command(std::string_view line);

}  // namespace ipcgrade::formats
