// Changes a byte of a file that is there, which neither its name nor its size tells. Verdict: passed.
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

int main(void) {
  const int note = open("note", O_WRONLY);
  printf("%s\n", note < 0 ? "no note" : write(note, "b", 1) == 1 ? "rewritten" : "not written");
  return 0;
}
