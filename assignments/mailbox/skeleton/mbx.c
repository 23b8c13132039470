// mbx: the driver. It reads one command a line from standard input, calls mailbox.c, and answers each with one line. The handout,
// README.md, describes the lines. At the end of its input it leaves by exit(0), so functions given to atexit(3) run.
//
// This file is ours: the checks put their own copy over yours.
#include <ctype.h>
#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "mailbox.h"

enum { WORDS_MAX = 6 };

// A mailbox that this process has open, under the name it was opened by.
struct entry {
  char name[MBX_NAME_MAX + 1];
  struct mbx* box;
  struct entry* next;
};
static struct entry* entries;

// The requests that this process has received and not answered yet: number N is requests[N - 1].
static struct mbx_request* requests;
static unsigned long request_count;

static void fail(const char* what) {
  perror(what);
  exit(1);
}

// ---- Replies

static void say_status(enum mbx_status status) {
  static const char* const names[] = {"ok",         "would-block", "timed-out", "too-big",    "exists",
                                      "no-mailbox", "not-owner",   "deleted",   "unsupported"};
  printf(status == MBX_OK ? "%s\n" : "error %s\n", names[status]);
}

// `ok HEX`, and WORD unless it is empty; or the error.
static void say_message(enum mbx_status status, const unsigned char* data, size_t size, const char* word) {
  if (status != MBX_OK) {
    say_status(status);
    return;
  }
  fputs(size == 0 ? "ok -" : "ok ", stdout);
  for (size_t i = 0; i < size; ++i) printf("%02x", data[i]);
  printf(*word == '\0' ? "\n" : " %s\n", word);
}

// ---- Words

static bool integer(const char* word, long* value) {
  char* end;
  errno = 0;
  *value = strtol(word, &end, 10);
  return *word != '\0' && !isspace((unsigned char)*word) && *end == '\0' && errno == 0;
}

static bool is_name(const char* word) {
  size_t length = strlen(word);
  return length >= 1 && length <= MBX_NAME_MAX;
}

static int digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

// The bytes that `word` stands for, put over its digits: false if it is no message.
static bool message(char* word, size_t* size) {
  *size = 0;
  if (strcmp(word, "-") == 0) return true;
  size_t length = strlen(word);
  if (length == 0 || length % 2 != 0) return false;
  for (size_t i = 0; i < length; i += 2) {
    int high = digit(word[i]), low = digit(word[i + 1]);
    if (high < 0 || low < 0) return false;
    word[(*size)++] = (char)(high * 16 + low);
  }
  return true;
}

// No word: for ever. "try": not at all. Else milliseconds from now.
static bool patience(const char* word, struct mbx_wait* wait) {
  *wait = (struct mbx_wait){.patience = MBX_FOREVER};
  if (word == NULL) return true;
  wait->patience = MBX_TRY;
  if (strcmp(word, "try") == 0) return true;
  long milliseconds;
  if (!integer(word, &milliseconds) || milliseconds < INT_MIN || milliseconds > INT_MAX) return false;
  wait->patience = MBX_UNTIL;
  if (clock_gettime(CLOCK_REALTIME, &wait->deadline) < 0) fail("mbx: clock_gettime");
  long nanoseconds = wait->deadline.tv_nsec + milliseconds % 1000 * 1000000;
  wait->deadline.tv_sec += milliseconds / 1000 + (nanoseconds >= 1000000000) - (nanoseconds < 0);
  wait->deadline.tv_nsec = (nanoseconds + 1000000000) % 1000000000;
  return true;
}

// ---- Open mailboxes

static struct mbx* find(const char* name) {
  for (struct entry* e = entries; e != NULL; e = e->next) {
    if (strcmp(e->name, name) == 0) return e->box;
  }
  return NULL;
}

static bool forget(const char* name) {
  for (struct entry** e = &entries; *e != NULL; e = &(*e)->next) {
    if (strcmp((*e)->name, name) != 0) continue;
    struct entry* gone = *e;
    *e = gone->next;
    mbx_close(gone->box);
    free(gone);
    return true;
  }
  return false;
}

