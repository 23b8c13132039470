// What a sleeping thread waits for, in words: "waits to read from the pipe (fd 3)", "whose write end only greet (fd 4)
// holds". One table by what is awaited and on what kind of object; sentences about deadlocks, unfinished processes and wrong
// kinds of waiting are all made of its rows.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/trace.hpp"

namespace ipcgrade::oracles {

// One snapshot of a trace: what names and descriptors are looked up in.
struct View {
  const model::Trace& trace;
  const model::Snapshot& snapshot;
};

// What follows "waits": "to read from the pipe (fd 3)", "for its child greet/1 to end".
[[nodiscard]] std::string what_for(const View& view, const model::ThreadState& thread, const model::Wait& wait);
// All that could end the call: "to read from the pipe (fd 3) or to write into the pipe (fd 4), which is full".
[[nodiscard]] std::string what_for(const View& view, const model::ThreadState& thread);
// "waits at greet.c:25 in main to read from the pipe (fd 3)", "is stopped by a signal", "is still running".
[[nodiscard]] std::string what_it_does(const View& view, const model::ThreadState& thread);
// The same for the thread of a process that tells most: its first that is no runtime's helper. "" where it has none.
[[nodiscard]] std::string what_it_does(const View& view, model::ProcessIndex process);

// What follows the wait: ", whose write end only greet (fd 4) and greet/1 (fd 4) hold". The holders are the wakers that
// live; without any: ", and no process is left that could open it". "" where the row has nothing to add.
[[nodiscard]] std::string who_could(const View& view, const model::ThreadState& thread, const model::Wait& wait);
// One waker's part in it: "greet holds a write end of it (fd 4, from pipe at greet.c:12)".
[[nodiscard]] std::string how_could(const View& view, const model::Wait& wait, model::ProcessIndex waker);
// The wakers that have a live thread.
[[nodiscard]] std::vector<model::ProcessIndex> living_wakers(const View& view, const model::Wait& wait);

// The waker's descriptor by which it could end the wait (of a read: a write end); nullptr where there is none.
[[nodiscard]] const model::Descriptor* counterpart(const View& view, const model::Wait& wait, model::ProcessIndex waker);
// "fd 4, from pipe at greet.c:12", "fd 4, inherited through fork at greet.c:14".
[[nodiscard]] std::string describe(const model::Descriptor& descriptor);

// "the pipe (fd 3)", "the FIFO /work/f (fd 3)", as seen by the waiting process.
[[nodiscard]] std::string name_of(const View& view, const model::Wait& wait, model::ProcessIndex waiter);

// "a pipe", "a child": what follows "waits on" where the object itself does not matter.
[[nodiscard]] std::string_view a_kind(model::ObjectKind kind);

[[nodiscard]] std::vector<const model::ThreadState*> threads_of(const model::Snapshot& snapshot, model::ProcessIndex process);
[[nodiscard]] const model::ProcessState* state_of(const model::Snapshot& snapshot, model::ProcessIndex process);

}  // namespace ipcgrade::oracles
