// For tests of the parser: an assignment to parse against, and the complaint that a text gets.
#pragma once

#include <string>

#include "base/error.hpp"
#include "scenario/load.hpp"

namespace ipcgrade::scenario {

// Roles greet and swapcase, parts A and B.
[[nodiscard]] inline model::Assignment pipe_assignment() {
  model::Assignment assignment;
  assignment.name = "pipe";
  assignment.roles = {
      {"greet", {{"./greet"}, {"{args}"}}, model::AtEnd::exits, "cc -g -o greet greet.c -pthread", {"greet.c"}},
      {"swapcase", {{"./swapcase"}}, model::AtEnd::serves, "cc -g -o swapcase swapcase.c -pthread", {"swapcase.c"}}};
  assignment.parts = {{"A", "greeting", 40, false}, {"B", "two-way", 60, false}};
  return assignment;
}

// Runs `what`; the text of the InputError that it throws, or "" if it throws none.
template <class What>
[[nodiscard]] std::string complaint_of(What what) {
  try {
    (void)what();
    return "";
  } catch (const base::InputError& error) {
    return error.what();
  }
}

// Five lines; what follows begins in line 6.
inline const std::string head = R"([scenario]
title  = "A title"
part   = "A"
points = 2

)";

[[nodiscard]] inline std::string complaint_about(const std::string& text) {
  return complaint_of([&] { return parse_scenario(text, "s.toml", pipe_assignment()); });
}

// Steps after a started p1: they begin in line 9.
inline const std::string started = head + "[[step]]\nstart = \"greet\"\nas = \"p1\"\n";

}  // namespace ipcgrade::scenario