static void remember(const char* name, struct mbx* box) {
  struct entry* e = calloc(1, sizeof *e);
  if (e == NULL) fail("mbx: calloc");
  strcpy(e->name, name);
  e->box = box;
  e->next = entries;
  entries = e;
}

// ---- Commands. Each gets its words, without the command itself, and says its reply; false: the words are no such command.

static unsigned char buffer[MBX_MESSAGE_MAX];

static bool create_kind(char** words, int count, enum mbx_kind kind, long capacity) {
  (void)count;
  struct mbx* box;
  enum mbx_status status = mbx_create(words[0], kind, (unsigned)capacity, &box);
  if (status == MBX_OK) {
    forget(words[0]);  // a handle of an earlier mailbox of this name, deleted since
    remember(words[0], box);
  }
  say_status(status);
  return true;
}

static bool create(char** words, int count) {
  static const struct {
    const char* word;
    enum mbx_kind kind;
    int count;
  } kinds[] = {{"bounded", MBX_BOUNDED, 3},
               {"zero", MBX_ZERO, 2},
               {"unbounded", MBX_UNBOUNDED, 2},
               {"typed", MBX_TYPED, 3},
               {"owned", MBX_OWNED, 3}};
  for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; ++i) {
    long capacity = 0;
    if (strcmp(words[1], kinds[i].word) != 0 || count != kinds[i].count) continue;
    if (count == 3 && (!integer(words[2], &capacity) || capacity < 1 || capacity > MBX_CAPACITY_MAX)) return false;
    return create_kind(words, count, kinds[i].kind, capacity);
  }
  return false;
}

static bool port_allocate(char** words, int count) { return create_kind(words, count, MBX_PORT, MBX_PORT_CAPACITY); }

static bool open_box(char** words, int count) {
  (void)count;
  forget(words[0]);
  struct mbx* box;
  enum mbx_status status = mbx_open(words[0], &box);
  if (status == MBX_OK) remember(words[0], box);
  say_status(status);
  return true;
}

static bool close_box(char** words, int count) {
  (void)count;
  say_status(forget(words[0]) ? MBX_OK : MBX_NO_MAILBOX);
  return true;
}

static bool delete_box(char** words, int count) {
  (void)count;
  say_status(mbx_delete(words[0]));
  return true;
}

typedef enum mbx_status sender(struct mbx*, const void*, size_t, const struct mbx_wait*);

static bool send_by(sender* send, char** words, int count) {
  size_t size;
  struct mbx_wait wait;
  if (!message(words[1], &size) || !patience(count == 3 ? words[2] : NULL, &wait)) return false;
  struct mbx* box = find(words[0]);
  say_status(box == NULL ? MBX_NO_MAILBOX : send(box, words[1], size, &wait));
  return true;
}

static bool send_box(char** words, int count) { return send_by(mbx_send, words, count); }
static bool msg_send(char** words, int count) { return send_by(mbx_msg_send, words, count); }

static bool receive_at_most(const char* name, size_t limit, const char* waiting) {
  struct mbx_wait wait;
  if (!patience(waiting, &wait)) return false;
  struct mbx* box = find(name);
  size_t size = 0;
  enum mbx_status status = box == NULL ? MBX_NO_MAILBOX : mbx_receive(box, buffer, limit, &size, &wait);
  say_message(status, buffer, size, "");
  return true;
}

static bool receive_box(char** words, int count) {
  return receive_at_most(words[0], sizeof buffer, count == 2 ? words[1] : NULL);
}

static bool receive_max(char** words, int count) {
  long limit;
  if (!integer(words[1], &limit) || limit < 0 || limit > MBX_MESSAGE_MAX) return false;
  return receive_at_most(words[0], (size_t)limit, count == 3 ? words[2] : NULL);
}

