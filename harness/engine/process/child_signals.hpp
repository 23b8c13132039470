// Children's ends and stops as something to poll(2) for, beside descriptors.
#pragma once

#include <sys/signalfd.h>
#include <unistd.h>

#include <csignal>

#include "base/error.hpp"
#include "base/fd.hpp"

namespace ipcgrade::engine::process {

// SIGCHLD, for as long as this lives: blocked, and readable from a descriptor.
class ChildSignals {
 public:
  ChildSignals() {
    sigset_t child;
    sigemptyset(&child);
    sigaddset(&child, SIGCHLD);
    base::check(sigprocmask(SIG_BLOCK, &child, &before_), "blocking SIGCHLD");
    happened_ = base::Fd(base::check(signalfd(-1, &child, SFD_CLOEXEC | SFD_NONBLOCK), "watching a build (signalfd)"));
  }
  ~ChildSignals() { sigprocmask(SIG_SETMASK, &before_, nullptr); }
  ChildSignals(const ChildSignals&) = delete;
  ChildSignals& operator=(const ChildSignals&) = delete;

  // What the caller had blocked.
  [[nodiscard]] const sigset_t& before() const { return before_; }
  // Readable when a child ended or stopped.
  [[nodiscard]] int fd() const { return happened_.get(); }
  void take() const {
    signalfd_siginfo one{};
    while (read(happened_.get(), &one, sizeof one) > 0) continue;
  }

 private:
  sigset_t before_{};
  base::Fd happened_;
};

}  // namespace ipcgrade::engine::process
