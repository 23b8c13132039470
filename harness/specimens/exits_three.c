// Ends with status 3 where 0 was expected. Verdict: wrong-exit.
int main(void) { return 3; }
