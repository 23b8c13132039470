#include "report/page/wait_picture.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "model/wait_for.hpp"
#include "oracles/naming.hpp"
#include "oracles/waiting.hpp"
#include "report/objects.hpp"
#include "report/printable.hpp"

namespace ipcgrade::report::page {

using namespace model;

namespace {

class Drawing {
 public:
  Drawing(const Trace& trace, const Snapshot& snapshot) : view_{trace, snapshot}, objects_(trace) {
    for (const Event& event : trace.events)  // pipes are lettered as in the story
      if (const auto* called = std::get_if<Called>(&event.what)) static_cast<void>(objects_.name(called->object));
  }

  WaitPicture operator()() {
    const auto stuck = wait_graph(view_.snapshot).deadlocked;
    std::vector<const ThreadState*> threads;
    for (const ThreadState& thread : view_.snapshot.threads)
      if (std::find(stuck.begin(), stuck.end(), thread.thread) != stuck.end()) threads.push_back(&thread);
    for (const ThreadState* thread : threads) {
      waiters_of_[thread->process].push_back(out_.waiters.size());
      const Site& site = thread->site;
      const std::string where = site.line > 0 ? fmt::format("{}:{}", site.file, site.line) : site.file;
      out_.waiters.push_back({printable(oracles::label_of(view_.trace, *thread)), printable(where)});
    }
    for (std::size_t i = 0; i < threads.size(); ++i)
      for (const Wait& wait : threads[i]->waits) draw(i, *threads[i], wait);
    return std::move(out_);
  }

 private:
  void draw(std::size_t waiter, const ThreadState& thread, const Wait& wait) {
    const std::size_t number = thing(wait);
    const std::string fd = wait.fd < 0 ? "" : std::to_string(wait.fd);
    out_.waits.push_back({waiter, number, fmt::format("{}({})", oracles::call_name(thread.call), fd)});
    for (const ProcessIndex waker : oracles::living_wakers(view_, wait))
      for (const std::size_t other : waiters_of_[waker]) could(other, number, wait, waker);
  }

  void could(std::size_t waiter, std::size_t thing, const Wait& wait, ProcessIndex waker) {
    const Descriptor* descriptor = oracles::counterpart(view_, wait, waker);
    const bool stream = wait.object.kind == ObjectKind::pipe || wait.object.kind == ObjectKind::fifo;
    const std::string end = !stream ? "" : wait.what == WaitFor::room ? "read end, " : "write end, ";
    const std::string label = descriptor == nullptr ? "" : fmt::format("{}fd {}", end, descriptor->fd);
    const auto same = [&](const WaitPicture::Edge& edge) { return edge.waiter == waiter && edge.thing == thing; };
    if (std::none_of(out_.could.begin(), out_.could.end(), same)) out_.could.push_back({waiter, thing, label});
  }

  std::size_t thing(const Wait& wait) {
    const auto [found, is_new] = things_.try_emplace({wait.object, wait.what}, out_.things.size());
    if (is_new) out_.things.push_back(printable(name(wait)));
    return found->second;
  }

  std::string name(const Wait& wait) {
    if (wait.object.kind == ObjectKind::child) {
      if (wait.object.inode == 0) return "the end of a child";
      return "the end of " + oracles::label_of(view_.trace, static_cast<ProcessIndex>(wait.object.inode));
    }
    std::string object = objects_.name(wait.object);
    if (object.empty()) object = oracles::a_kind(wait.object.kind);
    return wait.what == WaitFor::room ? "room in " + object : object;
  }

  oracles::View view_;
  Objects objects_;
  WaitPicture out_;
  std::map<ProcessIndex, std::vector<std::size_t>> waiters_of_;
  std::map<std::pair<Object, WaitFor>, std::size_t> things_;
};

}  // namespace

WaitPicture wait_picture(const Trace& trace, const Snapshot& snapshot) { return Drawing(trace, snapshot)(); }

}  // namespace ipcgrade::report::page
