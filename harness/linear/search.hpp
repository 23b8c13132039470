// Is there an order of a history's operations, each at one instant between its call and its return, that the model allows? The
// search takes one operation after the other from the front of every process (Wing and Gong 1993) and never looks twice at
// the same state behind the same operations (Lowe 2017). A configuration is how many operations of each process have taken
// effect, so it stays small however long the history is.
//
// A model has a State, initial(), apply(state, operation) that says whether the operation with its reply is possible and makes
// the state after it, append_key(state, key), and is_halfway(state): then another operation, called before the first returns, has
// to take effect in the same instant.
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <unordered_set>
#include <utility>
#include <vector>

#include "linear/lookahead.hpp"

namespace ipcgrade::linear {

enum class Answer : std::uint8_t { linearizable, not_linearizable, undecided };

struct Found {
  Answer answer = Answer::undecided;
  std::uint64_t steps = 0;  // configurations that were looked at
};

// Two hashes of 64 bits: the odds that two of ten million configurations share both are below one in 10^24.
struct Fingerprint {
  std::uint64_t one = 0;
  std::uint64_t two = 0;

  bool operator==(const Fingerprint&) const = default;
};
[[nodiscard]] Fingerprint fingerprint(const std::vector<std::uint64_t>& key);

struct FingerprintHash {
  std::size_t operator()(const Fingerprint& print) const noexcept { return print.one; }
};

// Op has process, call, returned (`never`: it has not) and must_happen(op); processes are numbered from 0.
template <class Model, class Op>
class Search {
 public:
  Search(const Model& model, const std::vector<Op>& history, const Lookahead& lookahead, std::uint64_t most_steps)
      : model_(model), lookahead_(lookahead), most_steps_(most_steps) {
    for (std::size_t i = 0; i < history.size(); ++i) {
      const auto process = static_cast<std::size_t>(history[i].process);
      if (process >= processes_.size()) processes_.resize(process + 1);
      processes_[process].push_back({&history[i], i});
    }
    for (const auto& operations : processes_)
      for (const Place& place : operations) wanted_ += must_happen(*place.op) ? 1 : 0;
  }

  [[nodiscard]] Found run() {
    push(Config{std::vector<std::uint32_t>(processes_.size(), 0), model_.initial(), 0, 0});
    while (depth_ > 0) {
      if (frames_[depth_ - 1].config.happened == wanted_) return {Answer::linearizable, steps_};
      if (steps_ >= most_steps_) return {Answer::undecided, steps_};
      if (auto next = successor(frames_[depth_ - 1]))
        enter(std::move(*next));
      else
        --depth_;
    }
    return {Answer::not_linearizable, steps_};
  }

 private:
  struct Place {
    const Op* op;
    std::size_t index;  // in the history
  };
  struct Config {
    std::vector<std::uint32_t> done;  // by process: how many operations have taken effect, or never will
    typename Model::State state;
    Time now = 0;  // the latest call among them: the next instant is after it
    std::size_t happened = 0;
  };
  struct Frame {
    Config config;
    std::vector<std::size_t> candidates;  // processes whose next operation may be the next
    std::size_t next = 0;
    std::size_t alternative = 0;
  };

  [[nodiscard]] const Place* front(const Config& config, std::size_t process) const {
    const auto& operations = processes_[process];
    return config.done[process] < operations.size() ? &operations[config.done[process]] : nullptr;
  }

  void push(Config config) {
    if (depth_ == frames_.size()) frames_.emplace_back();
    Frame& frame = frames_[depth_++];
    frame.config = std::move(config);
    frame.candidates.clear();
    frame.next = 0;
    frame.alternative = 0;
    Time limit = never;
    for (std::size_t p = 0; p < processes_.size(); ++p)
      if (const Place* place = front(frame.config, p); place != nullptr && must_happen(*place->op))
        limit = std::min(limit, place->op->returned);
    for (std::size_t p = 0; p < processes_.size(); ++p) {
      const Place* place = front(frame.config, p);
      if (place != nullptr && place->op->call < limit) frame.candidates.push_back(p);
    }
    // Whoever returns first goes first: what overlaps fits that order more often than any other.
    std::sort(frame.candidates.begin(), frame.candidates.end(), [&](std::size_t a, std::size_t b) {
      return front(frame.config, a)->op->returned < front(frame.config, b)->op->returned;
    });
  }

  void enter(Config config) {
    ++steps_;
    key_.assign(config.done.begin(), config.done.end());
    Model::append_key(config.state, key_);
    if (seen_.insert(fingerprint(key_)).second) push(std::move(config));
  }

  // The next configuration behind this one; nullopt: there is no further one. What a candidate can do has a number: 0 is to take
  // effect alone, 1 and on together with another candidate, and the last not at all.
  [[nodiscard]] std::optional<Config> successor(Frame& frame) {
    const std::size_t last = frame.candidates.size() + 1;
    for (; frame.next < frame.candidates.size(); ++frame.next, frame.alternative = 0) {
      const Place& place = *front(frame.config, frame.candidates[frame.next]);
      if (frame.alternative == 0 && lookahead_.forbids(place.index, frame.config.done)) frame.alternative = last;
      while (frame.alternative <= last)
        if (auto config = alternative(frame, frame.alternative++, last)) return config;
    }
    return std::nullopt;
  }

  [[nodiscard]] std::optional<Config> alternative(Frame& frame, std::size_t number, std::size_t last) {
    const std::size_t process = frame.candidates[frame.next];
    const Op& op = *front(frame.config, process)->op;
    Config config = frame.config;
    if (number == last) {
      if (must_happen(op) || op.returned == never) return std::nullopt;
      ++config.done[process];
      return config;
    }
    const bool possible = config.now < op.returned && take(config, process);
    const bool halfway = possible && Model::is_halfway(config.state);
    if (!halfway) frame.alternative = last;
    if (number == 0) return possible && !halfway ? std::optional(std::move(config)) : std::nullopt;
    const std::size_t other = frame.candidates[number - 1];
    if (other == process || !take(config, other) || Model::is_halfway(config.state)) return std::nullopt;
    return config;
  }

  [[nodiscard]] bool take(Config& config, std::size_t process) const {
    const Op& op = *front(config, process)->op;
    if (!model_.apply(config.state, op)) return false;
    ++config.done[process];
    config.now = std::max(config.now, op.call);
    config.happened += must_happen(op) ? 1 : 0;
    return true;
  }

  const Model& model_;
  const Lookahead& lookahead_;
  std::uint64_t most_steps_;
  std::vector<std::vector<Place>> processes_;
  std::vector<Frame> frames_;  // those from depth_ on keep their memory for later
  std::size_t depth_ = 0;
  std::size_t wanted_ = 0;
  std::uint64_t steps_ = 0;
  std::vector<std::uint64_t> key_;
  std::unordered_set<Fingerprint, FingerprintHash> seen_;
};

}  // namespace ipcgrade::linear
