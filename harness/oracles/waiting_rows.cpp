#include "oracles/waiting_rows.hpp"

#include <algorithm>
#include <array>

namespace ipcgrade::oracles {

using namespace model;

namespace {

constexpr std::string_view nobody_writes = ", and no other process is left that could write to it";
constexpr std::string_view nobody_reads = ", and no other process is left that could empty it";
constexpr std::string_view writers = ", whose write end only {holders} hold{s}";
constexpr std::string_view readers = ", and whose read end only {holders} hold{s}";
constexpr std::string_view other_end = ", whose other end only {holders} hold{s}";
constexpr std::string_view not_read = ", and whose other end only {holders} hold{s}";
constexpr std::string_view nobody_at_other_end = ", and nobody is left at its other end";
constexpr std::string_view nobody_connects = ", and no other process is awake that could connect";
constexpr std::string_view nobody_accepts = ", and no other process is left that could accept it";
constexpr std::string_view nobody_sends = ", and no other process is left that could send one";
constexpr std::string_view no_thread = ", where no thread is awake to end the wait";

constexpr std::array rows = {
    WaitRow{WaitFor::data, ObjectKind::pipe, "to read from {object}", writers, nobody_writes, "holds a write end of it"},
    WaitRow{WaitFor::data, ObjectKind::fifo, "to read from {object}", writers, nobody_writes, "has it open for writing"},
    WaitRow{WaitFor::data, ObjectKind::input, "to read from its standard input{fd}", "", "", "could write to it"},
    WaitRow{WaitFor::data, ObjectKind::terminal, "to read from the terminal{fd}", "", "", "could write to it"},
    WaitRow{WaitFor::room, ObjectKind::pipe, "to write into {object}, which is full", readers, nobody_reads,
            "holds its read end"},
    WaitRow{WaitFor::room, ObjectKind::fifo, "to write into {object}, which is full", readers, nobody_reads,
            "has it open for reading"},
    WaitRow{WaitFor::room, ObjectKind::output, "to write to its output{fd}, which is full", "", "", "could empty it"},
    WaitRow{WaitFor::peer, ObjectKind::fifo, "for a process to open the other end of {object}", ", which only {holders} could do",
            ", and no other process is left that could do that", "could open it"},
    WaitRow{WaitFor::child, ObjectKind::child, "for {children} to end", "", "", "has not ended"},
    WaitRow{WaitFor::lock, ObjectKind::lock, "for the lock on {object}", ", which {holders} hold{s}",
            ", and no other process is left that could release it", "holds the lock"},
    WaitRow{WaitFor::wake, ObjectKind::shared, "for a semaphore, mutex or condition in shared memory",
            ", which only {holders} could post, unlock or signal",
            ", and no other process is left that could post, unlock or signal it", "has the memory mapped"},
    WaitRow{WaitFor::wake, ObjectKind::private_futex, "for a mutex, condition, semaphore or thread of its own process", no_thread,
            no_thread, "has no other thread awake"},
    WaitRow{WaitFor::data, ObjectKind::tcp, "to read from {object}", other_end, nobody_at_other_end, "{end}"},
    WaitRow{WaitFor::room, ObjectKind::tcp, "to write into {object}, whose buffers are full", not_read, nobody_at_other_end,
            "{end}"},
    WaitRow{WaitFor::connection, ObjectKind::tcp, "for a client to connect to {object}", "", nobody_connects, "could connect"},
    WaitRow{WaitFor::peer, ObjectKind::tcp, "for its connection to be accepted{fd}", ", which only {holders} could do",
            nobody_accepts, "{end}"},
    WaitRow{WaitFor::data, ObjectKind::udp, "for a datagram on {object}", ", which only {holders} could send", nobody_sends,
            "could send one"},
    WaitRow{WaitFor::room, ObjectKind::udp, "for room to send on {object}", "", "", "could receive"},
    WaitRow{WaitFor::data, ObjectKind::unix_socket, "to read from {object}", other_end, nobody_at_other_end, "{end}"},
    WaitRow{WaitFor::room, ObjectKind::unix_socket, "to write into {object}, whose buffers are full", not_read,
            nobody_at_other_end, "{end}"},
    WaitRow{WaitFor::connection, ObjectKind::unix_socket, "for a client to connect to {object}", "", nobody_connects,
            "could connect"},
    WaitRow{WaitFor::peer, ObjectKind::unix_socket, "for its connection to be accepted{fd}", ", which only {holders} could do",
            nobody_accepts, "{end}"},
    WaitRow{WaitFor::data, ObjectKind::queue, "for a message in {object}", ", which only {holders} could send", nobody_sends,
            "has it open"},
    WaitRow{WaitFor::room, ObjectKind::queue, "to send to {object}, which is full",
            ", and from which only {holders} could receive", ", and no other process is left that could receive from it",
            "has it open"},
    WaitRow{WaitFor::wake, ObjectKind::semaphore, "for {object}", ", which only {holders} could raise",
            ", and no other process is left that could raise it", "has used it"},
    WaitRow{WaitFor::data, ObjectKind::event, "to read from {object}, whose count is 0", ", which only {holders} could raise",
            ", and no other process is left that could raise it", "has it"},
    WaitRow{WaitFor::room, ObjectKind::event, "to write into {object}, whose count is at its limit",
            ", which only {holders} could read", ", and no other process is left that could read it", "has it"},
    WaitRow{WaitFor::signal, ObjectKind::signal, "for a signal", ", which only {holders} could send",
            ", and no other process is left that could send one", "could send one"},
    WaitRow{WaitFor::time, ObjectKind::timer, "for time to pass", "", "", "could set it"},
};
constexpr WaitRow on_timerfd = {WaitFor::time,
                                ObjectKind::timer,
                                "for the timer{fd}, which is not set",
                                ", and only {holders} could do that",
                                ", and no other process is left that could do that",
                                "could set it"};
constexpr WaitRow fallback = {WaitFor::data,
                              ObjectKind::other,
                              "in {call}{fd}",
                              ", which only {holders} could end",
                              ", and no other process is left that could end it",
                              "could end it"};

struct Noun {
  ObjectKind kind;
  std::string_view words;
};
constexpr std::array nouns = {
    Noun{ObjectKind::pipe, "pipe"},
    Noun{ObjectKind::fifo, "FIFO"},
    Noun{ObjectKind::udp, "UDP socket"},
    Noun{ObjectKind::queue, "message queue"},
    Noun{ObjectKind::unix_socket, "UNIX socket"},
    Noun{ObjectKind::event, "eventfd"},
    Noun{ObjectKind::semaphore, "System V semaphore"},
};

}  // namespace

const WaitRow& row_of(const Wait& wait) {
  if (wait.object.kind == ObjectKind::timer && wait.fd >= 0) return on_timerfd;
  const auto* row =
      std::find_if(rows.begin(), rows.end(), [&](const WaitRow& r) { return r.what == wait.what && r.kind == wait.object.kind; });
  return row == rows.end() ? fallback : *row;
}

std::string_view noun_of(const Wait& wait) {
  if (wait.object.kind == ObjectKind::tcp) return wait.what == WaitFor::connection ? "TCP socket" : "TCP connection";
  const auto* found = std::find_if(nouns.begin(), nouns.end(), [&](const Noun& n) { return n.kind == wait.object.kind; });
  return found == nouns.end() ? "file" : found->words;
}

bool is_socket(ObjectKind kind) { return kind == ObjectKind::tcp || kind == ObjectKind::udp || kind == ObjectKind::unix_socket; }

bool is_nameless(ObjectKind kind) { return kind == ObjectKind::pipe || kind == ObjectKind::event; }

}  // namespace ipcgrade::oracles