static bool send_type(char** words, int count) {
  long type;
  size_t size;
  struct mbx_wait wait;
  if (!integer(words[1], &type) || type < 1 || type > INT_MAX || !message(words[2], &size)) return false;
  if (!patience(count == 4 ? words[3] : NULL, &wait)) return false;
  struct mbx* box = find(words[0]);
  say_status(box == NULL ? MBX_NO_MAILBOX : mbx_send_type(box, type, words[2], size, &wait));
  return true;
}

static bool receive_type(char** words, int count) {
  long type, found = 0;
  size_t size = 0;
  struct mbx_wait wait;
  if (!integer(words[1], &type) || type < -INT_MAX || type > INT_MAX) return false;
  if (!patience(count == 3 ? words[2] : NULL, &wait)) return false;
  struct mbx* box = find(words[0]);
  enum mbx_status status =
      box == NULL ? MBX_NO_MAILBOX : mbx_receive_type(box, type, buffer, sizeof buffer, &size, &found, &wait);
  char word[32];
  snprintf(word, sizeof word, "%ld", found);
  say_message(status, buffer, size, word);
  return true;
}

static bool me(char** words, int count) {
  (void)count;
  say_status(mbx_me(words[0]));
  return true;
}

static bool send_to(char** words, int count) {
  (void)count;
  size_t size;
  if (!message(words[1], &size)) return false;
  say_status(mbx_send_to(words[0], words[1], size));
  return true;
}

static bool receive_from(char** words, int count) {
  size_t size = 0;
  struct mbx_wait wait;
  if (!patience(count == 2 ? words[1] : NULL, &wait)) return false;
  enum mbx_status status = mbx_receive_from(words[0], buffer, sizeof buffer, &size, &wait);
  say_message(status, buffer, size, "");
  return true;
}

static bool receive_any(char** words, int count) {
  size_t size = 0;
  struct mbx_wait wait;
  char from[MBX_NAME_MAX + 1] = "";
  if (!patience(count == 1 ? words[0] : NULL, &wait)) return false;
  enum mbx_status status = mbx_receive_any(buffer, sizeof buffer, &size, from, &wait);
  say_message(status, buffer, size, from);
  return true;
}

static bool pass_on(enum mbx_status (*pass)(struct mbx*, const char*), char** words) {
  struct mbx* box = find(words[0]);
  if (!is_name(words[1])) return false;
  say_status(box == NULL ? MBX_NO_MAILBOX : pass(box, words[1]));
  return true;
}

static bool give(char** words, int count) {
  (void)count;
  return pass_on(mbx_give, words);
}

static bool allow(char** words, int count) {
  (void)count;
  return pass_on(mbx_allow, words);
}

static unsigned long note(const struct mbx_request* request) {
  if (!request->wanted) return 0;
  requests = realloc(requests, (request_count + 1) * sizeof *requests);
  if (requests == NULL) fail("mbx: realloc");
  requests[request_count] = *request;
  return ++request_count;
}

static bool msg_receive(char** words, int count) {
  struct mbx_wait wait;
  if (!patience(count == 2 ? words[1] : NULL, &wait)) return false;
  struct mbx* box = find(words[0]);
  struct mbx_request request = {.wanted = false};
  size_t size = 0;
  enum mbx_status status = box == NULL ? MBX_NO_MAILBOX : mbx_msg_receive(box, buffer, sizeof buffer, &size, &request, &wait);
  char word[32];
  snprintf(word, sizeof word, "%lu", status == MBX_OK ? note(&request) : 0);
  say_message(status, buffer, size, word);
  return true;
}

static bool msg_reply(char** words, int count) {
  (void)count;
  long number;
  size_t size;
  if (!integer(words[0], &number) || !message(words[1], &size)) return false;
  if (number < 1 || (unsigned long)number > request_count || !requests[number - 1].wanted) {
    say_status(MBX_NO_MAILBOX);
    return true;
  }
  enum mbx_status status = mbx_msg_reply(&requests[number - 1], words[1], size);
  if (status != MBX_TOO_BIG) requests[number - 1].wanted = false;
  say_status(status);
  return true;
}

