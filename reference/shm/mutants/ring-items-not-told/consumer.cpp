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

// Removes the ring also when the consumer has failed.
class Removed {
 public:
  explicit Removed(const std::string& name) : name_(name) {}
  Removed(const Removed&) = delete;
  Removed& operator=(const Removed&) = delete;
  ~Removed() { ::shm_unlink(name_.c_str()); }

 private:
  const std::string& name_;
};

void print_items(Ring& ring, std::uint32_t count) {
  for (std::uint32_t taken = 0; taken < count; ++taken) {
    const Item item = ring.take();
    std::cout << item.producer << ' ' << item.index << std::endl;  // endl flushes: who waits next must not keep a line back
    if (!std::cout) throw std::runtime_error("standard output cannot be written");
  }
}

void consume(const Order& order) {
  Ring ring(order.name, order.capacity);
  if (!order.removes) return print_items(ring, order.count);
  const Removed removed(order.name);
  print_items(ring, order.count);
}

}  // namespace

int main(int argc, char** argv) try {
  const Order order(argc, argv);
  return guarded("consumer", [&] { consume(order); });
} catch (const UsageError&) {
  std::fputs("usage: consumer NAME COUNT CAPACITY [--remove]\n", stderr);
  return 2;
}
