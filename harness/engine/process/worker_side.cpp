#include <fcntl.h>
#include <poll.h>
#include <sys/prctl.h>

#include <csignal>

#include "base/ensure.hpp"
#include "base/error.hpp"
#include "base/fd.hpp"
#include "engine/process/frame.hpp"
#include "engine/process/message.hpp"
#include "engine/process/subprocess.hpp"

namespace ipcgrade::engine::process {
namespace {

constexpr int control = STDIN_FILENO;

// The signal comes only for deaths from here on; after an earlier one the socket has hung up.
void die_with_coordinator() {
  base::check(prctl(PR_SET_PDEATHSIG, SIGKILL), "tying a worker to its coordinator");
  pollfd end{control, 0, 0};
  if (poll(&end, 1, 0) > 0) _exit(base::ensure_exit_status);
}

void use_null_as(int fd) {
  const base::Fd null(base::check(open("/dev/null", O_RDWR | O_CLOEXEC), "opening /dev/null"));
  base::check(dup2(null.get(), fd), "closing a worker's standard streams");
}

void write_all(int fd, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t put = write(fd, bytes.data(), bytes.size());
    if (put < 0 && errno == EINTR) continue;
    bytes.remove_prefix(static_cast<std::size_t>(base::check(put, "writing a worker's reply")));
  }
}

}  // namespace

int serve_coordinator(const std::function<Answered(const Request&)>& act) {
  die_with_coordinator();
  return serve(control, act);
}

int serve(int socket, const std::function<Answered(const Request&)>& act) {
  while (auto message = receive_message(socket)) {
    base::check(dup2(message->words.get(), STDERR_FILENO), "opening a worker's standard error");
    message->words.reset();
    const Answered answered = act({std::move(message->bytes), message->reply.get()});
    message->reply.reset();
    use_null_as(STDERR_FILENO);
    if (!send_answer(socket, answered) || !answered.stays) break;
  }
  return 0;
}

void send_reply(int reply, const std::string& bytes) {
  const FrameLength length = bytes.size();
  write_all(reply, {reinterpret_cast<const char*>(&length), sizeof length});
  write_all(reply, bytes);
}

void leave_coordinator() { use_null_as(control); }

}  // namespace ipcgrade::engine::process
