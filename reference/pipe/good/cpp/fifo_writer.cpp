// fifo_writer PATH: makes the FIFO PATH if there is none, and copies standard input into it. std::getline gives a line as soon
// as its end has come, and End::write passes it on with one write(2), which is never partial for so few bytes.
#include <climits>
#include <iostream>
#include <string>

#include "fifo.hpp"

namespace {

void write_lines(const char* path) {
  const End fifo = meet(path, O_WRONLY);
  std::string line;
  while (std::getline(std::cin, line)) {
    if (!std::cin.eof()) line += '\n';  // the last line may lack its end
    if (line.size() > PIPE_BUF) throw std::runtime_error("a line is longer than PIPE_BUF bytes");
    fifo.write(line);
  }
  if (std::cin.bad()) throw std::runtime_error("standard input cannot be read");
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) {
    std::fputs("usage: fifo_writer PATH\n", stderr);
    return 2;
  }
  ::signal(SIGPIPE, SIG_IGN);  // should the reader be gone, write(2) says EPIPE and we can report it
  return guarded("fifo_writer", [&] { write_lines(argv[1]); });
}
