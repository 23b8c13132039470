#include "report/objects.hpp"

#include <fcntl.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "oracles/naming.hpp"

namespace ipcgrade::report {

using namespace model;

namespace {

bool is_stream(ObjectKind kind) { return kind == ObjectKind::pipe || kind == ObjectKind::fifo; }

bool covers(Access have, Access wanted) { return have == wanted || have == Access::both; }

Access access_of(std::uint64_t flags) {
  if ((flags & O_ACCMODE) == O_RDONLY) return Access::read;
  return (flags & O_ACCMODE) == O_WRONLY ? Access::write : Access::both;
}

bool makes_endpoint(const std::string& call) {
  static constexpr std::array makers = {"socket", "accept", "accept4", "eventfd2", "timerfd_create", "signalfd4", "mq_open"};
  return std::find(makers.begin(), makers.end(), call) != makers.end();
}

std::uint64_t flags_of_open(const Called& called) {
  if (called.call == "creat") return O_WRONLY;
  return called.arguments[called.call == "open" ? 1 : 2];
}

struct LetteredKind {
  ObjectKind kind;
  std::string_view noun;
};
// What has no name of its own.
constexpr std::array lettered_kinds = {
    LetteredKind{ObjectKind::pipe, "pipe"},      LetteredKind{ObjectKind::tcp, "TCP socket"},
    LetteredKind{ObjectKind::udp, "UDP socket"}, LetteredKind{ObjectKind::unix_socket, "UNIX socket"},
    LetteredKind{ObjectKind::event, "eventfd"},
};

Objects::OnExec on_exec(std::uint64_t flags) {
  return (flags & O_CLOEXEC) != 0 ? Objects::OnExec::closes : Objects::OnExec::stays;
}

}  // namespace

void Objects::follow(const Event& event) {
  if (std::holds_alternative<Started>(event.what)) {
    const Object input{ObjectKind::input, 0, 0, 0};
    const Object output{ObjectKind::output, 0, 1, 0};
    const Object error{ObjectKind::output, 0, 2, 0};
    tables_[event.process] = {{0, {input, Access::read}}, {1, {output, Access::write}}, {2, {error, Access::write}}};
  }
  if (const auto* forked = std::get_if<Forked>(&event.what); forked != nullptr && forked->child != event.process)
    tables_[forked->child] = tables_[event.process];
  if (std::holds_alternative<Executed>(event.what))
    std::erase_if(tables_[event.process], [](const auto& entry) { return entry.second.on_exec == OnExec::closes; });
  if (std::holds_alternative<Exited>(event.what)) tables_.erase(event.process);
  if (const auto* called = std::get_if<Called>(&event.what); called != nullptr && called->result >= 0)
    call(event.process, *called);
}

void Objects::call(ProcessIndex process, const Called& called) {
  Table& table = tables_[process];
  const auto first = static_cast<int>(called.arguments[0]);
  const auto result = static_cast<int>(called.result);
  if (called.call == "close") {
    table.erase(first);
  } else if (called.call.starts_with("pipe")) {
    const OnExec then = called.call == "pipe2" ? on_exec(called.arguments[1]) : OnExec::stays;
    table[called.fd] = {called.object, Access::read, then};
    table[called.second_fd] = {called.object, Access::write, then};
  } else if (called.call.starts_with("dup")) {
    copy(table, first, result, called.call == "dup3" ? on_exec(called.arguments[2]) : OnExec::stays);
  } else if (called.call == "fcntl" && (called.arguments[1] == F_DUPFD || called.arguments[1] == F_DUPFD_CLOEXEC)) {
    copy(table, first, result, called.arguments[1] == F_DUPFD_CLOEXEC ? OnExec::closes : OnExec::stays);
  } else if (called.call == "fcntl" && called.arguments[1] == F_SETFD && table.contains(first)) {
    table[first].on_exec = (called.arguments[2] & FD_CLOEXEC) != 0 ? OnExec::closes : OnExec::stays;
  } else if (called.call.starts_with("open") || called.call == "creat") {
    table[result] = {called.object, access_of(flags_of_open(called)), on_exec(flags_of_open(called))};
  } else if (called.call == "socketpair") {
    table[called.fd] = {called.object, Access::both, on_exec(called.arguments[1])};
  } else if (makes_endpoint(called.call)) {
    table[result] = {called.object, Access::both, OnExec::stays};
  }
}

void Objects::copy(Table& table, int from, int to, OnExec on_exec) {
  const auto found = table.find(from);
  if (found == table.end()) {
    table.erase(to);
  } else {
    const End end = found->second;
    table[to] = {end.object, end.access, on_exec};
  }
}

std::string Objects::name(const Object& object) {
  const auto* lettered = std::find_if(lettered_kinds.begin(), lettered_kinds.end(),
                                      [&](const LetteredKind& row) { return row.kind == object.kind; });
  if (lettered != lettered_kinds.end()) return fmt::format("{} {}", lettered->noun, letter_of(object));
  for (const NamedObject& named : trace_.named)
    if (named.object == object) return fmt::format("{}{}", object.kind == ObjectKind::fifo ? "the FIFO " : "", named.path);
  if (object.kind == ObjectKind::fifo) return "a FIFO";
  if (object.kind == ObjectKind::input) return "standard input";
  if (object.kind == ObjectKind::output) return object.device == 0 && object.inode == 2 ? "standard error" : "standard output";
  return object.kind == ObjectKind::terminal ? "the terminal" : "";
}

std::string Objects::letter_of(const Object& object) {
  auto& letters = letters_[object.kind];
  const std::size_t number = letters.try_emplace(object, letters.size()).first->second;
  return number < 26 ? std::string(1, static_cast<char>('A' + number)) : std::to_string(number + 1);
}

std::optional<Objects::End> Objects::end_of(ProcessIndex process, int fd) const {
  const auto table = tables_.find(process);
  if (table == tables_.end()) return std::nullopt;
  const auto found = table->second.find(fd);
  return found == table->second.end() ? std::nullopt : std::optional(found->second);
}

std::string Objects::name(ProcessIndex process, int fd) {
  const auto end = end_of(process, fd);
  return end ? name(*end) : "";
}

std::string Objects::name(const End& end) {
  std::string object = name(end.object);
  if (!is_stream(end.object.kind) || object.empty() || end.access == Access::both) return object;
  return fmt::format("the {} end of {}", end.access == Access::read ? "read" : "write", object);
}

std::vector<std::string> Objects::others(const End& end, ProcessIndex process, int fd) const {
  std::vector<std::string> found;
  for (const auto& [holder, table] : tables_)
    for (const auto& [number, other] : table)
      if (other.object == end.object && covers(other.access, end.access) && (holder != process || number != fd))
        found.push_back(fmt::format("{} (fd {})", oracles::label_of(trace_, holder), number));
  return found;
}

std::vector<Objects::End> Objects::last_ends(ProcessIndex process) const {
  const auto mine = tables_.find(process);
  std::vector<End> found;
  if (mine == tables_.end()) return found;
  const auto elsewhere = [&](const End& end) {
    return std::any_of(tables_.begin(), tables_.end(), [&](const auto& entry) {
      return entry.first != process && std::any_of(entry.second.begin(), entry.second.end(), [&](const auto& other) {
               return other.second.object == end.object && covers(other.second.access, end.access);
             });
    });
  };
  for (const auto& [fd, end] : mine->second) {
    const auto same = [&, &end = end](const End& e) { return e.object == end.object && e.access == end.access; };
    if (is_stream(end.object.kind) && end.access != Access::both && !elsewhere(end) &&
        std::none_of(found.begin(), found.end(), same))
      found.push_back(end);
  }
  return found;
}

}  // namespace ipcgrade::report
