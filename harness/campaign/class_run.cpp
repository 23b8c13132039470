#include <atomic>
#include <exception>
#include <mutex>
#include <thread>

#include "base/error.hpp"
#include "campaign/campaign.hpp"
#include "campaign/cpus.hpp"

namespace ipcgrade::campaign {
namespace {

enum class Whose : std::uint8_t { submission, machine };

model::SubmissionResult broken(const Entry& entry, const std::string& why, Whose whose) {
  model::SubmissionResult result;
  result.machine = whose == Whose::machine;
  result.submission = entry.name;
  result.folder = entry.folder;
  result.blank = true;
  result.trouble = why;
  return result;
}

// Whoever keeps the results could not: why is remembered where it happened. No trouble of the submission's.
class Halted : public std::exception {};

// Lanes that each take the next entry until none is left.
class Class {
 public:
  Class(const model::Suite& suite, const std::vector<Entry>& entries, const CampaignOptions& options,
        const ClassOptions& class_options, Progress& progress)
      : suite_(suite),
        entries_(entries),
        options_(options),
        class_options_(class_options),
        progress_(progress),
        results_(entries.size()) {}

  void lane(const std::vector<int>& cpus) {
    CampaignOptions options = options_;
    options.cpus = cpus;
    while (!options_.cancelled.stop_requested() && !stopped_) {
      const std::size_t index = next_++;
      if (index >= entries_.size()) return;
      try {
        model::SubmissionResult result = graded(entries_[index], options);
        // What was interrupted is not a result: it is graded anew next time.
        if (!options_.cancelled.stop_requested()) finish(index, std::move(result));
      } catch (...) {
        stop(std::current_exception());
      }
    }
  }

  std::vector<model::SubmissionResult> results() {
    if (failure_ && !options_.cancelled.stop_requested()) std::rethrow_exception(failure_);
    std::vector<model::SubmissionResult> finished;
    for (auto& result : results_)
      if (result) finished.push_back(std::move(*result));
    return finished;
  }

 private:
  model::SubmissionResult graded(const Entry& entry, const CampaignOptions& options) {
    CampaignOptions own = options;
    if (!entry.scenarios.empty()) own.scenarios = entry.scenarios;
    own.known = entry.known;
    if (class_options_.settled)
      own.settled = [&](const model::ScenarioResult& result) { or_halt([&] { class_options_.settled(entry, result); }); };
    if (class_options_.begins) or_halt([&] { class_options_.begins(entry); });
    try {
      return run_submission(suite_, class_options_.load(entry), own, progress_);
    } catch (const base::InputError& error) {
      return broken(entry, error.what(), Whose::submission);
    } catch (const base::SystemError& error) {
      return broken(entry, error.what(), Whose::machine);
    }
  }

  template <class Act>
  void or_halt(const Act& act) {
    try {
      act();
    } catch (...) {
      stop(std::current_exception());
      throw Halted();
    }
  }

  void finish(std::size_t index, model::SubmissionResult result) {
    const std::lock_guard guard(mutex_);
    if (class_options_.ended) class_options_.ended(result);
    results_[index] = std::move(result);
  }

  void stop(std::exception_ptr failure) {
    const std::lock_guard guard(mutex_);
    if (!failure_) failure_ = std::move(failure);
    stopped_ = true;
  }

  const model::Suite& suite_;
  const std::vector<Entry>& entries_;
  const CampaignOptions& options_;
  const ClassOptions& class_options_;
  Progress& progress_;
  std::atomic<std::size_t> next_{0};
  std::atomic<bool> stopped_{false};
  std::mutex mutex_;
  std::vector<std::optional<model::SubmissionResult>> results_;
  std::exception_ptr failure_;
};

}  // namespace

std::vector<model::SubmissionResult> run_class(const model::Suite& suite, const std::vector<Entry>& entries,
                                               const CampaignOptions& options, const ClassOptions& class_options,
                                               Progress& progress) {
  check_scenarios(suite, options.scenarios);
  Class all(suite, entries, options, class_options, progress);
  {
    std::vector<std::jthread> threads;
    for (const auto& cpus : lanes(options.cpus, entries.size())) threads.emplace_back([&all, cpus] { all.lane(cpus); });
  }
  return all.results();
}

}  // namespace ipcgrade::campaign
