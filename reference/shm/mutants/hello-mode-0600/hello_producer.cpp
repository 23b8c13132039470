// hello_producer NAME TEXT…: writes the texts, one after another, into the shared memory object NAME and leaves it there.
#include <stdexcept>

#include "shared_memory.hpp"

namespace {

constexpr std::size_t object_size = 4096;

std::string joined(char** texts) {
  std::string text;
  while (*texts != nullptr) text += *texts++;
  if (text.size() >= object_size) throw std::runtime_error("the texts have more than 4095 bytes");
  return text;
}

void leave(const std::string& name, const std::string& text) {
  const Object object(name, O_CREAT | O_RDWR);
  try {
    object.resize(object_size);
    const Mapping memory(object, object_size, PROT_READ | PROT_WRITE);
    text.copy(static_cast<char*>(memory.start()), text.size());
    static_cast<char*>(memory.start())[text.size()] = '\0';  // an earlier text may have been longer
  } catch (...) {
    ::shm_unlink(name.c_str());
    throw;
  }
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3) {
    std::fputs("usage: hello_producer NAME TEXT...\n", stderr);
    return 2;
  }
  return guarded("hello_producer", [&] { leave(argv[1], joined(argv + 2)); });
}
