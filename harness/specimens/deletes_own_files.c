// Removes its own program and what lies beside it; the next trial gets a fresh copy. Only with --in-a-trial. Verdict: passed.
#include <dirent.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

int main(int argc, char** argv) {
  if (argc < 2 || strcmp(argv[1], "--in-a-trial") != 0) return 2;
  DIR* here = opendir(".");
  for (struct dirent* entry; (entry = readdir(here)) != NULL;) unlink(entry->d_name);
  closedir(here);
  printf("%s\n", access(argv[0], F_OK) != 0 ? "gone" : "not gone");
  return 0;
}
