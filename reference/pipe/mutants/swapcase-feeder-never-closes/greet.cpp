// greet [TEXT]: the parent sends TEXT through a pipe, the child prints it. A message is its length and then its bytes, so the
// child can tell a whole message from one that was cut short.
#include <string>

#include "process.hpp"

namespace {

void send(const End& pipe, const std::string& text) {
  const std::size_t length = text.size();
  pipe.write({reinterpret_cast<const char*>(&length), sizeof length});
  pipe.write(text);
}

void receive(const End& pipe, char* data, std::size_t size) {
  while (size > 0) {
    const std::size_t n = pipe.read(data, size);
    if (n == 0) throw std::runtime_error("the message is cut short");
    data += n;
    size -= n;
  }
}

std::string receive(const End& pipe) {
  std::size_t length = 0;
  receive(pipe, reinterpret_cast<char*>(&length), sizeof length);
  std::string text(length, '\0');
  receive(pipe, text.data(), length);
  return text;
}

void greet(const std::string& text) {
  Pipe pipe = Pipe::make();
  Child child("greet", [&] {
    pipe.in.close();
    End(STDOUT_FILENO).write("read " + receive(pipe.out) + "\n");
  });
  pipe.out.close();
  send(pipe.in, text);
  pipe.in.close();
  child.wait();
}

}  // namespace

int main(int argc, char** argv) {
  if (argc > 2) {
    std::fputs("usage: greet [TEXT]\n", stderr);
    return 2;
  }
  ::signal(SIGPIPE, SIG_IGN);  // should the child end early, write(2) says EPIPE and we can report it
  return guarded("greet", [&] { greet(argc == 2 ? argv[1] : "Greetings"); });
}
