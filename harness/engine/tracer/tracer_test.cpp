#include "engine/tracer/tracer.hpp"

#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>

#include "base/fd.hpp"
#include "testing/catch.hpp"

using namespace ipcgrade;
using namespace ipcgrade::engine;

namespace {

// In a copy of this process, which a signal ends if it has not ended by itself after so many seconds.
template <class Body>
bool ends_within(unsigned seconds, const Body& body) {
  const pid_t copy = fork();
  if (copy == 0) {
    alarm(seconds);
    body();
    _exit(0);
  }
  int status = 0;
  while (waitpid(copy, &status, 0) < 0 && errno == EINTR) continue;
  return WIFEXITED(status);
}

// A tracee that forks a child when it is let go; both then wait for ever.
struct Forking {
  pid_t pid = 0;
  base::Fd gate;
};
Forking forking_tracee() {
  int ends[2];
  if (pipe(ends) != 0) _exit(1);
  const pid_t pid = fork();
  if (pid == 0) {
    char byte = 0;
    if (read(ends[0], &byte, 1) != 1) _exit(1);
    (void)fork();
    for (;;) pause();
  }
  close(ends[0]);
  tracer::seize(pid);
  return {pid, base::Fd(ends[1])};
}

}  // namespace

TEST_CASE("a child that nobody was told of is ended and reaped with the others") {
  CHECK(ends_within(10, [] {
    const Forking parent = forking_tracee();
    if (write(parent.gate.get(), "g", 1) != 1) _exit(1);
    const auto stop = tracer::next_stop_of(parent.pid);
    if (!stop || !std::holds_alternative<ForkStop>(stop->kind)) raise(SIGABRT);
    kill(parent.pid, SIGKILL);
    tracer::reap_everyone();
  }));
}
