// Every process forks again and again. Only with --in-a-trial: never run it by hand. Verdict: runaway.
#include <string.h>
#include <unistd.h>

int main(int argc, char** argv) {
  if (argc < 2 || strcmp(argv[1], "--in-a-trial") != 0) return 2;
  for (;;) fork();
}
