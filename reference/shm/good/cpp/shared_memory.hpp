// Shared memory objects and their mappings, with owners: a descriptor is closed once, a mapping unmapped once, a lock given back
// on every path, and a failed call is an exception. EINTR is continued.
#pragma once

#include <fcntl.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstddef>
#include <cstdio>
#include <exception>
#include <string>
#include <system_error>
#include <utility>

[[noreturn]] inline void failed(const std::string& what) { throw std::system_error(errno, std::generic_category(), what); }

// Calls again what a signal has interrupted: the result, which is not negative.
template <class Call>
auto uninterrupted(const std::string& what, Call call) {
  for (;;) {
    const auto result = call();
    if (result >= 0) return result;
    if (errno != EINTR) failed(what);
  }
}

class Object {
 public:
  Object(const std::string& name, int flags) : fd_(::shm_open(name.c_str(), flags, 0666)) {
    if (fd_ < 0) failed(name);
  }
  Object(Object&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
  Object(const Object&) = delete;
  Object& operator=(Object) = delete;
  ~Object() {
    if (fd_ >= 0) ::close(fd_);
  }

  [[nodiscard]] int fd() const { return fd_; }

  [[nodiscard]] struct stat status() const {
    struct stat status;
    if (::fstat(fd_, &status) < 0) failed("fstat");
    return status;
  }

  [[nodiscard]] std::size_t size() const { return static_cast<std::size_t>(status().st_size); }

  // False: somebody has removed it since it was opened.
  [[nodiscard]] bool has_name() const { return status().st_nlink > 0; }

  void resize(std::size_t size) const {
    uninterrupted("ftruncate", [&] { return ::ftruncate(fd_, static_cast<off_t>(size)); });
  }

 private:
  int fd_;
};

// An object's flock, held while this lives. Closing the descriptor would not give it back: a mapping keeps the open file alive.
class Locked {
 public:
  explicit Locked(const Object& object) : fd_(object.fd()) {
    uninterrupted("flock", [&] { return ::flock(fd_, LOCK_EX); });
  }
  Locked(const Locked&) = delete;
  Locked& operator=(const Locked&) = delete;
  ~Locked() { ::flock(fd_, LOCK_UN); }

 private:
  int fd_;
};

class Mapping {
 public:
  Mapping(const Object& object, std::size_t size, int protection)
      : start_(::mmap(nullptr, size, protection, MAP_SHARED, object.fd(), 0)), size_(size) {
    if (start_ == MAP_FAILED) failed("mmap");
  }
  Mapping(Mapping&& other) noexcept : start_(std::exchange(other.start_, nullptr)), size_(other.size_) {}
  Mapping(const Mapping&) = delete;
  Mapping& operator=(Mapping) = delete;
  ~Mapping() {
    if (start_ != nullptr) ::munmap(start_, size_);
  }

  [[nodiscard]] void* start() const { return start_; }

 private:
  void* start_;
  std::size_t size_;
};

// Runs `body`, and says on standard error why it failed: main's exit status.
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
