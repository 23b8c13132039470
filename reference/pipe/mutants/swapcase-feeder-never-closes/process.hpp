// Pipes and a child process with owners: every end is closed once, the child is reaped on every path, and a failed call is an
// exception. EINTR and short reads and writes are continued.
#pragma once

#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <exception>
#include <stdexcept>
#include <string_view>
#include <system_error>
#include <utility>

[[noreturn]] inline void failed(const char* what) { throw std::system_error(errno, std::generic_category(), what); }

class End {
 public:
  explicit End(int fd) : fd_(fd) {}
  End(End&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
  End(const End&) = delete;
  End& operator=(End) = delete;
  ~End() { close(); }

  [[nodiscard]] int fd() const { return fd_; }

  void close() {
    if (fd_ >= 0) ::close(std::exchange(fd_, -1));
  }

  // What there is, up to `size` bytes; 0 at the end.
  std::size_t read(char* data, std::size_t size) const {
    for (;;) {
      const ssize_t n = ::read(fd_, data, size);
      if (n >= 0) return static_cast<std::size_t>(n);
      if (errno != EINTR) failed("read");
    }
  }

  void write(std::string_view data) const {
    while (!data.empty()) {
      const ssize_t n = ::write(fd_, data.data(), data.size());
      if (n < 0 && errno != EINTR) failed("write");
      if (n > 0) data.remove_prefix(static_cast<std::size_t>(n));
    }
  }

 private:
  int fd_;
};

struct Pipe {
  End out, in;  // the end to read from, the end to write to

  static Pipe make(int flags = 0) {
    int ends[2];
    if (::pipe2(ends, flags) < 0) failed("pipe");
    return {End(ends[0]), End(ends[1])};
  }
};

// Runs `body`, and says on standard error why it failed: the exit status of main and of the child.
template <class Body>
int guarded(const char* program, Body body) {
  try {
    body();
    return 0;
  } catch (const std::exception& error) {
    std::fprintf(stderr, "%s: %s\n", program, error.what());
    return 1;
  }
}

class Child {
 public:
  // The child runs `body` and ends. It leaves by _exit, so that no destructor of the parent's runs twice.
  template <class Body>
  Child(const char* program, Body body) : pid_(::fork()) {
    if (pid_ < 0) failed("fork");
    if (pid_ == 0) ::_exit(guarded(program, body));
  }
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;
  // Reached with the child still there only when the parent has failed: nobody needs its work any more.
  ~Child() {
    if (pid_ <= 0) return;
    ::kill(pid_, SIGKILL);
    reap();
  }

  // Returns when the child has ended; throws if it has not done its work.
  void wait() {
    const int status = reap();
    if (!WIFEXITED(status) || WEXITSTATUS(status) != 0) throw std::runtime_error("the child failed");
  }

 private:
  int reap() {
    int status = -1;
    while (::waitpid(pid_, &status, 0) < 0 && errno == EINTR) continue;
    pid_ = -1;
    return status;
  }

  pid_t pid_;
};
