// Makes a FIFO and leaves it behind. Verdict: leak.
#include <sys/stat.h>

int main(void) { return mkfifo("left_behind", 0600); }
