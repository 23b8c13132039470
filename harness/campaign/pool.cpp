#include "campaign/pool.hpp"

#include <algorithm>
#include <condition_variable>
#include <exception>
#include <iterator>
#include <list>
#include <mutex>
#include <thread>

namespace ipcgrade::campaign {
namespace {

class Pool {
 public:
  Pool(Needs& needs, const std::stop_token& cancelled, const Perform& perform)
      : needs_(needs), cancelled_(cancelled), perform_(perform) {}

  void run(const std::vector<int>& cpus) {
    for (const int cpu : cpus) begin(cpu);
    for (std::jthread* thread = after(nullptr); thread != nullptr; thread = after(thread)) thread->join();
  }

  void rethrow() const {
    if (failure_ && !cancelled_.stop_requested()) std::rethrow_exception(failure_);
  }

 private:
  void begin(int cpu) {
    const std::lock_guard guard(mutex_);
    threads_.emplace_back([this, cpu] { work(cpu); });
  }

  // Of those begun, the first after nullptr. Whoever begins another does so before it ends itself, so that none is missed.
  std::jthread* after(const std::jthread* thread) {
    const std::lock_guard guard(mutex_);
    auto at = threads_.begin();
    if (thread != nullptr) at = std::next(std::find_if(at, threads_.end(), [&](const auto& other) { return &other == thread; }));
    return at == threads_.end() ? nullptr : &*at;
  }

  void work(int cpu) {
    while (const auto turn = next()) {
      if (turn->slow) begin(cpu);  // in its own place
      perform(*turn, cpu);
      if (turn->slow) return;
    }
  }

  void perform(const Turn& turn, int cpu) {
    try {
      settle(turn.index, perform_(turn, cpu));
    } catch (...) {
      stop(std::current_exception());
    }
  }

  std::optional<Turn> next() {
    std::unique_lock lock(mutex_);
    std::optional<Turn> turn;
    const auto decided = [&] {
      if (failure_ || needs_.all_given()) return true;
      turn = needs_.take();
      return turn.has_value();
    };
    // Woken by whoever settles a scenario, and by a cancellation.
    changed_.wait(lock, cancelled_, decided);
    return cancelled_.stop_requested() ? std::nullopt : turn;
  }

  void settle(std::size_t index, model::Outcome outcome) {
    const std::lock_guard guard(mutex_);
    needs_.settle(index, outcome);
    changed_.notify_all();
  }

  void stop(std::exception_ptr failure) {
    const std::lock_guard guard(mutex_);
    if (!failure_) failure_ = std::move(failure);
    changed_.notify_all();
  }

  Needs& needs_;
  const std::stop_token& cancelled_;
  const Perform& perform_;
  std::mutex mutex_;
  std::condition_variable_any changed_;
  std::exception_ptr failure_;
  std::list<std::jthread> threads_;  // those that replace others among them
};

}  // namespace

void run_pool(Needs& needs, const std::vector<int>& cpus, const std::stop_token& cancelled, const Perform& perform) {
  Pool pool(needs, cancelled, perform);
  pool.run(cpus);
  pool.rethrow();
}

}  // namespace ipcgrade::campaign
