// pipeline CMD [ARG...] [-- CMD [ARG...]]...: every command's output is the next one's input. From left to right: each pipe is
// made just before the stage that writes into it, and the parent closes each end as soon as the stage that needs it exists.
//
// Every call is checked, EINTR is continued, and every stage that was started is reaped whatever goes wrong.
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static int failed(const char* what) {
  perror(what);
  return -1;
}

static int usage(void) {
  fprintf(stderr, "usage: pipeline CMD [ARG...] [-- CMD [ARG...]]...\n");
  return 2;
}

// Cuts the arguments at every "--", so that stages[i] is the first word of an argument list that ends with NULL: how many
// stages there are, or 0 if one of them is empty. `stages` has room for one a word.
static int split(char** words, char** stages[]) {
  int count = 0;
  for (;;) {
    if (*words == NULL || strcmp(*words, "--") == 0) return 0;
    stages[count++] = words;
    while (*words != NULL && strcmp(*words, "--") != 0) ++words;
    if (*words == NULL) return count;
    *words++ = NULL;
  }
}

static int is_not_there(int error) { return error == ENOENT || error == ENOTDIR; }

// The child's work: `in` and `out` become its standard input and output, and the command takes its place. Never returns.
static void become(char** command, int in, int out) {
  if (in != STDIN_FILENO && (dup2(in, STDIN_FILENO) < 0 || close(in) < 0)) _exit(-failed("pipeline: dup2"));
  if (out != STDOUT_FILENO && (dup2(out, STDOUT_FILENO) < 0 || close(out) < 0)) _exit(-failed("pipeline: dup2"));
  execvp(command[0], command);
  int error = errno;
  fprintf(stderr, "pipeline: %s: %s\n", command[0], strerror(error));
  _exit(is_not_there(error) ? 127 : 126);
}

// Starts every stage: how many there are, fewer than `count` after a message.
static int start(char** stages[], int count, pid_t* pids) {
  int in = STDIN_FILENO;
  int started = 0;
  for (; started < count; ++started) {
    int next[2] = {-1, STDOUT_FILENO};
    if (started + 1 < count && pipe(next) < 0) {
      perror("pipeline: pipe");
      break;
    }
    pid_t pid = fork();
    if (pid == 0) {
      if (next[0] >= 0) close(next[0]);  // it is the next stage's: as long as it is open, this one is never told that nobody reads
      become(stages[started], in, next[1]);
    }
    if (in != STDIN_FILENO) close(in);
    if (next[1] != STDOUT_FILENO) close(next[1]);
    in = next[0];
    if (pid < 0) {
      perror("pipeline: fork");
      break;
    }
    pids[started] = pid;
  }
  if (in > STDIN_FILENO) close(in);
  return started;
}

// Waits for that stage: its status as a shell gives it, or -1 after a message.
static int reap(pid_t pid) {
  int status;
  if (waitpid(pid, &status, 0) < 0) return failed("pipeline: waitpid");
  return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}

int main(int argc, char** argv) {
  char*** stages = malloc((size_t)argc * sizeof *stages);
  pid_t* pids = malloc((size_t)argc * sizeof *pids);
  if (stages == NULL || pids == NULL) {
    perror("pipeline: malloc");
    return 1;
  }
  int count = split(argv + 1, stages);
  if (count == 0) return usage();
  signal(SIGPIPE, SIG_DFL);  // whoever started us may have ignored it, and exec passes that on

  int started = start(stages, count, pids);
  int last = -1;
  for (int i = 0; i < started; ++i) last = reap(pids[i]);
  free(stages);
  free(pids);
  return started < count || last < 0 ? 1 : last;
}
