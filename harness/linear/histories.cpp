#include "linear/histories.hpp"

#include <algorithm>

namespace ipcgrade::linear {
namespace {

Operation operation(int process, Time call, Time returned, Call what, Reply reply) {
  Operation op;
  op.process = process;
  op.call = call;
  op.returned = returned;
  op.what = what;
  op.reply = reply;
  return op;
}

// One process of a random history: between calls, called but without effect yet, or with its effect and about to return.
enum class Stage : std::uint8_t { idle, called, done };

class Simulation {
 public:
  explicit Simulation(const Workload& workload)
      : workload_(workload),
        random_(workload.seed),
        stages_(static_cast<std::size_t>(workload.processes), Stage::idle),
        current_(stages_.size()) {
    history_.push_back(created(0, 1, 2, workload.kind, workload.capacity));
    now_ = 2;
    for (int p = 1; p < workload.processes; ++p, now_ += 2) history_.push_back(opened(p, now_ + 1, now_ + 2));
  }

  History run() && {
    std::size_t stuck = 0;
    while (returned_ < workload_.operations && stuck < 64 * stages_.size())
      stuck = move(random_.below(stages_.size())) ? 0 : stuck + 1;
    return std::move(history_);
  }

 private:
  bool move(std::size_t p) {
    ++now_;
    if (stages_[p] == Stage::idle) return call(p);
    if (stages_[p] == Stage::called) return take_effect(p);
    history_[current_[p]].returned = now_;
    stages_[p] = Stage::idle;
    ++returned_;
    return true;
  }

  bool call(std::size_t p) {
    current_[p] = history_.size();
    const bool sends = random_.below(2) == 0;
    Operation op = operation(static_cast<int>(p), now_, never, sends ? Call::send : Call::receive, Reply::none);
    if (sends) op.message = ++messages_;
    history_.push_back(op);
    tries_.resize(history_.size());
    // Somebody never waits, so that the history goes on.
    const auto waiting = std::count(stages_.begin(), stages_.end(), Stage::called);
    tries_.back() = random_.below(4) == 0 || waiting + 1 == static_cast<std::ptrdiff_t>(stages_.size());
    stages_[p] = Stage::called;
    return true;
  }

  void finish(std::size_t p, Reply reply) {
    history_[current_[p]].reply = reply;
    stages_[p] = Stage::done;
  }

  bool take_effect(std::size_t p) {
    Operation& op = history_[current_[p]];
    if (op.what == Call::send && workload_.kind == Kind::rendezvous) return meet(p);
    const bool full = workload_.kind == Kind::bounded && box_.size() >= workload_.capacity;
    const bool waits = op.what == Call::send ? full : box_.empty();
    if (waits && !tries_[current_[p]]) return false;
    if (waits) {
      finish(p, random_.below(2) == 0 ? Reply::would_block : Reply::timed_out);
      return true;
    }
    if (op.what == Call::send) {
      box_.push_back(op.message);
    } else {
      op.message = box_.front();
      box_.pop_front();
    }
    finish(p, Reply::ok);
    return true;
  }

  // With a receiver that waits.
  bool meet(std::size_t p) {
    for (std::size_t q = 0; q < stages_.size(); ++q) {
      if (stages_[q] != Stage::called || history_[current_[q]].what != Call::receive) continue;
      history_[current_[q]].message = history_[current_[p]].message;
      finish(p, Reply::ok);
      finish(q, Reply::ok);
      return true;
    }
    if (!tries_[current_[p]]) return false;
    finish(p, Reply::would_block);
    return true;
  }

  Workload workload_;
  Random random_;
  std::vector<Stage> stages_;
  std::vector<std::size_t> current_;  // by process: its operation in the history
  std::vector<bool> tries_;           // by operation: it does not wait
  std::deque<int> box_;
  History history_;
  Time now_ = 0;
  int messages_ = 0;
  std::size_t returned_ = 0;
};

}  // namespace

Operation created(int process, Time call, Time returned, Kind kind, std::uint32_t capacity) {
  Operation op = operation(process, call, returned, Call::create, Reply::ok);
  op.kind = kind;
  op.capacity = capacity;
  return op;
}

Operation opened(int process, Time call, Time returned) { return operation(process, call, returned, Call::open, Reply::ok); }

Operation removed(int process, Time call, Time returned) { return operation(process, call, returned, Call::remove, Reply::ok); }

Operation sent(int process, Time call, Time returned, int message, Reply reply) {
  Operation op = operation(process, call, returned, Call::send, reply);
  op.message = message;
  return op;
}

Operation got(int process, Time call, Time returned, int message) {
  Operation op = operation(process, call, returned, Call::receive, Reply::ok);
  op.message = message;
  return op;
}

Operation got_none(int process, Time call, Time returned, Reply reply) {
  return operation(process, call, returned, Call::receive, reply);
}

Operation unfinished(Operation op) {
  op.returned = never;
  op.reply = Reply::none;
  return op;
}

History random_history(const Workload& workload) {
  History history = Simulation(workload).run();
  for (Operation& op : history)
    if (op.returned == never) op = unfinished(op);
  return history;
}

std::uint64_t Random::below(std::uint64_t bound) {
  state_ += 0x9e3779b97f4a7c15U;
  std::uint64_t z = state_;
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9U;
  z = (z ^ (z >> 27)) * 0x94d049bb133111ebU;
  return (z ^ (z >> 31)) % bound;
}

}  // namespace ipcgrade::linear
