#include "oracles/waiting.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "oracles/naming.hpp"
#include "oracles/printable.hpp"

namespace ipcgrade::oracles {

using namespace model;

namespace {

// {object} is the object with its path and descriptor, {children} the awaited ones, {call} the system call, {holders} those
// who could end the wait, {s} the ending of their verb, {end} what one of them has to do with a connection.
struct Row {
  WaitFor what;
  ObjectKind kind;
  std::string_view waits;    // what follows "waits"
  std::string_view holders;  // what follows it where somebody alive could end the wait
  std::string_view nobody;   // and where nobody could
  std::string_view edge;     // what one of those who could does or has
};

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
    Row{WaitFor::data, ObjectKind::pipe, "to read from {object}", writers, nobody_writes, "holds a write end of it"},
    Row{WaitFor::data, ObjectKind::fifo, "to read from {object}", writers, nobody_writes, "has it open for writing"},
    Row{WaitFor::data, ObjectKind::input, "to read from its standard input{fd}", "", "", "could write to it"},
    Row{WaitFor::data, ObjectKind::terminal, "to read from the terminal{fd}", "", "", "could write to it"},
    Row{WaitFor::room, ObjectKind::pipe, "to write into {object}, which is full", readers, nobody_reads, "holds its read end"},
    Row{WaitFor::room, ObjectKind::fifo, "to write into {object}, which is full", readers, nobody_reads,
        "has it open for reading"},
    Row{WaitFor::room, ObjectKind::output, "to write to its output{fd}, which is full", "", "", "could empty it"},
    Row{WaitFor::peer, ObjectKind::fifo, "for a process to open the other end of {object}", ", which only {holders} could do",
        ", and no other process is left that could do that", "could open it"},
    Row{WaitFor::child, ObjectKind::child, "for {children} to end", "", "", "has not ended"},
    Row{WaitFor::lock, ObjectKind::lock, "for the lock on {object}", ", which {holders} hold{s}",
        ", and no other process is left that could release it", "holds the lock"},
    Row{WaitFor::wake, ObjectKind::shared, "for a semaphore, mutex or condition in shared memory",
        ", which only {holders} could post, unlock or signal",
        ", and no other process is left that could post, unlock or signal it", "has the memory mapped"},
    Row{WaitFor::wake, ObjectKind::private_futex, "for a mutex, condition, semaphore or thread of its own process", no_thread,
        no_thread, "has no other thread awake"},
    Row{WaitFor::data, ObjectKind::tcp, "to read from {object}", other_end, nobody_at_other_end, "{end}"},
    Row{WaitFor::room, ObjectKind::tcp, "to write into {object}, whose buffers are full", not_read, nobody_at_other_end, "{end}"},
    Row{WaitFor::connection, ObjectKind::tcp, "for a client to connect to {object}", "", nobody_connects, "could connect"},
    Row{WaitFor::peer, ObjectKind::tcp, "for its connection to be accepted{fd}", ", which only {holders} could do",
        nobody_accepts, "{end}"},
    Row{WaitFor::data, ObjectKind::udp, "for a datagram on {object}", ", which only {holders} could send", nobody_sends,
        "could send one"},
    Row{WaitFor::room, ObjectKind::udp, "for room to send on {object}", "", "", "could receive"},
    Row{WaitFor::data, ObjectKind::unix_socket, "to read from {object}", other_end, nobody_at_other_end, "{end}"},
    Row{WaitFor::room, ObjectKind::unix_socket, "to write into {object}, whose buffers are full", not_read, nobody_at_other_end,
        "{end}"},
    Row{WaitFor::connection, ObjectKind::unix_socket, "for a client to connect to {object}", "", nobody_connects,
        "could connect"},
    Row{WaitFor::peer, ObjectKind::unix_socket, "for its connection to be accepted{fd}", ", which only {holders} could do",
        nobody_accepts, "{end}"},
    Row{WaitFor::data, ObjectKind::queue, "for a message in {object}", ", which only {holders} could send", nobody_sends,
        "has used it"},
    Row{WaitFor::room, ObjectKind::queue, "to send to {object}, which is full", ", and from which only {holders} could receive",
        ", and no other process is left that could receive from it", "has used it"},
    Row{WaitFor::wake, ObjectKind::semaphore, "for {object}", ", which only {holders} could raise",
        ", and no other process is left that could raise it", "has used it"},
    Row{WaitFor::data, ObjectKind::event, "to read from {object}, whose count is 0", ", which only {holders} could raise",
        ", and no other process is left that could raise it", "has it"},
    Row{WaitFor::room, ObjectKind::event, "to write into {object}, whose count is at its limit",
        ", which only {holders} could read", ", and no other process is left that could read it", "has it"},
    Row{WaitFor::signal, ObjectKind::signal, "for a signal", ", which only {holders} could send",
        ", and no other process is left that could send one", "could send one"},
    Row{WaitFor::time, ObjectKind::timer, "for time to pass", "", "", ""},
};
constexpr Row fallback = {WaitFor::data,
                          ObjectKind::other,
                          "in {call}{fd}",
                          ", which only {holders} could end",
                          ", and no other process is left that could end it",
                          "could end it"};

const Row& row_of(const Wait& wait) {
  const auto* row =
      std::find_if(rows.begin(), rows.end(), [&](const Row& r) { return r.what == wait.what && r.kind == wait.object.kind; });
  return row == rows.end() ? fallback : *row;
}

struct KindWords {
  ObjectKind kind;
  std::string_view words;
};
constexpr std::array kind_words = {
    KindWords{ObjectKind::pipe, "a pipe"},
    KindWords{ObjectKind::fifo, "a FIFO"},
    KindWords{ObjectKind::input, "its standard input"},
    KindWords{ObjectKind::output, "its output"},
    KindWords{ObjectKind::shared, "an object in shared memory"},
    KindWords{ObjectKind::private_futex, "a thread of its own"},
    KindWords{ObjectKind::child, "a child"},
    KindWords{ObjectKind::timer, "the passing of time"},
    KindWords{ObjectKind::lock, "a lock"},
    KindWords{ObjectKind::signal, "a signal"},
    KindWords{ObjectKind::tcp, "a TCP socket"},
    KindWords{ObjectKind::udp, "a UDP socket"},
    KindWords{ObjectKind::unix_socket, "a UNIX socket"},
    KindWords{ObjectKind::queue, "a message queue"},
    KindWords{ObjectKind::semaphore, "a System V semaphore"},
    KindWords{ObjectKind::event, "an eventfd"},
    KindWords{ObjectKind::terminal, "the terminal"},
    KindWords{ObjectKind::file, "a file"},
};

// The kernel's mark on the name of a file that is no longer there (proc(5), under /proc/PID/fd).
std::string without_mark(std::string path) {
  static constexpr std::string_view mark = " (deleted)";
  if (path.ends_with(mark)) path.resize(path.size() - mark.size());
  return path;
}

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

std::string_view noun_of(const Wait& wait) {
  if (wait.object.kind == ObjectKind::tcp) return wait.what == WaitFor::connection ? "TCP socket" : "TCP connection";
  const auto* found = std::find_if(nouns.begin(), nouns.end(), [&](const Noun& n) { return n.kind == wait.object.kind; });
  return found == nouns.end() ? "file" : found->words;
}

bool is_socket(ObjectKind kind) { return kind == ObjectKind::tcp || kind == ObjectKind::udp || kind == ObjectKind::unix_socket; }

// What the link of its descriptor says is for the kernel only.
bool is_nameless(ObjectKind kind) { return kind == ObjectKind::pipe || kind == ObjectKind::event; }

std::string path_of(const View& view, const Wait& wait, ProcessIndex process) {
  if (const ProcessState* state = state_of(view.snapshot, process); state != nullptr)
    for (const Descriptor& d : state->descriptors)
      if (d.fd == wait.fd && d.object == wait.object && !is_nameless(d.object.kind) && !d.path.empty())
        return without_mark(d.path);
  for (const NamedObject& named : view.trace.named)
    if (named.object == wait.object) return named.path;
  return "";
}

}  // namespace

