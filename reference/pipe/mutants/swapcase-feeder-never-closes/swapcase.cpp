// swapcase: standard input goes through a pipe to the child and comes back, case swapped, through another. The parent has two
// threads: one feeds the child, the other takes what comes back, so a full pipe holds up only one of them.
#include <array>
#include <future>
#include <thread>

#include "process.hpp"

namespace {

using Piece = std::array<char, 8192>;

char swapped(char c) {
  if (c >= 'a' && c <= 'z') return static_cast<char>(c - 'a' + 'A');
  if (c >= 'A' && c <= 'Z') return static_cast<char>(c - 'A' + 'a');
  return c;
}

// Copies until the end of `from`, each byte through `change`.
template <class Change>
void copy(const End& from, const End& to, Change change) {
  Piece piece;
  while (const std::size_t n = from.read(piece.data(), piece.size())) {
    for (std::size_t i = 0; i < n; ++i) piece[i] = change(piece[i]);
    to.write({piece.data(), n});
  }
}

char same(char c) { return c; }

void swapcase() {
  Pipe there = Pipe::make();
  Pipe back = Pipe::make();
  Child child("swapcase", [&] {
    there.in.close();
    back.out.close();
    copy(there.out, back.in, swapped);
  });
  there.out.close();
  back.in.close();

  // The feeder is not joined: if the child fails, it may still be waiting for input, and the end of the process ends it.
  std::packaged_task<void()> feed([&there] { copy(End(STDIN_FILENO), there.in, same); });
  std::future<void> fed = feed.get_future();
  std::thread(std::move(feed)).detach();

  copy(back.out, End(STDOUT_FILENO), same);
  child.wait();
  fed.get();
}

}  // namespace

int main(int argc, char**) {
  if (argc > 1) {
    std::fputs("usage: swapcase\n", stderr);
    return 2;
  }
  ::signal(SIGPIPE, SIG_IGN);  // should the child end early, write(2) says EPIPE and we can report it
  return guarded("swapcase", swapcase);
}
