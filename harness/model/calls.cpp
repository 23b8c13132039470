#include "model/calls.hpp"

#include <algorithm>
#include <iterator>

namespace ipcgrade::model {
namespace {

using W = Waiting;
using C = Change;
using T = CallRow::Timeout;

constexpr First first_of(W waiting) {
  switch (waiting) {
    case W::read_fd:
    case W::write_fd:
    case W::copy_fds:
    case W::accept:
    case W::connect:
    case W::epoll:
    case W::flock:
    case W::record_lock:
      return First::descriptor;
    default:
      return First::other;
  }
}

constexpr CallRow absent(std::string_view name) { return {name, Passage::absent}; }
constexpr CallRow refused(std::string_view name) { return {name, Passage::refused}; }
constexpr CallRow pretend(std::string_view name) { return {name, Passage::pretend}; }
constexpr CallRow timed(std::string_view name, W waiting, T timeout, std::int8_t argument, std::int8_t mask = -1) {
  return {name, Passage::stops, waiting, C::nothing, timeout, argument, mask, first_of(waiting)};
}
constexpr CallRow waits(std::string_view name, W waiting, C change = C::nothing) {
  return {name, Passage::stops, waiting, change, T::none, -1, -1, first_of(waiting)};
}
constexpr CallRow changes(std::string_view name, C change, First first = First::other) {
  return {name, Passage::stops, W::never, change, T::none, -1, -1, first};
}
constexpr CallRow about_fd(std::string_view name, C change) { return changes(name, change, First::descriptor); }
constexpr CallRow free_call(std::string_view name, First first) {
  return {name, Passage::free, W::never, C::nothing, T::none, -1, -1, first};
}

constexpr CallRow seen[] = {
    // data through a descriptor
    waits("read", W::read_fd),
    waits("readv", W::read_fd),
    waits("pread64", W::read_fd),
    waits("preadv", W::read_fd),
    waits("preadv2", W::read_fd),
    waits("recvfrom", W::read_fd),
    waits("recvmsg", W::read_fd, C::descriptors),
    waits("write", W::write_fd),
    waits("writev", W::write_fd),
    waits("pwrite64", W::write_fd),
    waits("pwritev", W::write_fd),
    waits("pwritev2", W::write_fd),
    waits("sendto", W::write_fd),
    waits("sendmsg", W::write_fd),
    waits("vmsplice", W::write_fd),
    waits("splice", W::copy_fds),
    waits("tee", W::copy_fds),
    waits("sendfile", W::copy_fds),
    waits("copy_file_range", W::copy_fds),
    // names and descriptors
    waits("open", W::open_path, C::descriptors),
    waits("openat", W::open_path, C::descriptors),
    waits("openat2", W::open_path, C::descriptors),
    waits("creat", W::open_path, C::descriptors),
    about_fd("close", C::descriptors),
    about_fd("close_range", C::descriptors),
    changes("pipe", C::descriptors),
    changes("pipe2", C::descriptors),
    about_fd("dup", C::descriptors),
    about_fd("dup2", C::descriptors),
    about_fd("dup3", C::descriptors),
    waits("fcntl", W::record_lock, C::descriptors),
    changes("socket", C::descriptors),
    changes("socketpair", C::descriptors),
    changes("eventfd2", C::descriptors),
    changes("epoll_create", C::descriptors),
    changes("epoll_create1", C::descriptors),
    about_fd("signalfd4", C::descriptors),
    changes("timerfd_create", C::descriptors),
    changes("memfd_create", C::descriptors),
    changes("pidfd_open", C::descriptors),
    about_fd("pidfd_getfd", C::descriptors),
    changes("inotify_init1", C::descriptors),
    about_fd("epoll_ctl", C::nothing),
    waits("accept", W::accept, C::descriptors),
    waits("accept4", W::accept, C::descriptors),
    waits("connect", W::connect),
    about_fd("bind", C::names),
    about_fd("listen", C::listens),
    about_fd("shutdown", C::nothing),
    about_fd("setsockopt", C::nothing),
    waits("recvmmsg", W::read_fd, C::descriptors),
    waits("sendmmsg", W::write_fd),
    // System V objects and message queues
    changes("msgget", C::keys),
    changes("semget", C::keys),
    changes("shmget", C::keys),
    changes("shmat", C::maps),
    changes("msgctl", C::nothing),
    changes("semctl", C::nothing),
    changes("shmctl", C::nothing),
    waits("semop", W::semaphore),
    timed("semtimedop", W::semaphore, T::pointer, 3),
    waits("msgsnd", W::queue_send),
    waits("msgrcv", W::queue_receive),
    changes("mq_open", C::descriptors),
    changes("mq_unlink", C::nothing),
    about_fd("mq_notify", C::nothing),
    about_fd("mq_getsetattr", C::nothing),
    timed("mq_timedsend", W::write_fd, T::pointer, 4),
    timed("mq_timedreceive", W::read_fd, T::pointer, 4),
    about_fd("ioctl", C::nothing),
    changes("restart_syscall", C::nothing),
    changes("mknod", C::names),
    changes("mknodat", C::names),
    changes("unlink", C::nothing),
    changes("unlinkat", C::nothing),
    about_fd("ftruncate", C::nothing),
    changes("link", C::names),
    changes("linkat", C::names),
    waits("flock", W::flock),
    // waiting for several things
    timed("poll", W::poll, T::milliseconds, 2),
    timed("ppoll", W::poll, T::pointer, 2, 3),
    timed("select", W::select, T::pointer, 4),
    timed("pselect6", W::select, T::pointer, 4, 5),
    timed("epoll_wait", W::epoll, T::milliseconds, 3),
    timed("epoll_pwait", W::epoll, T::milliseconds, 3, 4),
    timed("epoll_pwait2", W::epoll, T::pointer, 3, 4),
    // memory, time, signals; the filter lets all mappings run free but shared ones of a descriptor
    changes("mmap", C::maps),
    timed("futex", W::futex, T::pointer, 3),
    timed("nanosleep", W::sleep, T::always, -1),
    timed("clock_nanosleep", W::sleep, T::always, -1),
    waits("pause", W::signal),
    timed("rt_sigsuspend", W::signal, T::none, -1, 0),
    timed("rt_sigtimedwait", W::signal, T::pointer, 2),
    changes("rt_sigaction", C::handlers),
    changes("alarm", C::timer),
    changes("setitimer", C::timer),
    changes("timer_settime", C::timer),
    changes("timer_create", C::timer),
    changes("timer_delete", C::timer),
    about_fd("timerfd_settime", C::nothing),
    changes("kill", C::signals),
    changes("tkill", C::signals),
    changes("tgkill", C::signals),
    changes("rt_sigqueueinfo", C::signals),
    changes("rt_tgsigqueueinfo", C::signals),
    about_fd("pidfd_send_signal", C::signals),
    // processes
    waits("fork", W::never, C::process),
    waits("vfork", W::vfork, C::process),
    waits("clone", W::vfork, C::process),
    changes("execve", C::image),
    changes("execveat", C::image),
    changes("exit", C::ends),
    changes("exit_group", C::ends),
    waits("wait4", W::child, C::reaps),
    waits("waitid", W::child, C::reaps),
    // clone3 hides its flags from the filter in memory; io_uring does calls that nobody sees
    absent("clone3"),
    absent("io_uring_setup"),
    absent("io_uring_enter"),
    absent("io_uring_register"),
    refused("ptrace"),
    refused("process_vm_writev"),
    refused("unshare"),
    refused("setns"),
    refused("userfaultfd"),
    refused("bpf"),
    refused("perf_event_open"),
    refused("keyctl"),
    pretend("sched_setaffinity"),
    pretend("sched_setscheduler"),
    pretend("sched_setparam"),
    pretend("sched_setattr"),
    pretend("setpriority"),
    pretend("ioprio_set"),
};

// clang-format off
constexpr std::string_view free_names[] = {
    "access", "arch_prctl", "brk", "capget", "chdir", "chmod", "chown", "clock_getres", "clock_gettime", "faccessat",
    "faccessat2", "fchmodat", "fchownat", "get_robust_list", "getcpu", "getcwd", "getegid", "geteuid", "getgid",
    "getgroups", "getitimer", "getpgid", "getpgrp", "getpid", "getppid", "getpriority", "getrandom", "getresgid",
    "getresuid", "getrlimit", "getrusage", "getsid", "gettid", "gettimeofday", "getuid", "getxattr", "ioprio_get",
    "lgetxattr", "lstat", "madvise", "membarrier", "mincore", "mkdir", "mkdirat", "mlock", "mprotect", "mremap",
    "msync", "munlock", "munmap", "newfstatat", "personality", "readlink", "readlinkat", "rename", "renameat",
    "renameat2", "rmdir", "rseq", "rt_sigpending", "rt_sigprocmask", "rt_sigreturn", "sched_get_priority_max",
    "sched_get_priority_min", "sched_getaffinity", "sched_getattr", "sched_getparam", "sched_getscheduler",
    "sched_yield", "set_robust_list", "set_tid_address", "setfsgid", "setfsuid", "setpgid", "setrlimit", "setsid",
    "shmdt", "sigaltstack", "stat", "statfs", "statx", "symlink", "symlinkat", "sysinfo", "time", "timer_gettime",
    "timer_getoverrun", "times", "truncate", "umask", "uname", "utimensat",
};

constexpr std::string_view free_about_fd[] = {
    "fadvise64", "fallocate", "fchdir", "fchmod", "fchown", "fdatasync", "fstat", "fstatfs", "fsync", "getdents",
    "getdents64", "getpeername", "getsockname", "getsockopt", "lseek", "readahead", "timerfd_gettime",
};
// clang-format on

std::vector<CallRow> make_rows() {
  std::vector<CallRow> rows(std::begin(seen), std::end(seen));
  for (const std::string_view name : free_names) rows.push_back(free_call(name, First::other));
  for (const std::string_view name : free_about_fd) rows.push_back(free_call(name, First::descriptor));
  return rows;
}

}  // namespace

const std::vector<CallRow>& call_rows() {
  static const std::vector<CallRow> rows = make_rows();
  return rows;
}

Waiting waiting_of(std::string_view call) {
  const auto row = std::find_if(call_rows().begin(), call_rows().end(), [&](const CallRow& r) { return r.name == call; });
  return row == call_rows().end() ? Waiting::never : row->waiting;
}

}  // namespace ipcgrade::model
