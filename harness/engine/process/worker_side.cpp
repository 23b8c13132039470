#include <fcntl.h>
#include <poll.h>
#include <sys/prctl.h>

#include <csignal>

#include "base/ensure.hpp"
#include "base/error.hpp"
#include "engine/process/frame.hpp"
#include "engine/process/subprocess.hpp"

namespace ipcgrade::engine::process {
namespace {

// The signal comes only for deaths from here on; after an earlier one nobody reads our output.
void die_with_coordinator() {
  base::check(prctl(PR_SET_PDEATHSIG, SIGKILL), "tying a worker to its coordinator");
  pollfd output{STDOUT_FILENO, 0, 0};
  if (poll(&output, 1, 0) > 0 && (output.revents & POLLERR) != 0) _exit(base::ensure_exit_status);
}

std::string read_exactly(std::size_t size) {
  std::string out(size, '\0');
  for (std::size_t done = 0; done < size;) {
    const ssize_t got = read(STDIN_FILENO, out.data() + done, size - done);
    if (got < 0 && errno == EINTR) continue;
    if (got == 0) errno = EPIPE;
    base::check(got > 0 ? got : -1, "reading a worker's request");
    done += static_cast<std::size_t>(got);
  }
  return out;
}

void write_all(int fd, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t put = write(fd, bytes.data(), bytes.size());
    if (put < 0 && errno == EINTR) continue;
    bytes.remove_prefix(static_cast<std::size_t>(base::check(put, "writing a worker's reply")));
  }
}

}  // namespace

Request receive_request() {
  die_with_coordinator();
  FrameLength length = 0;
  const std::string head = read_exactly(sizeof length);
  std::memcpy(&length, head.data(), sizeof length);
  Request out;
  out.bytes = read_exactly(length);
  out.reply = base::check(fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 3), "keeping a worker's output");
  const int null = base::check(open("/dev/null", O_RDWR | O_CLOEXEC), "opening /dev/null");
  base::check(dup2(null, STDIN_FILENO), "closing a worker's input");
  base::check(dup2(null, STDOUT_FILENO), "closing a worker's output");
  close(null);
  return out;
}

void send_reply(int reply, const std::string& bytes) {
  const FrameLength length = bytes.size();
  write_all(reply, {reinterpret_cast<const char*>(&length), sizeof length});
  write_all(reply, bytes);
}

}  // namespace ipcgrade::engine::process
