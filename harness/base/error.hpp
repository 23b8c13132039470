// Errors by whose mistake they are. A student's mistake is never one of these: it is a verdict.
#pragma once

#include <cerrno>
#include <stdexcept>
#include <string>

namespace ipcgrade::base {

// Where in an author's file something stands. Lines and columns count from 1; 0 means "the file as a whole".
struct Position {
  std::string file;
  int line = 0;
  int column = 0;

  bool operator==(const Position&) const = default;
};

// "FILE:LINE:COLUMN", or what of it is known.
[[nodiscard]] std::string to_string(const Position& position);

// The author's mistake (a scenario, an assignment, a flag). Ends the command with exit 2 and one line.
class InputError : public std::runtime_error {
 public:
  InputError(Position position, const std::string& text);
  [[nodiscard]] const Position& position() const noexcept { return position_; }

 private:
  Position position_;
};

// The machine's trouble (EPERM, no ptrace, out of pids). Caught around a trial: inconclusive, never costs points; exit 3.
class SystemError : public std::runtime_error {
 public:
  SystemError(int error_number, const std::string& doing);
  [[nodiscard]] int error_number() const noexcept { return error_number_; }

 private:
  int error_number_;
};

// Passes a system call's result through, or throws SystemError{errno, doing} where it is negative.
template <class Result>
Result check(Result result, const char* doing) {
  if (result < 0) throw SystemError(errno, doing);
  return result;
}

}  // namespace ipcgrade::base
