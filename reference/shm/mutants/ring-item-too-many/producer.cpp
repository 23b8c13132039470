// producer NAME COUNT CAPACITY [--id K] [--new]: puts the items (K, 0) … (K, COUNT - 1) into the buffer NAME.
#include "arguments.hpp"
#include "ring.hpp"

namespace {

struct Order : Arguments {
  std::uint32_t id = 0;
  bool anew = false;

  Order(int argc, char** argv) : Arguments(argc, argv) {
    for (auto option = options.begin(); option != options.end(); ++option) {
      if (*option == "--new") {
        anew = true;
      } else if (*option == "--id" && option + 1 != options.end()) {
        id = number(*++option, 0, max_id);
      } else {
        throw UsageError();
      }
    }
  }
};

void produce(const Order& order) {
  if (order.anew) Ring::remove(order.name);
  Ring ring(order.name, order.capacity);
  for (std::uint32_t index = 0; index < order.count; ++index) ring.put({order.id, index});
}

}  // namespace

int main(int argc, char** argv) try {
  const Order order(argc, argv);
  return guarded("producer", [&] { produce(order); });
} catch (const UsageError&) {
  std::fputs("usage: producer NAME COUNT CAPACITY [--id K] [--new]\n", stderr);
  return 2;
}
