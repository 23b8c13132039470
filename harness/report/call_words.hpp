// One call of a program in a line: what it did to which object, and what came of it. "read(3) from pipe A → 6 bytes "Hello\n"".
#pragma once

#include <cstddef>
#include <string>

#include "model/trace.hpp"
#include "report/error_words.hpp"
#include "report/objects.hpp"

namespace ipcgrade::report {

// What a sentence about a call may need to look up.
struct Scene {
  const model::Trace& trace;
  Objects& objects;
};

[[nodiscard]] std::string words_for(const Scene& scene, model::ProcessIndex process, const model::Called& called);
// "read(3): waits for bytes or end-of-file from pipe A".
[[nodiscard]] std::string words_for(const Scene& scene, model::ProcessIndex process, const model::BlockedIn& blocked);
// What the call is to be called where only its name matters: "read(3)".
[[nodiscard]] std::string short_name(const model::Called& called);

// Calls that a reader of a story does not miss: how a program starts, asks and reads its libraries. They are told together.
[[nodiscard]] bool is_small(const Scene& scene, model::ProcessIndex process, const model::Called& called);

// "greet/1" for a pid of the trial; "process 7" for another.
[[nodiscard]] std::string process_called(const model::Trace& trace, std::int64_t pid);

// Of the bytes that a call moved, so many are shown.
inline constexpr std::size_t shown_bytes = 32;
// The object of a call, by the table of descriptors where that knows it: it tells standard output from standard error.
[[nodiscard]] std::string object_of(const Scene& scene, model::ProcessIndex process, const model::Called& called);

}  // namespace ipcgrade::report
