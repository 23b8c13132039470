#include "campaign/pool.hpp"

#include <condition_variable>
#include <exception>
#include <mutex>
#include <thread>

namespace ipcgrade::campaign {
namespace {

class Pool {
 public:
  Pool(Needs& needs, const std::stop_token& cancelled, const Perform& perform)
      : needs_(needs), cancelled_(cancelled), perform_(perform) {}

  void work(int cpu) {
    while (const auto turn = next()) {
      try {
        settle(turn->index, perform_(*turn, cpu));
      } catch (...) {
        stop(std::current_exception());
      }
    }
  }

  void rethrow() const {
    if (failure_ && !cancelled_.stop_requested()) std::rethrow_exception(failure_);
  }

 private:
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
};

}  // namespace

void run_pool(Needs& needs, const std::vector<int>& cpus, const std::stop_token& cancelled, const Perform& perform) {
  Pool pool(needs, cancelled, perform);
  {
    std::vector<std::jthread> threads;
    for (const int cpu : cpus) threads.emplace_back([&pool, cpu] { pool.work(cpu); });
  }
  pool.rethrow();
}

}  // namespace ipcgrade::campaign
