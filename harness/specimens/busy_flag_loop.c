// Looks at a flag that nobody is left to set; the same state recurs. Verdict: busy-wait.
static volatile int flag;

int main(void) {
  while (!flag) continue;
  return 0;
}
