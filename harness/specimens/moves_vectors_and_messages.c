// Says how many of ten bytes each call with several buffers or a message moved, and what of its own it changed. Verdict: passed.
#define _GNU_SOURCE
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <unistd.h>

static int ends[2];
static char bytes[10];
static struct iovec parts[3];
static struct mmsghdr message;

static void describe(void) {
  memcpy(bytes, "abcdefghij", sizeof bytes);
  parts[0] = (struct iovec){bytes, 0};
  parts[1] = (struct iovec){bytes, 4};
  parts[2] = (struct iovec){bytes + 4, 6};
  message = (struct mmsghdr){{.msg_iov = parts, .msg_iovlen = 3, .msg_flags = 0x55}, 0};
}

static const char *change(void) {
  const int same = parts[0].iov_len == 0 && parts[1].iov_len == 4 && parts[2].iov_len == 6 && parts[2].iov_base == bytes + 4 &&
                   message.msg_hdr.msg_iov == parts && message.msg_hdr.msg_iovlen == 3;
  return same ? "" : " CHANGED";
}

static void sent(const char *call, int size) {
  char all[64];
  const int arrived = (int)recv(ends[1], all, sizeof all, 0);
  printf("%s %d%s%s\n", call, size, arrived == size && memcmp(all, "abcdefghij", (size_t)size) == 0 ? "" : " WRONG", change());
}

// The rest of a stream is still there.
static void received(const char *call, int size, int flags) {
  char all[64];
  int left = (int)recv(ends[1], all, sizeof all, MSG_DONTWAIT);
  if (left < 0) left = 0;
  printf("%s %d%s%s%s\n", call, size, memcmp(bytes, "0123456789", (size_t)size) == 0 && size + left == 10 ? "" : " WRONG",
         flags == 0 ? "" : " TRUNCATED", change());
}

static void ask(void) {
  describe();
  send(ends[0], "0123456789", 10, 0);
}

int main(int argc, char **argv) {
  const int packets = argc > 1 && strcmp(argv[1], "packets") == 0;
  int size;
  socketpair(AF_UNIX, packets ? SOCK_SEQPACKET : SOCK_STREAM, 0, ends);
  describe();
  sent("writev", (int)writev(ends[0], parts, 3));
  describe();
  sent("sendmsg", (int)sendmsg(ends[0], &message.msg_hdr, 0));
  describe();
  sendmmsg(ends[0], &message, 1, 0);
  sent("sendmmsg", (int)message.msg_len);
  ask();
  received("readv", (int)readv(ends[1], parts, 3), 0);
  ask();
  size = (int)recvmsg(ends[1], &message.msg_hdr, 0);
  received("recvmsg", size, message.msg_hdr.msg_flags);
  ask();
  recvmmsg(ends[1], &message, 1, 0, NULL);
  received("recvmmsg", (int)message.msg_len, message.msg_hdr.msg_flags);
  return 0;
}
