#include "cli/interrupt.hpp"

#include <poll.h>
#include <sys/eventfd.h>
#include <sys/signalfd.h>

#include <csignal>

#include "base/error.hpp"

namespace ipcgrade::cli {
namespace {

sigset_t interrupting() {
  sigset_t set;
  sigemptyset(&set);
  for (const int signal : {SIGINT, SIGTERM, SIGHUP}) sigaddset(&set, signal);
  return set;
}

// Until a signal comes or `end` is written; true for a signal.
bool signal_came(int signals, int end) {
  pollfd both[2] = {{signals, POLLIN, 0}, {end, POLLIN, 0}};
  while (::poll(both, 2, -1) < 0) {
  }
  return (both[0].revents & POLLIN) != 0;
}

}  // namespace

Interrupt::Interrupt() {
  const sigset_t set = interrupting();
  // Blocked in every thread, and read as data: a handler would interrupt system calls of whatever thread it struck.
  pthread_sigmask(SIG_BLOCK, &set, nullptr);
  signals_ = base::Fd(base::check(::signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK), "signalfd"));
  end_ = base::Fd(base::check(::eventfd(0, EFD_CLOEXEC), "eventfd"));
  listener_ = std::thread([this] {
    if (signal_came(signals_.get(), end_.get())) source_.request_stop();
  });
}

Interrupt::~Interrupt() {
  ::eventfd_write(end_.get(), 1);
  listener_.join();
  const sigset_t set = interrupting();
  signalfd_siginfo taken;
  // More that came meanwhile was meant for the campaign that has just ended.
  while (happened() && ::read(signals_.get(), &taken, sizeof taken) > 0) {
  }
  pthread_sigmask(SIG_UNBLOCK, &set, nullptr);
}

}  // namespace ipcgrade::cli
