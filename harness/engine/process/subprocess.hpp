// The coordinator starts nothing but copies of itself: `ipcgrade worker`, one for each of its threads that calls one, which
// serves that thread's trials and builds one after another. A request goes in over a socket on the worker's standard input,
// together with the pipes for the reply and for what is said on standard error, which becomes part of the message when the worker
// fails.
#pragma once

#include <exception>
#include <functional>
#include <string>

#include "engine/process/message.hpp"

namespace ipcgrade::engine::process {

// Thrown by call_worker once cancel_workers() was called.
class Cancelled : public std::exception {
 public:
  [[nodiscard]] const char* what() const noexcept override { return "cancelled"; }
};

// Hands the request to this thread's worker, on this CPU (-1: on any), and returns its reply. When it returns or throws, all that
// the worker made for it is gone; the worker itself stands ready until the thread ends. SystemError for a worker that died or
// failed, with what it said; the next call starts another. Any number of threads may call it.
[[nodiscard]] std::string call_worker(const std::string& request, int cpu);

// Another program than this one as worker, for programs that are not ipcgrade (the benchmarks). Before the first call.
void use_worker_program(const std::string& path);

// SIGKILL to every live worker; all later and running calls throw Cancelled. Async-signal-safe.
void cancel_workers() noexcept;

// ---- in the worker ----

struct Request {
  std::string bytes;
  int reply = -1;  // close-on-exec
};
// Ties this process to its coordinator, and has `act` answer one request after another until the coordinator is gone. When `act`
// returns, whatever it made is gone, or stands ready to make no difference. Returns the worker's exit status.
int serve_coordinator(const std::function<Answered(const Request&)>& act);
// The same for whoever holds the other end of this socket, until `act` says that it does not stay.
int serve(int socket, const std::function<Answered(const Request&)>& act);
void send_reply(int reply, const std::string& bytes);

// In a process that was forked from a worker to carry requests out: nothing in there can reach the coordinator any more but with
// a reply and its standard error.
void leave_coordinator();

}  // namespace ipcgrade::engine::process