std::string name_of(const View& view, const Wait& wait, ProcessIndex process) {
  const std::string fd = wait.fd < 0 ? "" : fmt::format(" (fd {})", wait.fd);
  const std::string path = path_of(view, wait, process);
  const std::string_view noun = noun_of(wait);
  const bool told_by_fd = wait.fd >= 0 && (is_nameless(wait.object.kind) || is_socket(wait.object.kind));
  if (path.empty()) return fmt::format("{} {}{}", told_by_fd ? "the" : "a", noun, fd);
  return fmt::format("the {} {}{}{}", noun, path.starts_with("port ") ? "on " : "", printable(path), fd);
}

namespace {

// What a waker has to do with a connection: it holds the other end, has yet to accept it, or shares this end.
std::string end_words(const View& view, const Wait& wait, ProcessIndex waker) {
  const ProcessState* state = state_of(view.snapshot, waker);
  const auto has = [&](const Object& object) {
    return state != nullptr && std::any_of(state->descriptors.begin(), state->descriptors.end(),
                                           [&](const Descriptor& d) { return d.object == object; });
  };
  if (wait.other_end == Object{} || !has(wait.other_end)) return "shares this end";
  return wait.what == WaitFor::peer ? "has not accepted it" : "holds the other end";
}

std::string children_words(const View& view, const Wait& wait) {
  const bool any = wait.object.inode == 0;  // index 0 is a role's first process: never anybody's child
  if (!any) return "its child " + label_of(view.trace, static_cast<ProcessIndex>(wait.object.inode));
  std::vector<std::string> labels;
  for (const ProcessIndex child : wait.wakers) labels.push_back(label_of(view.trace, child));
  if (labels.size() == 1) return "its child " + labels[0];
  return labels.empty() ? "a child" : fmt::format("one of its children {}", list_of(labels));
}

std::string holder_words(const View& view, const Wait& wait, ProcessIndex waiter, ProcessIndex holder, std::size_t of_how_many) {
  std::string label = label_of(view.trace, holder) + (holder == waiter ? " itself" : "");
  const Descriptor* descriptor = counterpart(view, wait, holder);
  if (descriptor == nullptr) return label;
  return fmt::format("{} ({})", label, of_how_many == 1 ? describe(*descriptor) : fmt::format("fd {}", descriptor->fd));
}

}  // namespace

