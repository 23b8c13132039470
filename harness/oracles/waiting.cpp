#include "oracles/waiting.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "oracles/named_words.hpp"
#include "oracles/naming.hpp"
#include "oracles/printable.hpp"
#include "oracles/waiting_rows.hpp"

namespace ipcgrade::oracles {

using namespace model;

namespace {

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

std::string path_of(const View& view, const Wait& wait, ProcessIndex process) {
  if (const ProcessState* state = state_of(view.snapshot, process); state != nullptr)
    for (const Descriptor& d : state->descriptors)
      if (d.fd == wait.fd && d.object == wait.object && !is_nameless(d.object.kind) && !d.path.empty())
        return without_mark(d.path);
  return "";
}

}  // namespace

std::string name_of(const View& view, const Wait& wait, ProcessIndex process) {
  const std::string fd = wait.fd < 0 ? "" : fmt::format(" (fd {})", wait.fd);
  const std::string path = path_of(view, wait, process);
  const std::string_view noun = noun_of(wait);
  const auto& named = view.trace.named;
  const auto found =
      std::find_if(named.begin(), named.end(), [&](const NamedObject& n) { return n.object == wait.object && wait.fd < 0; });
  if (found != named.end()) return words_for(*found);
  const bool told_by_fd = wait.fd >= 0 && (is_nameless(wait.object.kind) || is_socket(wait.object.kind));
  if (path.empty()) return fmt::format("{} {}{}", told_by_fd ? "the" : "a", noun, fd);
  return fmt::format("the {} {}{}{}", noun, path.starts_with("port ") ? "on " : "", printable(path), fd);
}

namespace {

// Whether the other end of a connection is still the socket that it would be accepted from.
bool is_unaccepted(const View& view, const Wait& wait) {
  return wait.other_end != Object{} && std::any_of(view.trace.events.begin(), view.trace.events.end(), [&](const Event& event) {
           const auto* called = std::get_if<Called>(&event.what);
           return called != nullptr && called->call == "listen" && called->object == wait.other_end;
         });
}

// What a waker has to do with a connection: it holds the other end, has yet to accept it, or shares this end.
std::string end_words(const View& view, const Wait& wait, ProcessIndex waker) {
  const ProcessState* state = state_of(view.snapshot, waker);
  const auto has = [&](const Object& object) {
    return state != nullptr && std::any_of(state->descriptors.begin(), state->descriptors.end(),
                                           [&](const Descriptor& d) { return d.object == object; });
  };
  if (wait.other_end == Object{} || !has(wait.other_end)) return "shares this end";
  return is_unaccepted(view, wait) ? "has not accepted it" : "holds the other end";
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
  const WaitRow& row = row_of(wait);
  const bool others_could = wait.object.kind != ObjectKind::shared || holders != std::vector<ProcessIndex>{thread.process};
  if (holders.empty() || !others_could) return std::string(row.nobody);
  std::vector<std::string> words;
  words.reserve(holders.size());
  for (const ProcessIndex holder : holders) words.push_back(holder_words(view, wait, thread.process, holder, holders.size()));
  const std::string_view sentence = is_unaccepted(view, wait) && wait.what != WaitFor::peer ? holders_unaccepted : row.holders;
  return fmt::format(fmt::runtime(sentence), fmt::arg("holders", list_of(words)), fmt::arg("s", holders.size() == 1 ? "s" : ""));
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
