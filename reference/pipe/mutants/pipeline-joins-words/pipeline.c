// pipeline CMD [ARG...] [-- CMD [ARG...]]...: every command's output is the next one's input. All pipes are made before the
// first stage, and all their ends are close-on-exec: a stage keeps only the two that it has as standard input and output. The
// parent then reaps whichever stage ends first.
//
// Every call is checked, EINTR is continued, and every stage that was started is reaped whatever goes wrong.
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

struct stage {
  char** command;  // ends with NULL
  pid_t pid;       // 0 until it is started
  int ends[2];     // of the pipe that its output goes into; -1 where there is none
};

static int failed(const char* what) {
  perror(what);
  return -1;
}

// Fills `stages` from the words between every two "--": how many there are, or 0 if one of them is empty.
static size_t split(char** words, size_t count, struct stage* stages) {
  size_t found = 0;
  size_t begin = 0;
  for (size_t i = 0; i <= count; ++i) {
    if (i < count && strcmp(words[i], "--") != 0) continue;
    if (i == begin) return 0;
    words[i] = NULL;
    stages[found++] = (struct stage){.command = words + begin, .ends = {-1, -1}};
    begin = i + 1;
  }
  return found;
}

// A pipe behind every stage but the last: 0, or -1 after a message.
static int connect_stages(struct stage* stages, size_t count) {
  for (size_t i = 0; i + 1 < count; ++i) {
    if (pipe2(stages[i].ends, O_CLOEXEC) < 0) return failed("pipeline: pipe");
  }
  return 0;
}

static void close_pipes(struct stage* stages, size_t count) {
  for (size_t i = 0; i < count; ++i) {
    for (int end = 0; end < 2; ++end) {
      if (stages[i].ends[end] >= 0) close(stages[i].ends[end]);
    }
  }
}

// The child's work: the command takes its place. Never returns.
static void become(char** command, int in, int out) {
  int placed = (in < 0 || dup2(in, STDIN_FILENO) >= 0) && (out < 0 || dup2(out, STDOUT_FILENO) >= 0);
  if (!placed) _exit(-failed("pipeline: dup2"));
  signal(SIGPIPE, SIG_DFL);  // what is ignored stays ignored over an exec
  char line[4096] = "exec";
  for (char** word = command; *word != NULL; ++word) strcat(strcat(line, " "), *word);
  execlp("sh", "sh", "-c", line, (char*)NULL);
  int status = errno == ENOENT || errno == ENOTDIR ? 127 : 126;
  perror(command[0]);
  _exit(status);
}

// Starts every stage: 0, or -1 after a message.
static int start(struct stage* stages, size_t count) {
  for (size_t i = 0; i < count; ++i) {
    stages[i].pid = fork();
    if (stages[i].pid < 0) return failed("pipeline: fork");
    if (stages[i].pid == 0) become(stages[i].command, i == 0 ? -1 : stages[i - 1].ends[0], stages[i].ends[1]);
  }
  return 0;
}

// Waits for all that were started. The last one's status as a shell gives it, or -1.
static int reap(pid_t last) {
  int result = -1;
  for (;;) {
    int status;
    pid_t pid = wait(&status);
    if (pid < 0 && errno == EINTR) continue;
    if (pid < 0) return errno == ECHILD ? result : failed("pipeline: wait");
    if (pid == last) result = WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
  }
}

int main(int argc, char** argv) {
  signal(SIGPIPE, SIG_IGN);  // a message that nobody reads is no reason to leave the stages alone
  struct stage* stages = calloc((size_t)argc + 1, sizeof *stages);
  if (stages == NULL) {
    perror("pipeline: calloc");
    return 1;
  }
  size_t count = argc < 2 ? 0 : split(argv + 1, (size_t)argc - 1, stages);
  if (count == 0) {
    fprintf(stderr, "usage: pipeline CMD [ARG...] [-- CMD [ARG...]]...\n");
    free(stages);
    return 2;
  }
  int started = connect_stages(stages, count) < 0 ? -1 : start(stages, count);
  close_pipes(stages, count);  // while the parent holds a write end, no stage sees the end of its input
  int last = reap(started < 0 ? 0 : stages[count - 1].pid);
  free(stages);
  return last < 0 ? 1 : last;
}
