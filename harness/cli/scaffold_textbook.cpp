// The style "textbook": two programs without arguments that meet at an object of a fixed name.
#include "cli/scaffold.hpp"

namespace ipcgrade::cli {
namespace {

constexpr std::string_view shm_assignment = R"([assignment]
title = "NAME: two programs and a shared memory object"

[parts.A]
title   = "NAME"
percent = 100

# Neither takes an argument: the object is always /NAME.
[roles.producer]
command = ["./producer"]

[roles.consumer]
command = ["./consumer"]
)";

constexpr std::string_view shm_handout = R"(# NAME

Write `producer` and `consumer`. The first leaves a text in shared memory, the second prints it and cleans up.

## The contract
1. `./producer` makes the shared memory object `/NAME` of 4096 bytes, writes `Hello` and a zero byte to its beginning and ends. It
   leaves the object (shm_open(3), ftruncate(2), mmap(2)).
2. `./consumer` maps the object, prints the text and removes the object (shm_unlink(3)).

        $ ./producer; ./consumer
        Hello

## What to hand in
A folder with `producer.c` and `consumer.c`, each built by `cc -g -o PROGRAM PROGRAM.c -pthread`; with a `Makefile`, by `make`; a
`submission.toml` can say otherwise.

## How it is graded
    ipcgrade run NAME

runs the same checks as the grader.
)";

constexpr std::string_view shm_skeleton = R"(#include <stdio.h>

int main(void) {
  fprintf(stderr, "not written yet: shared memory of the name /NAME\n");
  return 1;
}
)";

constexpr std::string_view shm_scenario = R"([scenario]
title  = "The consumer prints what the producer has left in shared memory, and removes it"
part   = "A"
points = 1
hint   = "Both must map the object MAP_SHARED. The name goes with shm_unlink, not when the program ends."

[[step]]
start = "producer"
[[step]]
expect = { process = "producer", exit = 0, file = { path = "/dev/shm/NAME", is = "regular", size = 4096 } }
[[step]]
start = "consumer"
[[step]]
expect = { process = "consumer", stdout = { starts_with = "Hello" }, exit = 0, file = { path = "/dev/shm/NAME", is = "absent" } }
)";

constexpr std::string_view shm_producer = R"(#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

int main(void) {
  int fd = shm_open("/NAME", O_CREAT | O_RDWR, 0666);
  char* memory = MAP_FAILED;
  if (fd >= 0 && ftruncate(fd, 4096) == 0) memory = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
  if (memory == MAP_FAILED) {
    perror("producer");
    return EXIT_FAILURE;
  }
  strcpy(memory, "Hello");
  return EXIT_SUCCESS;
}
)";

constexpr std::string_view shm_consumer = R"(#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>

int main(void) {
  int fd = shm_open("/NAME", O_RDONLY, 0);
  const char* memory = fd < 0 ? MAP_FAILED : mmap(NULL, 4096, PROT_READ, MAP_SHARED, fd, 0);
  if (memory == MAP_FAILED) {
    perror("consumer");
    return EXIT_FAILURE;
  }
  printf("%s\n", memory);
  if (shm_unlink("/NAME") < 0) {
    perror("consumer");
    return EXIT_FAILURE;
  }
  return EXIT_SUCCESS;
}
)";

constexpr std::string_view shm_forgetful_consumer = R"(#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>

int main(void) {
  int fd = shm_open("/NAME", O_RDONLY, 0);
  const char* memory = fd < 0 ? MAP_FAILED : mmap(NULL, 4096, PROT_READ, MAP_SHARED, fd, 0);
  if (memory == MAP_FAILED) {
    perror("consumer");
    return EXIT_FAILURE;
  }
  printf("%s\n", memory);
  return EXIT_SUCCESS;
}
)";

constexpr std::string_view shm_second_producer = R"(import mmap

with open("/dev/shm/NAME", "w+b") as shared:
    shared.truncate(4096)
    with mmap.mmap(shared.fileno(), 4096) as memory:
        memory[:6] = b"Hello\0"
)";

constexpr std::string_view shm_second_consumer = R"(import mmap
import os

with open("/dev/shm/NAME", "rb") as shared, mmap.mmap(shared.fileno(), 4096, prot=mmap.PROT_READ) as memory:
    print(memory[: memory.find(b"\0")].decode())
os.unlink("/dev/shm/NAME")
)";

constexpr std::string_view shm_second_settings = R"([roles]
producer = ["python3", "producer.py"]
consumer = ["python3", "consumer.py"]
)";

constexpr std::string_view shm_expect = R"(bug    = "the consumer does not remove the object"
parent = "first"

[caught]
"NAME-prints" = "leak"
)";

}  // namespace

ScaffoldStyle textbook_style() {
  return {"textbook",
          "two programs without arguments that meet at an object of a fixed name",
          {{"assignments/NAME/assignment.toml", shm_assignment},
           {"assignments/NAME/README.md", shm_handout},
           {"assignments/NAME/skeleton/producer.c", shm_skeleton},
           {"assignments/NAME/skeleton/consumer.c", shm_skeleton},
           {"suites/NAME/NAME-prints.toml", shm_scenario},
           {"reference/NAME/good/first/producer.c", shm_producer},
           {"reference/NAME/good/first/consumer.c", shm_consumer},
           {"reference/NAME/good/second/producer.py", shm_second_producer},
           {"reference/NAME/good/second/consumer.py", shm_second_consumer},
           {"reference/NAME/good/second/submission.toml", shm_second_settings},
           {"reference/NAME/mutants/leaves-object/producer.c", shm_producer},
           {"reference/NAME/mutants/leaves-object/consumer.c", shm_forgetful_consumer},
           {"reference/NAME/mutants/leaves-object/expect.toml", shm_expect}}};
}

}  // namespace ipcgrade::cli
