// The style "pipe": one program, a parent and a child.
#include "cli/scaffold.hpp"

namespace ipcgrade::cli {
namespace {

constexpr std::string_view pipe_assignment = R"([assignment]
title = "NAME: a parent, a child and a pipe"

[parts.A]
title   = "NAME"
percent = 100

# ./NAME TEXT
[roles.NAME]
files = ["NAME.c"]
)";

constexpr std::string_view pipe_handout = R"(# NAME

Write `NAME`. Its parent process sends a text through an ordinary pipe to its child, and the child prints it.

## The contract
`./NAME TEXT`
1. The parent makes a pipe and a child (pipe(2), fork(2)) and writes TEXT into the pipe.
2. The child reads it from the pipe and prints it, and a newline.
3. The parent waits for the child and ends with 0; with a status from 1 to 255 and a line on standard error if anything failed.

        $ ./NAME Hello
        Hello

## What to hand in
A folder with `NAME.c`. It is built there by `cc -g -o NAME NAME.c -pthread`; with a `Makefile`, by `make`; a `submission.toml` can
say otherwise.

## How it is graded
    ipcgrade run NAME

runs the same checks as the grader. The bytes must really go through a pipe between two processes; whoever waits, waits asleep.
)";

constexpr std::string_view pipe_skeleton = R"(#include <stdio.h>

int main(int argc, char** argv) {
  if (argc != 2) {
    fprintf(stderr, "usage: NAME TEXT\n");
    return 2;
  }
  fprintf(stderr, "NAME: not written yet: a pipe and a child for \"%s\"\n", argv[1]);
  return 1;
}
)";

constexpr std::string_view pipe_scenario = R"([scenario]
title  = "The text goes through a pipe to the child, which prints it"
part   = "A"
points = 1
hint   = "Make the pipe before you fork. The child sees the end of the text when every write end is closed: its own copy, too."

[[step]]
start = "NAME"
args  = ["Hello"]
[[step]]
expect = { process = "NAME", stdout = "Hello\n", exit = 0 }

[[mechanism]]
object  = "pipe"
carries = "Hello"
)";

constexpr std::string_view pipe_first = R"(// The parent sends its argument through a pipe, the child prints what comes.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static void fail(const char* what) {
  perror(what);
  exit(EXIT_FAILURE);
}

static void print_all(int in) {
  char buffer[4096];
  ssize_t size;
  while ((size = read(in, buffer, sizeof buffer)) > 0) fwrite(buffer, 1, (size_t)size, stdout);
  if (size < 0) fail("NAME: read");
  putchar('\n');
  exit(fflush(stdout) == 0 ? EXIT_SUCCESS : EXIT_FAILURE);
}

static void write_all(int out, const char* text) {
  size_t left = strlen(text);
  while (left > 0) {
    ssize_t size = write(out, text, left);
    if (size < 0) fail("NAME: write");
    text += size;
    left -= (size_t)size;
  }
}

int main(int argc, char** argv) {
  int ends[2], status;
  if (argc != 2) {
    fprintf(stderr, "usage: NAME TEXT\n");
    return 2;
  }
  if (pipe(ends) < 0) fail("NAME: pipe");
  pid_t child = fork();
  if (child < 0) fail("NAME: fork");
  if (child == 0) {
    close(ends[1]);
    print_all(ends[0]);
  }
  close(ends[0]);
  write_all(ends[1], argv[1]);
  close(ends[1]);
  if (waitpid(child, &status, 0) < 0) fail("NAME: waitpid");
  return WIFEXITED(status) ? WEXITSTATUS(status) : EXIT_FAILURE;
}
)";

constexpr std::string_view pipe_second = R"(# The same by a shell: a pipe between two commands.
printf '%s\n' "$1" | cat
)";

constexpr std::string_view pipe_second_settings = R"([roles]
NAME = ["sh", "NAME.sh", "{args}"]
)";

constexpr std::string_view pipe_mutant = R"(// The parent writes its argument into a pipe, but the child prints its own copy.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static void fail(const char* what) {
  perror(what);
  exit(EXIT_FAILURE);
}

static void write_all(int out, const char* text) {
  size_t left = strlen(text);
  while (left > 0) {
    ssize_t size = write(out, text, left);
    if (size < 0) fail("NAME: write");
    text += size;
    left -= (size_t)size;
  }
}

int main(int argc, char** argv) {
  int ends[2], status;
  if (argc != 2) {
    fprintf(stderr, "usage: NAME TEXT\n");
    return 2;
  }
  if (pipe(ends) < 0) fail("NAME: pipe");
  pid_t child = fork();
  if (child < 0) fail("NAME: fork");
  if (child == 0) {
    close(ends[1]);
    close(ends[0]);
    puts(argv[1]);
    exit(fflush(stdout) == 0 ? EXIT_SUCCESS : EXIT_FAILURE);
  }
  write_all(ends[1], argv[1]);
  close(ends[0]);
  close(ends[1]);
  if (waitpid(child, &status, 0) < 0) fail("NAME: waitpid");
  return WIFEXITED(status) ? WEXITSTATUS(status) : EXIT_FAILURE;
}
)";

constexpr std::string_view pipe_expect = R"(bug    = "nobody reads the pipe: the child prints its own copy of the argument"
parent = "first"

[caught]
"NAME-prints" = "wrong-mechanism"
)";

}  // namespace

ScaffoldStyle pipe_style() {
  return {"pipe",
          "one program whose parent and child talk through a pipe",
          {{"assignments/NAME/assignment.toml", pipe_assignment},
           {"assignments/NAME/README.md", pipe_handout},
           {"assignments/NAME/skeleton/NAME.c", pipe_skeleton},
           {"suites/NAME/NAME-prints.toml", pipe_scenario},
           {"reference/NAME/good/first/NAME.c", pipe_first},
           {"reference/NAME/good/second/NAME.sh", pipe_second},
           {"reference/NAME/good/second/submission.toml", pipe_second_settings},
           {"reference/NAME/mutants/nobody-reads/NAME.c", pipe_mutant},
           {"reference/NAME/mutants/nobody-reads/expect.toml", pipe_expect}}};
}

}  // namespace ipcgrade::cli
