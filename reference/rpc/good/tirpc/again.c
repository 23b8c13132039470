// read and write that a signal does not interrupt. libtirpc 1.3 takes EINTR for the end of a connection; a program's own functions come
// before those of a library that the library calls (ld.so(8)), so it calls these.
#include <errno.h>
#include <sys/syscall.h>
#include <unistd.h>

ssize_t read(int fd, void* bytes, size_t size) {
  ssize_t moved;
  do moved = syscall(SYS_read, fd, bytes, size);
  while (moved < 0 && errno == EINTR);
  return moved;
}

ssize_t write(int fd, const void* bytes, size_t size) {
  ssize_t moved;
  do moved = syscall(SYS_write, fd, bytes, size);
  while (moved < 0 && errno == EINTR);
  return moved;
}
