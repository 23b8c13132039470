// Ends by abort. Verdict: crash.
#include <stdlib.h>

int main(void) { abort(); }
