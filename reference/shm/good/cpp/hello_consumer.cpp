// hello_consumer NAME: prints the text in the shared memory object NAME, and removes the object.
#include <cstring>
#include <iostream>
#include <stdexcept>
#include <string_view>

#include "shared_memory.hpp"

namespace {

constexpr std::size_t object_size = 4096;

void show(const std::string& name) {
  const Object object(name, O_RDONLY);
  if (object.size() != object_size) throw std::runtime_error(name + " is no object of hello_producer");
  const Mapping memory(object, object_size, PROT_READ);
  const auto* text = static_cast<const char*>(memory.start());
  std::cout << std::string_view(text, ::strnlen(text, object_size)) << std::endl;
  if (!std::cout) throw std::runtime_error("standard output cannot be written");
  if (::shm_unlink(name.c_str()) < 0) failed(name);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) {
    std::fputs("usage: hello_consumer NAME\n", stderr);
    return 2;
  }
  return guarded("hello_consumer", [&] { show(argv[1]); });
}
