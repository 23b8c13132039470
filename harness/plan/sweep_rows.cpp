// Errors are those that a program meets through no fault of its own on such an object (the table in model/fault_calls.cpp holds
// all that a call can give). Left out: close, unlink and setsockopt, whose failure a program rightly ignores; connect with EINTR,
// after which the connection goes on being made (connect(2)), and a UNIX socket that refuses although somebody listens; exec,
// whose failure each task tells in its own way; EINTR on the harness's own pipes, where the C library's streams give up by
// design; EIDRM, which comes true only with the object gone.
#include "plan/sweep_rows.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>

namespace ipcgrade::plan {

using enum model::ObjectKind;
using enum model::FaultClass;
using model::FailWith;

const std::vector<SweepRow>& sweep_rows() {
  static constexpr model::Shorten one_byte{1};
  static const std::vector<SweepRow> rows = {
      {"EINTR", transparent, {"read", "readv", "recvfrom", "recvmsg"}, {pipe, fifo, tcp, udp, unix_socket}, FailWith{EINTR}},
      {"EINTR", transparent, {"write", "writev", "sendto", "sendmsg"}, {pipe, fifo, tcp, unix_socket}, FailWith{EINTR}},
      {"EINTR", transparent, {"open", "openat"}, {fifo}, FailWith{EINTR}},
      {"EINTR", transparent, {"wait4", "waitid"}, {}, FailWith{EINTR}},
      {"EINTR", transparent, {"accept", "accept4"}, {}, FailWith{EINTR}},
      {"EINTR", transparent, {"poll", "ppoll", "select", "pselect6", "epoll_wait", "epoll_pwait"}, {}, FailWith{EINTR}},
      {"EINTR", transparent, {"mq_timedsend", "mq_timedreceive", "msgsnd", "msgrcv"}, {}, FailWith{EINTR}},
      {"EINTR", transparent, {"semop", "semtimedop"}, {}, FailWith{EINTR}},
      {"EINTR", transparent, {"futex"}, {shared}, FailWith{EINTR}},
      {"EINTR", transparent, {"flock", "fcntl"}, {lock}, FailWith{EINTR}},
      {"short",
       transparent,
       {"read", "readv", "recvfrom", "recvmsg", "recvmmsg"},
       {pipe, fifo, tcp, unix_socket, input},
       one_byte},
      {"short",
       transparent,
       {"write", "writev", "sendto", "sendmsg", "sendmmsg"},
       {pipe, fifo, tcp, unix_socket, output},
       one_byte},
      {"delay", transparent, {}, {pipe, fifo, tcp, udp, unix_socket, queue, semaphore, shared}, model::Delay{20}},

      {"EMFILE", hard, {"pipe", "pipe2", "dup", "dup2", "dup3", "open", "openat"}, {}, FailWith{EMFILE}},
      {"EMFILE", hard, {"socket", "socketpair", "accept", "accept4", "epoll_create1", "mq_open"}, {}, FailWith{EMFILE}},
      {"EACCES", hard, {"open", "openat", "mknod", "mknodat"}, {}, FailWith{EACCES}},
      {"EAGAIN", hard, {"fork", "vfork", "clone"}, {}, FailWith{EAGAIN}},
      {"ENOMEM", hard, {"mmap", "shmat", "epoll_ctl"}, {}, FailWith{ENOMEM}},
      {"ENOSPC", hard, {"ftruncate", "fallocate", "mq_open", "msgget", "semget", "shmget"}, {}, FailWith{ENOSPC}},
      {"ENOSPC", hard, {"write", "writev"}, {output, file}, FailWith{ENOSPC}},
      {"EPIPE", hard, {"write", "writev", "sendto", "sendmsg"}, {pipe, fifo, tcp}, FailWith{EPIPE}},
      {"ECONNRESET", hard, {"read", "readv", "recvfrom", "recvmsg"}, {tcp}, FailWith{ECONNRESET}},
      {"ECONNABORTED", hard, {"accept", "accept4"}, {}, FailWith{ECONNABORTED}},
      {"ECONNREFUSED", hard, {"connect"}, {tcp}, FailWith{ECONNREFUSED}},
      {"EADDRINUSE", hard, {"bind"}, {}, FailWith{EADDRINUSE}},

      {"kill", kill, {}, {}, model::Raise{SIGKILL}},
  };
  return rows;
}

bool is_communication(model::ObjectKind kind) {
  static constexpr std::array kinds = {pipe, fifo, input, output,      shared, child,     lock, signal,
                                       tcp,  udp,  queue, unix_socket, event,  semaphore, epoll};
  return std::find(kinds.begin(), kinds.end(), kind) != kinds.end();
}

bool makes_communication(std::string_view call) {
  static constexpr std::array<std::string_view, 12> calls = {
      "pipe",          "pipe2",   "mknod",  "mknodat", "socket", "socketpair",
      "epoll_create1", "mq_open", "msgget", "semget",  "shmget", "shmat",
  };
  return std::find(calls.begin(), calls.end(), call) != calls.end();
}

}  // namespace ipcgrade::plan
