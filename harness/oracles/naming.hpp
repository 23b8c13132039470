// How sentences call things: processes by their labels, places by file and line, signals by their names.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/trace.hpp"
#include "model/verdict.hpp"

namespace ipcgrade::oracles {

// As scenarios call it: "greet/1"; empty for nobody.
[[nodiscard]] std::string_view plain_label(const model::Trace& trace, model::ProcessIndex process);
// Whether it runs a program of ours (by = "reference").
[[nodiscard]] bool is_ours(const model::Trace& trace, model::ProcessIndex process);
// What a process did wrong is charged to the submission; but to us, where the program is ours.
[[nodiscard]] model::VerdictClass charged(const model::Trace& trace, model::ProcessIndex process, model::VerdictClass verdict);

// "greet/1", "our greet/1" where the program is ours; "the harness" for nobody.
[[nodiscard]] std::string label_of(const model::Trace& trace, model::ProcessIndex process);
// "greet/1", or "thread 2 of greet/1" where the process had several.
[[nodiscard]] std::string label_of(const model::Trace& trace, const model::ThreadState& thread);

// "greet.c:25 in main", or what of it is known; "" where nothing is.
[[nodiscard]] std::string place(const model::Site& site);
// " at greet.c:25 in main", " in main" or "".
[[nodiscard]] std::string at_place(const model::Site& site);

[[nodiscard]] std::string signal_name(int signal);
// What a program calls it: the kernel's wait4 is waitpid in C, its pipe2 is pipe.
[[nodiscard]] std::string_view call_name(std::string_view system_call);

// "a", "a and b", "a, b and c".
[[nodiscard]] std::string list_of(const std::vector<std::string>& words, std::string_view last = "and");

}  // namespace ipcgrade::oracles
