// A call of the 32-bit ABI, whose numbers mean other calls, is refused. Verdict: passed.
#define _GNU_SOURCE
#include <stdio.h>
#include <string.h>

int main(void) {
  long result;
  __asm__ volatile("int $0x80" : "=a"(result) : "a"(20L) : "memory");  // getpid there, writev here
  printf("%s\n", result >= 0 ? "went through" : strerrorname_np((int)-result));
  return 0;
}
