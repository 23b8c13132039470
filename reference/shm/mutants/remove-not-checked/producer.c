// producer NAME COUNT CAPACITY [--id K] [--new]: puts the items (K, 0) … (K, COUNT - 1) into the buffer NAME.
#include <stdio.h>
#include <string.h>

#include "arguments.h"
#include "buffer.h"

struct arguments {
  const char* name;
  uint32_t count, capacity, id;
  int anew;
};

static int parse_option(struct arguments* arguments, char*** words) {
  const char* word = *(*words)++;
  if (strcmp(word, "--new") == 0) {
    arguments->anew = 1;
    return 0;
  }
  if (strcmp(word, "--id") != 0 || **words == NULL) return -1;
  return parse_number(*(*words)++, 0, max_id, &arguments->id);
}

static int parse(struct arguments* arguments, int argc, char** argv) {
  if (argc < 4) return -1;
  *arguments = (struct arguments){.name = argv[1]};
  if (parse_number(argv[2], 1, max_count, &arguments->count) < 0) return -1;
  if (parse_number(argv[3], 1, max_capacity, &arguments->capacity) < 0) return -1;
  for (char** words = argv + 4; *words != NULL;) {
    if (parse_option(arguments, &words) < 0) return -1;
  }
  return 0;
}

int main(int argc, char** argv) {
  struct arguments arguments;
  if (parse(&arguments, argc, argv) < 0) {
    fprintf(stderr, "usage: producer NAME COUNT CAPACITY [--id K] [--new]\n");
    return 2;
  }
  struct buffer buffer;
  if (arguments.anew && buffer_remove(arguments.name) < 0) return 1;
  if (buffer_open(&buffer, arguments.name, arguments.capacity) < 0) return 1;
  int done = 0;
  for (uint32_t i = 0; i < arguments.count && done == 0; ++i) {
    done = buffer_put(&buffer, (struct shm_ring_slot){.producer = arguments.id, .index = i});
  }
  buffer_close(&buffer);
  return done < 0 ? 1 : 0;
}
