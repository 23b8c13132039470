// fifo_reader PATH: makes the FIFO PATH if there is none, and moves what comes out of it to standard output until the last
// writer has closed it. splice(2) moves the bytes inside the kernel where standard output is a pipe; else they are copied.
#include <array>
#include <filesystem>

#include "fifo.hpp"

namespace {

constexpr std::size_t at_once = 65536;

// Removes the FIFO also when the copying has failed.
class Removed {
 public:
  explicit Removed(const char* path) : path_(path) {}
  Removed(const Removed&) = delete;
  Removed& operator=(const Removed&) = delete;
  ~Removed() { ::unlink(path_); }

 private:
  const char* path_;
};

// False: standard output is not such that splice could write to it, and nothing was moved.
bool splice_all(const End& from, const End& to) {
  for (;;) {
    const ssize_t n = ::splice(from.fd(), nullptr, to.fd(), nullptr, at_once, 0);
    if (n == 0) return true;
    if (n < 0 && errno == EINVAL) return false;
    if (n < 0 && errno != EINTR) failed("splice");
  }
}

void copy_all(const End& from, const End& to) {
  std::array<char, at_once> piece;
  while (const std::size_t n = from.read(piece.data(), piece.size())) to.write({piece.data(), n});
}

void read_to_the_end(const char* path) {
  const End fifo = meet(path, O_RDONLY);
  const Removed removed(path);
  const End output(STDOUT_FILENO);
  if (!splice_all(fifo, output)) copy_all(fifo, output);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) {
    std::fputs("usage: fifo_reader PATH\n", stderr);
    return 2;
  }
  ::signal(SIGPIPE, SIG_IGN);  // a failed write is reported, and the FIFO still removed
  return guarded("fifo_reader", [&] { read_to_the_end(argv[1]); });
}
