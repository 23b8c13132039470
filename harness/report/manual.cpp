#include "report/manual.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace ipcgrade::report {

using namespace model;

namespace {

constexpr std::size_t most_pages = 3;

struct ClassRow {
  VerdictClass verdict;
  Page page;
};
constexpr std::array class_rows = {
    ClassRow{VerdictClass::not_flushed, {"setbuf(3)", "when stdio writes what it has buffered"}},
    ClassRow{VerdictClass::not_flushed, {"fflush(3)", "how to write it at once"}},
    ClassRow{VerdictClass::zombie, {"wait(2)", "why a parent must wait for its children (NOTES)"}},
    ClassRow{VerdictClass::busy_wait, {"poll(2)", "how to sleep until there is something to do"}},
    ClassRow{VerdictClass::polling, {"poll(2)", "how to sleep until there is something to do"}},
    ClassRow{VerdictClass::crash, {"signal(7)", "which mistake sends which signal"}},
    ClassRow{VerdictClass::leak, {"unlink(2)", "names stay until somebody removes them"}},
    ClassRow{VerdictClass::wrong_exit, {"exit(3)", "what a status means; and wait(2), how the parent reads it"}},
    ClassRow{VerdictClass::wrong_mechanism, {"pipe(2)", "how a parent and its child share a pipe (EXAMPLES)"}},
    ClassRow{VerdictClass::wrong_mechanism, {"fork(2)", "what a child has of its parent, and what not"}},
    ClassRow{VerdictClass::not_executable, {"execve(2)", "why a program cannot be started (ERRORS)"}},
};

struct WaitRow {
  WaitFor what;
  ObjectKind kind;
  Page page;
};
constexpr std::array wait_rows = {
    WaitRow{WaitFor::data,
            ObjectKind::pipe,
            {"pipe(7)", "when a read sees end-of-file, and when a write waits (I/O on pipes and FIFOs)"}},
    WaitRow{WaitFor::room, ObjectKind::pipe, {"pipe(7)", "how much a pipe holds before a write waits (Pipe capacity)"}},
    WaitRow{WaitFor::data, ObjectKind::fifo, {"pipe(7)", "when a read sees end-of-file (I/O on pipes and FIFOs)"}},
    WaitRow{WaitFor::room, ObjectKind::fifo, {"pipe(7)", "how much a FIFO holds before a write waits (Pipe capacity)"}},
    WaitRow{WaitFor::peer, ObjectKind::fifo, {"fifo(7)", "why opening waits for the other side"}},
    WaitRow{WaitFor::child, ObjectKind::child, {"wait(2)", "what waitpid waits for"}},
    WaitRow{WaitFor::data, ObjectKind::input, {"read(2)", "what 0 means: end-of-file"}},
    WaitRow{WaitFor::lock, ObjectKind::lock, {"flock(2)", "who holds a lock, and until when"}},
    WaitRow{WaitFor::wake, ObjectKind::shared, {"sem_overview(7)", "who must post, and how often"}},
    WaitRow{WaitFor::wake, ObjectKind::private_futex, {"pthreads(7)", "what threads of one process share"}},
    WaitRow{WaitFor::data, ObjectKind::tcp, {"recv(2)", "what 0 means: the other side has sent its last byte"}},
    WaitRow{WaitFor::room, ObjectKind::tcp, {"tcp(7)", "how much fits before a write waits (tcp_wmem, tcp_rmem)"}},
    WaitRow{WaitFor::connection, ObjectKind::tcp, {"accept(2)", "what a server waits for"}},
    WaitRow{WaitFor::peer, ObjectKind::tcp, {"listen(2)", "how many connections may wait to be accepted (backlog)"}},
    WaitRow{WaitFor::data, ObjectKind::udp, {"udp(7)", "datagrams may be lost: nobody sends them again for you"}},
    WaitRow{WaitFor::data, ObjectKind::unix_socket, {"recv(2)", "what 0 means: the other side has sent its last byte"}},
    WaitRow{WaitFor::room, ObjectKind::unix_socket, {"send(2)", "when it waits, and when it sends less than asked"}},
    WaitRow{WaitFor::connection, ObjectKind::unix_socket, {"accept(2)", "what a server waits for"}},
    WaitRow{WaitFor::data, ObjectKind::queue, {"mq_overview(7)", "when a receive waits; and msgop(2), for System V queues"}},
    WaitRow{WaitFor::room, ObjectKind::queue, {"mq_overview(7)", "how many messages fit; and msgop(2), for System V queues"}},
    WaitRow{WaitFor::wake, ObjectKind::semaphore, {"semop(2)", "when an operation waits"}},
    WaitRow{WaitFor::data, ObjectKind::event, {"eventfd(2)", "when a read waits"}},
    WaitRow{WaitFor::signal, ObjectKind::signal, {"sigsuspend(2)", "how not to miss a signal"}},
};

struct CallRow {
  std::string_view call;
  Page page;
};
constexpr std::array call_rows = {
    CallRow{"read", {"read(2)", "what it returns: bytes, 0 at end-of-file, or -1"}},
    CallRow{"write", {"write(2)", "why it may write less than asked"}},
    CallRow{"open", {"open(2)", "what the flags mean"}},
    CallRow{"openat", {"open(2)", "what the flags mean"}},
    CallRow{"wait4", {"wait(2)", "what waitpid waits for"}},
    CallRow{"waitid", {"wait(2)", "what waitid waits for"}},
    CallRow{"poll", {"poll(2)", "what it reports and when"}},
    CallRow{"select", {"select(2)", "what it reports and when"}},
    CallRow{"pselect6", {"select(2)", "what it reports and when"}},
    CallRow{"epoll_wait", {"epoll(7)", "what it reports and when"}},
    CallRow{"accept", {"accept(2)", "what it returns"}},
    CallRow{"accept4", {"accept(2)", "what it returns"}},
    CallRow{"connect", {"connect(2)", "why it may fail (ERRORS)"}},
    CallRow{"futex", {"sem_wait(3)", "when it waits"}},
    CallRow{"pause", {"pause(2)", "what ends it"}},
    CallRow{"nanosleep", {"poll(2)", "how to sleep until there is something to do"}},
    CallRow{"clock_nanosleep", {"poll(2)", "how to sleep until there is something to do"}},
};

// A verdict about output that names no call.
constexpr Page about_output{"write(2)", "what is written, how much of it, and that it may be less than asked"};

void add(std::vector<Page>& pages, const Page& page) {
  const bool known = std::any_of(pages.begin(), pages.end(), [&](const Page& p) { return p.name == page.name; });
  if (!known && pages.size() < most_pages) pages.push_back(page);
}

// Whether who waits when the verdict falls is what the verdict is about.
bool is_about_waiting(VerdictClass verdict) {
  using enum VerdictClass;
  static constexpr std::array classes = {deadlock, waits_for_input, still_running, did_not_block, not_flushed};
  return std::find(classes.begin(), classes.end(), verdict) != classes.end();
}

void add_waits(std::vector<Page>& pages, const Snapshot& snapshot) {
  for (const WaitRow& row : wait_rows)
    for (const ThreadState& thread : snapshot.threads)
      for (const Wait& wait : thread.waits)
        if (wait.what == row.what && wait.object.kind == row.kind) add(pages, row.page);
  for (const CallRow& row : call_rows)
    for (const ThreadState& thread : snapshot.threads)
      if (thread.call == row.call) add(pages, row.page);
}

}  // namespace

std::vector<Page> pages_for(const Verdict& verdict, const Snapshot* snapshot) {
  std::vector<Page> pages;
  for (const ClassRow& row : class_rows)
    if (row.verdict == verdict.verdict) add(pages, row.page);
  if (snapshot != nullptr && is_about_waiting(verdict.verdict)) add_waits(pages, *snapshot);
  if (verdict.verdict == VerdictClass::wrong_output) add(pages, about_output);
  return pages;
}

std::string command_for(const Page& page) {
  const std::size_t open = page.name.find('(');
  return fmt::format("man {} {}", page.name.substr(open + 1, page.name.size() - open - 2), page.name.substr(0, open));
}

}  // namespace ipcgrade::report
