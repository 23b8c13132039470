// consumer NAME COUNT CAPACITY [--remove]: takes COUNT items from the buffer NAME and prints them, each as soon as it has it.
#include <iostream>

#include "arguments.hpp"
#include "ring.hpp"

namespace {

struct Order : Arguments {
  bool removes = false;

  Order(int argc, char** argv) : Arguments(argc, argv) {
    for (const auto option : options) {
      if (option != "--remove") throw UsageError();
      removes = true;
    }
  }
};

void print_items(Ring& ring, std::uint32_t count) {
  for (std::uint32_t taken = 0; taken < count; ++taken) {
    const Item item = ring.take();
    std::cout << item.producer << ' ' << item.index << std::endl;  // endl flushes: who waits next must not keep a line back
    if (!std::cout) throw std::runtime_error("standard output cannot be written");
  }
}

// The ring is removed also where a line could not be printed.
void consume(const Order& order) {
  Ring ring(order.name, order.capacity);
  try {
    print_items(ring, order.count);
  } catch (...) {
    if (order.removes) ::shm_unlink(order.name.c_str());
    throw;
  }
  if (order.removes) Ring::remove(order.name);
}

}  // namespace

int main(int argc, char** argv) try {
  const Order order(argc, argv);
  return guarded("consumer", [&] { consume(order); });
} catch (const UsageError&) {
  std::fputs("usage: consumer NAME COUNT CAPACITY [--remove]\n", stderr);
  return 2;
}
