// The coordinator starts nothing but copies of itself: `ipcgrade worker`, one a trial or build. The request goes in on standard
// input, the reply comes out on standard output, and what it says on standard error becomes part of the message when it fails.
#pragma once

#include <exception>
#include <string>

namespace ipcgrade::engine::process {

// Thrown by call_worker once cancel_workers() was called.
class Cancelled : public std::exception {
 public:
  [[nodiscard]] const char* what() const noexcept override { return "cancelled"; }
};

// Starts a worker on this CPU (-1: on any), hands it the request and returns its reply. When it returns or throws, the worker and
// all it made are gone. SystemError for a worker that died or failed, with what it said. Any number of threads may call it; each
// must live as long as the campaign, because a worker is killed when the thread that started it ends.
[[nodiscard]] std::string call_worker(const std::string& request, int cpu);

// Another program than this one as worker, for programs that are not ipcgrade (the benchmarks). Before the first call.
void use_worker_program(const std::string& path);

// SIGKILL to every live worker; all later and running calls throw Cancelled. Async-signal-safe.
void cancel_workers() noexcept;

// ---- in the worker ----

// Ties this process to its coordinator, reads the request, and moves the reply's pipe out of reach: standard input and output
// become /dev/null. Call once, before anything else.
struct Request {
  std::string bytes;
  int reply = -1;  // close-on-exec
};
[[nodiscard]] Request receive_request();
void send_reply(int reply, const std::string& bytes);

}  // namespace ipcgrade::engine::process
