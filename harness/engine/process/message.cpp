#include "engine/process/message.hpp"

#include <sys/socket.h>

#include <cerrno>
#include <cstring>

#include "base/ensure.hpp"
#include "engine/process/frame.hpp"

namespace ipcgrade::engine::process {
namespace {

constexpr std::size_t descriptors = 2 * sizeof(int);

bool receive_exactly(int socket, std::string& out) {
  for (std::size_t done = 0; done < out.size();) {
    const ssize_t got = recv(socket, out.data() + done, out.size() - done, 0);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return false;
    done += static_cast<std::size_t>(got);
  }
  return true;
}

}  // namespace

void send_message(int socket, const std::string& bytes, int reply, int words) {
  const std::string framed = frame(bytes);
  alignas(cmsghdr) char room[CMSG_SPACE(descriptors)] = {};
  iovec part{const_cast<char*>(framed.data()), framed.size()};
  msghdr message{};
  message.msg_iov = &part;
  message.msg_iovlen = 1;
  message.msg_control = room;
  message.msg_controllen = sizeof room;
  cmsghdr* const along = CMSG_FIRSTHDR(&message);
  along->cmsg_level = SOL_SOCKET;
  along->cmsg_type = SCM_RIGHTS;
  along->cmsg_len = CMSG_LEN(descriptors);
  const int both[] = {reply, words};
  std::memcpy(CMSG_DATA(along), both, sizeof both);
  while (part.iov_len > 0) {
    const ssize_t sent = sendmsg(socket, &message, MSG_NOSIGNAL);
    if (sent < 0 && errno == EINTR) continue;
    if (sent < 0) return;
    part.iov_base = static_cast<char*>(part.iov_base) + sent;
    part.iov_len -= static_cast<std::size_t>(sent);
    message.msg_control = nullptr;
    message.msg_controllen = 0;
  }
}

std::optional<Message> receive_message(int socket) {
  FrameLength length = 0;
  alignas(cmsghdr) char room[CMSG_SPACE(descriptors)] = {};
  iovec part{&length, sizeof length};
  msghdr head{};
  head.msg_iov = &part;
  head.msg_iovlen = 1;
  head.msg_control = room;
  head.msg_controllen = sizeof room;
  ssize_t got = 0;
  do got = recvmsg(socket, &head, MSG_CMSG_CLOEXEC | MSG_WAITALL);
  while (got < 0 && errno == EINTR);
  if (got != sizeof length) return std::nullopt;
  const cmsghdr* const along = CMSG_FIRSTHDR(&head);
  ENSURE(along != nullptr && along->cmsg_len == CMSG_LEN(descriptors), "a request brings its pipes along");
  int both[2];
  std::memcpy(both, CMSG_DATA(along), sizeof both);
  Message message{std::string(length, '\0'), base::Fd(both[0]), base::Fd(both[1])};
  if (!receive_exactly(socket, message.bytes)) return std::nullopt;
  return message;
}

bool send_answer(int socket, const Answered& answered) {
  return send(socket, &answered, sizeof answered, MSG_NOSIGNAL) == sizeof answered;
}

std::optional<Answered> receive_answer(int socket) {
  Answered answered;
  ssize_t got = 0;
  do got = recv(socket, &answered, sizeof answered, MSG_WAITALL);
  while (got < 0 && errno == EINTR);
  return got == sizeof answered ? std::optional(answered) : std::nullopt;
}

}  // namespace ipcgrade::engine::process
