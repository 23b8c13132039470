// pipeline CMD [ARG...] [-- CMD [ARG...]]...: every command's output is the next one's input.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

// Cuts the words at every "--": stages[i] becomes the first word of an argument list that ends with NULL, as execvp wants it.
// How many stages there are, or 0 if one of them is empty. `stages` has room for one a word.
static int split(char** words, char** stages[]) {
  int count = 0;
  for (;;) {
    if (*words == NULL || strcmp(*words, "--") == 0) return 0;
    stages[count++] = words;
    while (*words != NULL && strcmp(*words, "--") != 0) ++words;
    if (*words == NULL) return count;
    *words++ = NULL;
  }
}

// Starts all stages, then waits for all of them: the status of the last one.
static int run(char** stages[], int count) {
  (void)stages;
  (void)count;
  fprintf(stderr, "pipeline: run is not written yet\n");
  // For every stage:
  //   - make the pipe behind it (not behind the last one);
  //   - fork; in the child put the right ends in the place of standard input and output (dup2), close all others, and execvp;
  //   - should execvp return, say why and _exit with 127 or 126: a child must not go on in this code;
  //   - in the parent close the ends that the stages now have.
  // Only then wait, for each of them.
  return 1;
}

int main(int argc, char** argv) {
  char*** stages = malloc((size_t)argc * sizeof *stages);
  if (stages == NULL) {
    perror("pipeline: malloc");
    return 1;
  }
  int count = split(argv + 1, stages);
  if (count == 0) fprintf(stderr, "usage: pipeline CMD [ARG...] [-- CMD [ARG...]]...\n");
  int status = count == 0 ? 2 : run(stages, count);
  free(stages);
  return status;
}