static bool msg_rpc(char** words, int count) {
  size_t data_size, size = 0;
  struct mbx_wait wait;
  if (!message(words[1], &data_size) || !patience(count == 3 ? words[2] : NULL, &wait)) return false;
  if (wait.patience == MBX_TRY) return false;
  struct mbx* box = find(words[0]);
  enum mbx_status status =
      box == NULL ? MBX_NO_MAILBOX : mbx_msg_rpc(box, words[1], data_size, buffer, sizeof buffer, &size, &wait);
  say_message(status, buffer, size, "");
  return true;
}

static bool port_notify(char** words, int count) {
  (void)count;
  bool deleted = strcmp(words[1], "deleted") == 0;
  if (!deleted && strcmp(words[1], "no-senders") != 0) return false;
  struct mbx *box = find(words[0]), *notify = find(words[2]);
  enum mbx_event event = deleted ? MBX_EVENT_DELETED : MBX_EVENT_NO_SENDERS;
  say_status(box == NULL || notify == NULL ? MBX_NO_MAILBOX : mbx_port_notify(box, event, notify));
  return true;
}

// ---- The lines

// A command, the least and the greatest number of words behind it, and whether the first of them is a name.
static const struct {
  const char* word;
  int least, most;
  bool named;
  bool (*run)(char** words, int count);
} commands[] = {
    {"create", 2, 3, true, create},
    {"open", 1, 1, true, open_box},
    {"close", 1, 1, true, close_box},
    {"delete", 1, 1, true, delete_box},
    {"send", 2, 3, true, send_box},
    {"receive", 1, 2, true, receive_box},
    {"receive-max", 2, 3, true, receive_max},
    {"send-type", 3, 4, true, send_type},
    {"receive-type", 2, 3, true, receive_type},
    {"me", 1, 1, true, me},
    {"send-to", 2, 2, true, send_to},
    {"receive-from", 1, 2, true, receive_from},
    {"receive-any", 0, 1, false, receive_any},
    {"give", 2, 2, true, give},
    {"allow", 2, 2, true, allow},
    {"port-allocate", 1, 1, true, port_allocate},
    {"msg-send", 2, 3, true, msg_send},
    {"msg-receive", 1, 2, true, msg_receive},
    {"msg-reply", 2, 2, false, msg_reply},
    {"msg-rpc", 2, 3, true, msg_rpc},
    {"port-notify", 3, 3, true, port_notify},
};

// Cuts the line at its blanks: the number of words, or -1 if they are too many.
static int split(char* line, char** words) {
  int count = 0;
  for (char* word; (word = strsep(&line, " ")) != NULL;) {
    if (count == WORDS_MAX) return -1;
    words[count++] = word;
  }
  return count;
}

static bool run(char* line) {
  char* words[WORDS_MAX];
  int count = split(line, words) - 1;  // without the command itself
  if (count < 0) return false;
  for (size_t i = 0; i < sizeof commands / sizeof commands[0]; ++i) {
    if (strcmp(words[0], commands[i].word) != 0) continue;
    if (count < commands[i].least || count > commands[i].most) return false;
    return (!commands[i].named || is_name(words[1])) && commands[i].run(words + 1, count);
  }
  return false;
}

int main(int argc, char** argv) {
  (void)argv;
  if (argc > 1) {
    fprintf(stderr, "usage: mbx\n");
    return 2;
  }
  char* line = NULL;
  size_t room = 0;
  ssize_t length;
  while ((length = getline(&line, &room, stdin)) > 0) {
    if (line[length - 1] == '\n') line[length - 1] = '\0';
    if (!run(line)) say_status(MBX_UNSUPPORTED);
    if (fflush(stdout) != 0) fail("mbx: standard output");
  }
  if (ferror(stdin)) fail("mbx: standard input");
  exit(0);
}
