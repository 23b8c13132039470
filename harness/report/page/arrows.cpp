#include "report/page/arrows.hpp"

#include <fmt/format.h>
#include <linux/futex.h>

#include <algorithm>
#include <array>

#include "oracles/account.hpp"
#include "oracles/printable.hpp"

namespace ipcgrade::report::page {

using namespace model;

namespace {

bool is_stream(const Object& object) {
  return object.kind == ObjectKind::pipe || object.kind == ObjectKind::fifo || object.kind == ObjectKind::input;
}

bool carries_messages(const Object& object) {
  static constexpr std::array kinds = {ObjectKind::tcp, ObjectKind::udp, ObjectKind::unix_socket, ObjectKind::queue};
  return std::find(kinds.begin(), kinds.end(), object.kind) != kinds.end();
}

bool is_one_of(const std::string& call, std::initializer_list<std::string_view> names) {
  return std::find(names.begin(), names.end(), call) != names.end();
}
bool reads(const std::string& call) {
  return is_one_of(call, {"read", "readv", "pread64", "recvfrom", "recvmsg", "mq_timedreceive", "msgrcv"});
}
bool writes(const std::string& call) {
  return is_one_of(call, {"write", "writev", "sendto", "sendmsg", "mq_timedsend", "msgsnd"});
}
bool moves_unseen(const std::string& call) { return is_one_of(call, {"splice", "tee", "vmsplice", "sendfile"}); }

bool wakes_others(const Called& called) {
  const auto command = static_cast<int>(called.arguments[1]) & FUTEX_CMD_MASK;
  const bool wakes = command == FUTEX_WAKE || command == FUTEX_WAKE_BITSET || command == FUTEX_UNLOCK_PI;
  return called.call == "futex" && wakes && called.result > 0;
}

}  // namespace

void Arrows::follow(const Event& event, std::optional<Mark> mark) {
  if (mark) {
    if (const auto begun = begun_.find(event.process); event.process != nobody && begun != begun_.end()) {
      add(begun->second, *mark, Arrow::Kind::start);
      begun_.erase(begun);
    }
    std::visit([&](const auto& what) { happened(event, *mark, what); }, event.what);
  }
  if (std::holds_alternative<Started>(event.what)) {
    const auto launch = launches_.find(std::string(trace_.processes.at(static_cast<std::size_t>(event.process)).label));
    if (launch != launches_.end()) begun_[event.process] = launch->second;
  }
  objects_.follow(event);
}

void Arrows::happened(const Event& /*event*/, Mark mark, const StepDone& done) {
  if (done.step >= trial_.steps.size()) return;
  const TrialAction& action = trial_.steps[done.step].action;
  if (const auto* launch = std::get_if<Launch>(&action)) launches_[launch->process] = mark;
  const auto* send = std::get_if<Send>(&action);
  const auto* close = std::get_if<CloseInput>(&action);
  const auto* signal = std::get_if<SendSignal>(&action);
  const std::string& label = send != nullptr     ? send->process
                             : close != nullptr  ? close->process
                             : signal != nullptr ? signal->process
                                                 : "";
  const auto process = oracles::process_called(trace_, label);
  if (!process) return;
  const Object input = key(*process, {ObjectKind::input, 0, 0, 0});
  if (send != nullptr) streams_[input].push_back({mark, send->data.bytes.size()});
  if (close != nullptr) ended_[input] = mark;
  if (signal != nullptr) signals_[{*process, signal->signal}] = mark;
}

void Arrows::happened(const Event& event, Mark mark, const Forked& forked) {
  if (forked.child != event.process) begun_[forked.child] = mark;
}

void Arrows::happened(const Event& event, Mark mark, const BlockedIn& blocked) { asleep_[event.thread] = {mark, blocked.waits}; }

void Arrows::happened(const Event& event, Mark mark, const Called& called) {
  woken(event, mark);
  if (called.call == "close") closes(event.process, mark, static_cast<int>(called.arguments[0]));
  if (wakes_others(called)) wakes_[called.object].emplace_back(mark, called.result);
  if (called.result >= 0 && moves_unseen(called.call)) opaque_.insert(called.object);
  if (called.call.starts_with("open") && called.object.kind == ObjectKind::fifo) ended_.erase(called.object);
  if (is_one_of(called.call, {"wait4", "waitid"}) && called.result > 0) reaped(mark, called);
  if (is_one_of(called.call, {"kill", "tkill", "tgkill"}) && called.result == 0)
    for (std::size_t i = 0; i < trace_.processes.size(); ++i)
      if (trace_.processes[i].pid == static_cast<std::int32_t>(called.arguments[0]))
        signals_[{static_cast<ProcessIndex>(i), static_cast<int>(called.arguments[called.call == "tgkill" ? 2 : 1])}] = mark;
  stream(event, mark, called);
  asleep_.erase(event.thread);
}

void Arrows::happened(const Event& event, Mark mark, const GotSignal& got) {
  const auto sent = signals_.find({event.process, got.signal});
  if (sent == signals_.end()) return;
  add(sent->second, mark, Arrow::Kind::signal, "");
  signals_.erase(sent);
}

void Arrows::happened(const Event& event, Mark mark, const Exited& exited) {
  for (const Objects::End& end : objects_.last_ends(event.process))
    if (end.access == Access::write) ended_[end.object] = mark;
  if (const auto sent = signals_.find({event.process, exited.signal}); exited.signal != 0 && sent != signals_.end())
    add(sent->second, mark, Arrow::Kind::signal);
  exits_[event.process] = mark;
}

void Arrows::happened(const Event& /*event*/, Mark mark, const PeerDid& did) {
  if (did.deed == PeerDeed::sent) send(nobody, mark, did.payload);
  if (did.deed == PeerDeed::received) receive(nobody, mark, did.payload);
}

// ---- bytes ----

void Arrows::stream(const Event& event, Mark mark, const Called& called) {
  if (called.result < 0) return;
  if (is_stream(called.object) && !opaque_.contains(called.object)) {
    if (reads(called.call)) read(event, mark, called);
    if (writes(called.call)) write(event, mark, called);
  } else if (carries_messages(called.object)) {
    if (reads(called.call) && called.result > 0) receive(event.process, mark, called.payload);
    if (writes(called.call)) send(event.process, mark, called.payload);
  }
}

void Arrows::write(const Event& event, Mark mark, const Called& called) {
  const auto size = static_cast<std::uint64_t>(called.result) * called.count;
  const auto slept = asleep_.find(event.thread);
  const std::uint64_t taken = slept == asleep_.end() ? 0 : std::min(slept->second.taken, size);
  if (size > taken) streams_[called.object].push_back({mark, size - taken});
}

void Arrows::read(const Event& event, Mark mark, const Called& called) {
  const Object object = key(event.process, called.object);
  auto left = static_cast<std::uint64_t>(called.result) * called.count;
  std::deque<Piece>& pieces = streams_[object];
  if (left == 0) {
    const auto ended = ended_.find(object);
    if (pieces.empty() && ended != ended_.end()) add(ended->second, mark, Arrow::Kind::end_of_file);
    return;
  }
  emptied_[object] = mark;
  while (left > 0 && !pieces.empty()) {
    const std::uint64_t part = std::min(left, pieces.front().left);
    add(pieces.front().mark, mark, Arrow::Kind::bytes, oracles::count_of(part, "byte"));
    left -= part;
    pieces.front().left -= part;
    if (pieces.front().left == 0) pieces.pop_front();
  }
  if (left > 0) read_ahead(mark, object, left);
}

// What comes out before the call that puts it in has returned: somebody sleeps in a long write. With several such nobody knows
// whose bytes they are.
void Arrows::read_ahead(Mark mark, const Object& object, std::uint64_t size) {
  Asleep* only = nullptr;
  for (auto& [thread, asleep] : asleep_)
    for (const Wait& wait : asleep.waits)
      if (wait.what == WaitFor::room && wait.object == object) {
        if (only != nullptr && only != &asleep) return;
        only = &asleep;
      }
  if (only == nullptr) return;
  only->taken += size;
  add(only->mark, mark, Arrow::Kind::bytes, oracles::count_of(size, "byte"));
}

void Arrows::send(ProcessIndex process, Mark mark, const std::string& payload) {
  static constexpr std::size_t remembered = 256;  // longer ago nobody would see the arrow
  if (messages_.size() == remembered) messages_.erase(messages_.begin());
  messages_.push_back({process, mark, payload});
}

void Arrows::receive(ProcessIndex process, Mark mark, const std::string& payload) {
  const auto found = std::find_if(messages_.begin(), messages_.end(), [&](const Message& message) {
    return message.process != process && message.payload == payload;
  });
  if (found == messages_.end()) return;
  add(found->mark, mark, Arrow::Kind::bytes);
  messages_.erase(found);
}

// ---- everything else ----

void Arrows::reaped(Mark mark, const Called& called) {
  for (const auto& [process, exit] : exits_)
    if (trace_.processes.at(static_cast<std::size_t>(process)).pid == called.result) add(exit, mark, Arrow::Kind::exit);
}

// Who ended the sleep that this call was in.
void Arrows::woken(const Event& event, Mark mark) {
  const auto slept = asleep_.find(event.thread);
  if (slept == asleep_.end()) return;
  for (const Wait& wait : slept->second.waits) {
    if (const auto wakes = wakes_.find(wait.object); wakes != wakes_.end() && !wakes->second.empty()) {
      add(wakes->second.front().first, mark, Arrow::Kind::wake);
      if (--wakes->second.front().second == 0) wakes->second.pop_front();
    }
    const auto emptied = emptied_.find(wait.object);
    if (wait.what == WaitFor::room && emptied != emptied_.end() && emptied->second > slept->second.mark)
      add(emptied->second, mark, Arrow::Kind::wake);
  }
}

void Arrows::closes(ProcessIndex process, Mark mark, int fd) {
  const auto end = objects_.end_of(process, fd);
  if (!end || !is_stream(end->object) || end->access == Access::read) return;
  if (objects_.others(*end, process, fd).empty()) ended_[end->object] = mark;
}

Object Arrows::key(ProcessIndex process, const Object& object) const {
  if (object.kind != ObjectKind::input) return object;
  return {ObjectKind::input, 0, static_cast<std::uint64_t>(oracles::root_of(trace_, process)), 0};
}

void Arrows::add(Mark from, Mark to, Arrow::Kind kind, std::string label) {
  if (from != to) arrows_.push_back({from, to, kind, std::move(label)});
}

}  // namespace ipcgrade::report::page