std::vector<const ThreadState*> threads_of(const Snapshot& snapshot, ProcessIndex process) {
  std::vector<const ThreadState*> out;
  for (const ThreadState& thread : snapshot.threads)
    if (thread.process == process && !thread.runtime && thread.state != RunState::exited) out.push_back(&thread);
  return out;
}

const ProcessState* state_of(const Snapshot& snapshot, ProcessIndex process) {
  const auto found = std::find_if(snapshot.processes.begin(), snapshot.processes.end(),
                                  [&](const ProcessState& p) { return p.process == process; });
  return found == snapshot.processes.end() ? nullptr : &*found;
}

std::vector<ProcessIndex> living_wakers(const View& view, const Wait& wait) {
  std::vector<ProcessIndex> out;
  for (const ProcessIndex waker : wait.wakers)
    if (!threads_of(view.snapshot, waker).empty()) out.push_back(waker);
  return out;
}

std::string what_for(const View& view, const ThreadState& thread, const Wait& wait) {
  const std::string_view call = thread.call.empty() ? "a call" : call_name(thread.call);
  return fmt::format(fmt::runtime(row_of(wait).waits), fmt::arg("object", name_of(view, wait, thread.process)),
                     fmt::arg("children", children_words(view, wait)), fmt::arg("call", call),
                     fmt::arg("fd", wait.fd < 0 ? "" : fmt::format(" (fd {})", wait.fd)));
}

