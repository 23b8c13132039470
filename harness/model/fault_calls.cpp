// What can go wrong in which call: the tables behind faults. Errors are those of the manual pages (section 2 and 3) that a
// program can meet through no mistake of its own; EFAULT, EBADF and EINVAL are left out.
#include <algorithm>
#include <array>
#include <cerrno>
#include <climits>
#include <iterator>

#include "model/calls.hpp"
#include "model/fault.hpp"

namespace ipcgrade::model {
namespace {

struct Family {
  std::string_view name;  // as a program calls it
  std::vector<std::string_view> calls;
};

// Library functions that are no system calls themselves, or become another one than they are called.
const std::vector<Family>& families() {
  static const std::vector<Family> rows = {
      {"open", {"open", "openat", "openat2", "creat"}},
      {"fork", {"fork", "vfork", "clone"}},
      {"exec", {"execve", "execveat"}},
      {"wait", {"wait4", "waitid"}},
      {"waitpid", {"wait4"}},
      {"pipe", {"pipe", "pipe2"}},
      {"dup2", {"dup2", "dup3"}},
      {"mkfifo", {"mknod", "mknodat"}},
      {"unlink", {"unlink", "unlinkat"}},
      {"send", {"sendto"}},
      {"recv", {"recvfrom"}},
      {"accept", {"accept", "accept4"}},
      {"poll", {"poll", "ppoll"}},
      {"select", {"select", "pselect6"}},
      {"epoll_wait", {"epoll_wait", "epoll_pwait", "epoll_pwait2"}},
      // One rule for programs that differ in nothing but which of these they call.
      {"read or recv", {"read", "recvfrom"}},
      {"write or send", {"write", "sendto"}},
      {"poll or select", {"poll", "ppoll", "select", "pselect6", "epoll_wait", "epoll_pwait", "epoll_pwait2"}},
      {"sleep", {"nanosleep", "clock_nanosleep"}},
      {"mq_send", {"mq_timedsend"}},
      {"mq_receive", {"mq_timedreceive"}},
      {"semop", {"semop", "semtimedop"}},
      {"posix_fallocate", {"fallocate"}},
      {"shm_open", {"openat"}},
      {"shm_unlink", {"unlink"}},
  };
  return rows;
}

struct ErrorRow {
  std::string_view call;
  std::array<int, 12> errors;  // 0: no more
};

constexpr ErrorRow error_rows[] = {
    {"read", {EINTR, EAGAIN, EIO, ECONNRESET, ETIMEDOUT}},
    {"readv", {EINTR, EAGAIN, EIO, ECONNRESET, ETIMEDOUT}},
    {"pread64", {EINTR, EIO}},
    {"recvfrom", {EINTR, EAGAIN, ECONNRESET, ECONNREFUSED, ETIMEDOUT, ENOMEM}},
    {"recvmsg", {EINTR, EAGAIN, ECONNRESET, ECONNREFUSED, ETIMEDOUT, ENOMEM, EMFILE}},
    {"write", {EINTR, EAGAIN, EPIPE, ENOSPC, EFBIG, EDQUOT, EIO, ECONNRESET}},
    {"writev", {EINTR, EAGAIN, EPIPE, ENOSPC, EFBIG, EDQUOT, EIO, ECONNRESET}},
    {"pwrite64", {EINTR, ENOSPC, EFBIG, EDQUOT, EIO}},
    {"sendto", {EINTR, EAGAIN, EPIPE, ECONNRESET, ECONNREFUSED, ENOBUFS, ENOMEM, EMSGSIZE, ENETUNREACH, EHOSTUNREACH}},
    {"sendmsg", {EINTR, EAGAIN, EPIPE, ECONNRESET, ECONNREFUSED, ENOBUFS, ENOMEM, EMSGSIZE, ENETUNREACH, EHOSTUNREACH}},
    {"open", {EINTR, EMFILE, ENFILE, ENOENT, EACCES, ENOSPC, EEXIST, ENOMEM, EROFS, EDQUOT, ENXIO}},
    {"openat", {EINTR, EMFILE, ENFILE, ENOENT, EACCES, ENOSPC, EEXIST, ENOMEM, EROFS, EDQUOT, ENXIO}},
    {"close", {EINTR, EIO, ENOSPC, EDQUOT}},
    {"pipe", {EMFILE, ENFILE}},
    {"pipe2", {EMFILE, ENFILE}},
    {"dup", {EMFILE}},
    {"dup2", {EINTR, EBUSY, EMFILE}},
    {"dup3", {EINTR, EBUSY, EMFILE}},
    {"fcntl", {EINTR, EAGAIN, EACCES, EMFILE, ENOLCK, EDEADLK}},
    {"flock", {EINTR, EAGAIN, ENOLCK}},
    {"fork", {EAGAIN, ENOMEM}},
    {"vfork", {EAGAIN, ENOMEM}},
    {"clone", {EAGAIN, ENOMEM}},
    {"execve", {ENOENT, EACCES, ENOEXEC, ENOMEM, E2BIG, ETXTBSY, EIO}},
    {"wait4", {EINTR}},
    {"waitid", {EINTR}},
    {"poll", {EINTR, ENOMEM}},
    {"ppoll", {EINTR, ENOMEM}},
    {"select", {EINTR, ENOMEM}},
    {"pselect6", {EINTR, ENOMEM}},
    {"epoll_wait", {EINTR}},
    {"epoll_pwait", {EINTR}},
    {"epoll_pwait2", {EINTR}},
    {"epoll_create1", {EMFILE, ENFILE, ENOMEM}},
    {"epoll_ctl", {ENOMEM, ENOSPC}},
    {"futex", {EINTR, EAGAIN}},
    {"nanosleep", {EINTR}},
    {"clock_nanosleep", {EINTR}},
    {"socket", {EMFILE, ENFILE, ENOBUFS, ENOMEM, EACCES, EAFNOSUPPORT}},
    {"socketpair", {EMFILE, ENFILE, ENOBUFS, ENOMEM}},
    {"bind", {EADDRINUSE, EACCES, EADDRNOTAVAIL}},
    {"listen", {EADDRINUSE}},
    {"accept", {EINTR, EAGAIN, ECONNABORTED, EMFILE, ENFILE, ENOBUFS, ENOMEM, EPERM, EPROTO}},
    {"accept4", {EINTR, EAGAIN, ECONNABORTED, EMFILE, ENFILE, ENOBUFS, ENOMEM, EPERM, EPROTO}},
    {"connect", {EINTR, ECONNREFUSED, ETIMEDOUT, ENETUNREACH, EHOSTUNREACH, EADDRNOTAVAIL, EAGAIN}},
    {"setsockopt", {ENOPROTOOPT, ENOMEM, ENOBUFS}},
    {"ftruncate", {EINTR, EFBIG, EIO, EPERM, ENOSPC}},
    {"fallocate", {EINTR, EFBIG, ENOSPC, EIO, EOPNOTSUPP}},
    {"mmap", {ENOMEM, EAGAIN, ENFILE, EACCES}},
    {"unlink", {EACCES, ENOENT, EBUSY, EIO, EROFS}},
    {"unlinkat", {EACCES, ENOENT, EBUSY, EIO, EROFS}},
    {"mknod", {EEXIST, EACCES, ENOSPC, EDQUOT, EROFS, ENOMEM}},
    {"mknodat", {EEXIST, EACCES, ENOSPC, EDQUOT, EROFS, ENOMEM}},
    {"mq_open", {EINTR, EMFILE, ENFILE, ENOSPC, EACCES, ENOENT, EEXIST, ENOMEM}},
    {"mq_unlink", {EACCES, ENOENT}},
    {"mq_timedsend", {EINTR, EAGAIN, EMSGSIZE, ETIMEDOUT}},
    {"mq_timedreceive", {EINTR, EAGAIN, EMSGSIZE, ETIMEDOUT}},
    {"msgget", {EACCES, EEXIST, ENOENT, ENOMEM, ENOSPC}},
    {"msgsnd", {EINTR, EAGAIN, EIDRM, ENOMEM}},
    {"msgrcv", {EINTR, EAGAIN, EIDRM, E2BIG, ENOMSG}},
    {"semget", {EACCES, EEXIST, ENOENT, ENOMEM, ENOSPC}},
    {"semop", {EINTR, EAGAIN, EIDRM, ENOMEM, ERANGE}},
    {"semtimedop", {EINTR, EAGAIN, EIDRM, ENOMEM, ERANGE}},
    {"shmget", {EACCES, EEXIST, ENOENT, ENOMEM, ENOSPC}},
    {"shmat", {EACCES, EIDRM, ENOMEM}},
};

struct Errors {
  std::string_view call;
  std::vector<int> errors;
};

const std::vector<Errors>& errors() {
  static const std::vector<Errors> lists = [] {
    std::vector<Errors> out;
    for (const ErrorRow& row : error_rows)
      out.push_back({row.call, {row.errors.begin(), std::find(row.errors.begin(), row.errors.end(), 0)}});
    return out;
  }();
  return lists;
}

struct ExtentRow {
  std::string_view call;
  Extent extent;
};
constexpr ExtentRow extents[] = {
    {"read", Extent::bytes},      {"write", Extent::bytes},     {"pread64", Extent::bytes},     {"pwrite64", Extent::bytes},
    {"recvfrom", Extent::bytes},  {"sendto", Extent::bytes},    {"readv", Extent::buffers},     {"writev", Extent::buffers},
    {"preadv", Extent::buffers},  {"pwritev", Extent::buffers}, {"preadv2", Extent::buffers},   {"pwritev2", Extent::buffers},
    {"recvmsg", Extent::message}, {"sendmsg", Extent::message}, {"recvmmsg", Extent::messages}, {"sendmmsg", Extent::messages},
};

// What is made of bytes alone, whoever put them in and however many at a time.
constexpr std::array streams = {ObjectKind::pipe, ObjectKind::fifo,        ObjectKind::input, ObjectKind::output,
                                ObjectKind::tcp,  ObjectKind::unix_socket, ObjectKind::file,  ObjectKind::terminal};
constexpr std::array<std::string_view, 3> into_pipes = {"write", "writev", "pwritev2"};

template <class Table>
bool contains(const Table& table, const typename Table::value_type& one) {
  return std::find(table.begin(), table.end(), one) != table.end();
}

bool can_fail(std::string_view call) {
  return std::any_of(errors().begin(), errors().end(), [&](const Errors& row) { return row.call == call; });
}

}  // namespace

std::vector<std::string_view> calls_named(std::string_view name) {
  for (const Family& family : families())
    if (family.name == name) return family.calls;
  for (const CallRow& row : call_rows())
    if (row.name == name && (row.passage == Passage::stops || can_fail(name))) return {row.name};
  return {};
}

const std::vector<std::string>& fault_call_names() {
  static const std::vector<std::string> names = [] {
    std::vector<std::string> out;
    for (const Family& family : families()) out.emplace_back(family.name);
    for (const CallRow& row : call_rows())
      if (row.passage == Passage::stops || can_fail(row.name)) out.emplace_back(row.name);
    std::sort(out.begin(), out.end());
    out.erase(std::unique(out.begin(), out.end()), out.end());
    return out;
  }();
  return names;
}

std::vector<std::string_view> calls_that_fail() {
  std::vector<std::string_view> out;
  for (const Errors& row : errors()) out.push_back(row.call);
  return out;
}

const std::vector<int>& errors_of(std::string_view call) {
  static const std::vector<int> none;
  const auto found = std::find_if(errors().begin(), errors().end(), [&](const Errors& row) { return row.call == call; });
  return found == errors().end() ? none : found->errors;
}

bool can_be_short(std::string_view call, ObjectKind on, std::uint64_t size) {
  if (size < 2 || !contains(streams, on)) return false;
  const bool pipe = on == ObjectKind::pipe || on == ObjectKind::fifo;
  return !pipe || !contains(into_pipes, call) || size > PIPE_BUF;
}

std::optional<Extent> extent_of(std::string_view call) {
  const auto* const found =
      std::find_if(std::begin(extents), std::end(extents), [&](const ExtentRow& row) { return row.call == call; });
  if (found == std::end(extents)) return std::nullopt;
  return found->extent;
}

}  // namespace ipcgrade::model
