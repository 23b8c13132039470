#include "base/error.hpp"

#include <cstring>

namespace ipcgrade::base {

std::string to_string(const Position& position) {
  std::string text = position.file;
  if (position.line > 0) text += ':' + std::to_string(position.line);
  if (position.line > 0 && position.column > 0) text += ':' + std::to_string(position.column);
  return text;
}

InputError::InputError(Position position, const std::string& text)
    : std::runtime_error(position.file.empty() ? text : to_string(position) + ": " + text), position_(std::move(position)) {}

SystemError::SystemError(int error_number, const std::string& doing)
    : std::runtime_error(doing + ": " + std::strerror(error_number)), error_number_(error_number) {}

}  // namespace ipcgrade::base
