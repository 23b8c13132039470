// A deadlock as a picture: the threads that can never go on, what each waits for, and who could end that wait but waits itself.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "model/trace.hpp"

namespace ipcgrade::report::page {

struct WaitPicture {
  struct Waiter {
    std::string name;   // "greet/1"
    std::string where;  // "greet.c:33"
  };
  // Two halves: a waiter waits for a thing, a thing could be brought about by a waiter.
  struct Edge {
    std::size_t waiter = 0;
    std::size_t thing = 0;
    std::string label;  // "read(3)"; "write end, fd 4"
  };
  std::vector<Waiter> waiters;
  std::vector<std::string> things;  // "pipe A", "the end of greet/1"
  std::vector<Edge> waits;
  std::vector<Edge> could;
};

// Without waiters where the snapshot holds no deadlock.
[[nodiscard]] WaitPicture wait_picture(const model::Trace& trace, const model::Snapshot& snapshot);

}  // namespace ipcgrade::report::page
