#include <fcntl.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/socket.h>

#include <csignal>
#include <optional>

#include "base/ensure.hpp"
#include "base/error.hpp"
#include "base/fd.hpp"
#include "engine/process/frame.hpp"
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

struct Arrived {
  FrameLength length = 0;  // of the request that follows
  base::Fd reply;
  base::Fd words;
};

// The head of a frame, and the descriptors that come with its first byte; nullopt: the coordinator is gone.
std::optional<Arrived> receive_head() {
  FrameLength length = 0;
  alignas(cmsghdr) char room[CMSG_SPACE(2 * sizeof(int))] = {};
  iovec part{&length, sizeof length};
  msghdr message{};
  message.msg_iov = &part;
  message.msg_iovlen = 1;
  message.msg_control = room;
  message.msg_controllen = sizeof room;
  ssize_t got = 0;
  do got = recvmsg(control, &message, MSG_CMSG_CLOEXEC | MSG_WAITALL);
  while (got < 0 && errno == EINTR);
  if (got != sizeof length) return std::nullopt;
  const cmsghdr* const along = CMSG_FIRSTHDR(&message);
  ENSURE(along != nullptr && along->cmsg_len == CMSG_LEN(2 * sizeof(int)), "a request brings its pipes along");
  int both[2];
  std::memcpy(both, CMSG_DATA(along), sizeof both);
  return Arrived{length, base::Fd(both[0]), base::Fd(both[1])};
}

bool receive_exactly(std::string& out) {
  for (std::size_t done = 0; done < out.size();) {
    const ssize_t got = recv(control, out.data() + done, out.size() - done, 0);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return false;
    done += static_cast<std::size_t>(got);
  }
  return true;
}

void write_all(int fd, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t put = write(fd, bytes.data(), bytes.size());
    if (put < 0 && errno == EINTR) continue;
    bytes.remove_prefix(static_cast<std::size_t>(base::check(put, "writing a worker's reply")));
  }
}

}  // namespace

int serve(const std::function<int(const Request&)>& act) {
  die_with_coordinator();
  while (auto arrived = receive_head()) {
    base::check(dup2(arrived->words.get(), STDERR_FILENO), "opening a worker's standard error");
    arrived->words.reset();
    Request request{std::string(arrived->length, '\0'), arrived->reply.get()};
    if (!receive_exactly(request.bytes)) return 0;
    const int status = act(request);
    arrived->reply.reset();
    use_null_as(STDERR_FILENO);
    if (send(control, &status, sizeof status, MSG_NOSIGNAL) != sizeof status) break;
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