std::string what_for(const View& view, const ThreadState& thread) {
  std::vector<std::string> all;
  for (const Wait& wait : thread.waits) {
    std::string words = what_for(view, thread, wait);
    if (std::find(all.begin(), all.end(), words) == all.end()) all.push_back(std::move(words));
  }
  if (all.empty()) return thread.call.empty() ? "for something unknown" : fmt::format("in {}", call_name(thread.call));
  return list_of(all, "or");
}

std::string what_it_does(const View& view, const ThreadState& thread) {
  const std::string where = at_place(thread.site);
  if (thread.state == RunState::stopped) return "is stopped by a signal" + where;
  if (thread.state == RunState::vfork_wait) return fmt::format("waits{} for its vfork child to exec or to end", where);
  if (thread.state != RunState::blocked) return "is still running" + where;
  return fmt::format("waits{} {}", where, what_for(view, thread));
}

std::string what_it_does(const View& view, ProcessIndex process) {
  const auto threads = threads_of(view.snapshot, process);
  return threads.empty() ? "" : what_it_does(view, *threads.front());
}

std::string who_could(const View& view, const ThreadState& thread, const Wait& wait) {
  const std::vector<ProcessIndex> holders = living_wakers(view, wait);
  const Row& row = row_of(wait);
  const bool others_could = wait.object.kind != ObjectKind::shared || holders != std::vector<ProcessIndex>{thread.process};
  if (holders.empty() || !others_could) return std::string(row.nobody);
  std::vector<std::string> words;
  words.reserve(holders.size());
  for (const ProcessIndex holder : holders) words.push_back(holder_words(view, wait, thread.process, holder, holders.size()));
  return fmt::format(fmt::runtime(row.holders), fmt::arg("holders", list_of(words)),
                     fmt::arg("s", holders.size() == 1 ? "s" : ""));
}

std::string how_could(const View& view, const Wait& wait, ProcessIndex waker) {
  const Descriptor* descriptor = counterpart(view, wait, waker);
  return fmt::format("{} {}{}", label_of(view.trace, waker),
                     fmt::format(fmt::runtime(row_of(wait).edge), fmt::arg("end", end_words(view, wait, waker))),
                     descriptor == nullptr ? "" : fmt::format(" ({})", describe(*descriptor)));
}

const Descriptor* counterpart(const View& view, const Wait& wait, ProcessIndex waker) {
  const Access needless = wait.what == WaitFor::room ? Access::write : Access::read;
  const ProcessState* state = state_of(view.snapshot, waker);
  const bool connected = wait.other_end != Object{};
  if (state == nullptr || (wait.what != WaitFor::room && wait.what != WaitFor::data && !connected)) return nullptr;
  const auto with = [&](const Object& object) {
    return std::find_if(state->descriptors.begin(), state->descriptors.end(),
                        [&](const Descriptor& d) { return d.object == object && d.access != needless; });
  };
  auto found = with(connected ? wait.other_end : wait.object);
  if (connected && found == state->descriptors.end()) found = with(wait.object);
  return found == state->descriptors.end() ? nullptr : &*found;
}

std::string describe(const Descriptor& descriptor) {
  if (descriptor.made_by.empty()) return fmt::format("fd {}", descriptor.fd);
  const std::string_view call = call_name(descriptor.made_by);
  return fmt::format("fd {}, {} {}{}", descriptor.fd, call.ends_with("fork") ? "inherited through" : "from", call,
                     at_place(descriptor.made));
}

std::string_view a_kind(ObjectKind kind) {
  const auto* found =
      std::find_if(kind_words.begin(), kind_words.end(), [&](const KindWords& words) { return words.kind == kind; });
  return found == kind_words.end() ? "something else" : found->words;
}

}  // namespace ipcgrade::oracles
