// consumer NAME COUNT CAPACITY [--remove]: takes COUNT items from the buffer NAME and prints them, each as soon as it has it.
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "arguments.h"
#include "buffer.h"

struct arguments {
  const char* name;
  uint32_t count, capacity;
  int removes;
};

static int parse(struct arguments* arguments, int argc, char** argv) {
  if (argc < 4) return -1;
  *arguments = (struct arguments){.name = argv[1]};
  if (parse_number(argv[2], 1, max_count, &arguments->count) < 0) return -1;
  if (parse_number(argv[3], 1, max_capacity, &arguments->capacity) < 0) return -1;
  for (char** words = argv + 4; *words != NULL; ++words) {
    if (strcmp(*words, "--remove") != 0) return -1;
    arguments->removes = 1;
  }
  return 0;
}

// Standard output may be a pipe: without the fflush, the line would stay in stdio's buffer while we wait for the next item.
static int print(struct shm_ring_slot item) {
  int printed = printf("%" PRIu32 " %" PRIu32 "\n", item.producer, item.index);
  return printed < 0 || fflush(stdout) != 0 ? failed("consumer: standard output") : 0;
}

static int consume(struct buffer* buffer, uint32_t count) {
  for (uint32_t i = 0; i < count; ++i) {
    struct shm_ring_slot item;
    if (buffer_take(buffer, &item) < 0 || print(item) < 0) return -1;
  }
  return 0;
}

int main(int argc, char** argv) {
  struct arguments arguments;
  if (parse(&arguments, argc, argv) < 0) {
    fprintf(stderr, "usage: consumer NAME COUNT CAPACITY [--remove]\n");
    return 2;
  }
  struct buffer buffer;
  if (buffer_open(&buffer, arguments.name, arguments.capacity) < 0) return 1;
  int done = consume(&buffer, arguments.count);
  buffer_close(&buffer);
  int removed = arguments.removes ? buffer_remove(arguments.name) : 0;
  return done < 0 || removed < 0 ? 1 : 0;
}
