// Makes a named semaphore and leaves it behind. Verdict: leak.
#include <fcntl.h>
#include <semaphore.h>
#include <string.h>

int main(int argc, char** argv) {
  if (argc != 2 || strcmp(argv[1], "--in-a-trial") != 0) return 2;
  return sem_open("/left_behind", O_CREAT, 0600, 1) == SEM_FAILED;
}
