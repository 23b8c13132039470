// Makes a POSIX queue and leaves it behind. Verdict: leak.
#include <fcntl.h>
#include <mqueue.h>
#include <stddef.h>
#include <string.h>

int main(int argc, char** argv) {
  if (argc != 2 || strcmp(argv[1], "--in-a-trial") != 0) return 2;
  return mq_open("/left_behind", O_RDWR | O_CREAT, 0600, NULL) < 0;
}
