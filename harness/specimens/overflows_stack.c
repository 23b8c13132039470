// Recurses without end. Verdict: crash.
static volatile int depth;

static int dig(void) {
  char room[4096];
  room[depth % 4096] = 1;
  ++depth;
  return dig() + room[0];
}

int main(void) { return dig(); }
