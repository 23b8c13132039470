// The checker beside a naive one that tries every order, on thousands of random histories, right ones and ones with a mutation.
#include <algorithm>
#include <deque>

#include "linear/check.hpp"
#include "linear/histories.hpp"
#include "testing/catch.hpp"

using namespace ipcgrade::linear;

namespace {

// Every order that real time allows, with no memory and no look ahead; for one mailbox that stays.
class Naive {
 public:
  Naive(const History& history, const Workload& workload) : workload_(workload) {
    for (const Operation& op : history)
      if (op.what == Call::send || op.what == Call::receive) left_.push_back(op);
  }

  bool fits() {
    if (std::none_of(left_.begin(), left_.end(), must_happen)) return true;
    for (std::size_t i = 0; i < left_.size(); ++i)
      if (may_be_next(i) && with(i)) return true;
    return false;
  }

 private:
  [[nodiscard]] bool may_be_next(std::size_t i) const {
    return std::all_of(left_.begin(), left_.end(),
                       [&](const Operation& other) { return !must_happen(other) || other.returned > left_[i].call; }) &&
           std::none_of(left_.begin(), left_.begin() + static_cast<std::ptrdiff_t>(i),
                        [&](const Operation& other) { return other.process == left_[i].process; });
  }

  bool with(std::size_t i) {
    const Operation op = left_[i];
    const std::deque<int> before = box_;
    if (workload_.kind == Kind::rendezvous && op.what == Call::send && op.reply != Reply::would_block) return with_partner(i);
    if (!happens(op)) return false;
    left_.erase(left_.begin() + static_cast<std::ptrdiff_t>(i));
    const bool fine = fits();
    left_.insert(left_.begin() + static_cast<std::ptrdiff_t>(i), op);
    box_ = before;
    return fine;
  }

  bool with_partner(std::size_t i) {
    const History all = left_;
    for (std::size_t j = 0; j < all.size(); ++j) {
      const Operation& take = all[j];
      if (take.what != Call::receive || !may_be_next(j)) continue;
      if (take.reply != Reply::none && (take.reply != Reply::ok || take.message != all[i].message)) continue;
      left_.erase(left_.begin() + static_cast<std::ptrdiff_t>(std::max(i, j)));
      left_.erase(left_.begin() + static_cast<std::ptrdiff_t>(std::min(i, j)));
      const bool fine = fits();
      left_ = all;
      if (fine) return true;
    }
    return false;
  }

  bool happens(const Operation& op) {
    const bool nothing = op.reply == Reply::would_block || op.reply == Reply::timed_out;
    if (workload_.kind == Kind::rendezvous) return nothing;
    const bool full = workload_.kind == Kind::bounded && box_.size() == workload_.capacity;
    if (op.what == Call::send && nothing) return full;
    if (op.what == Call::receive && nothing) return box_.empty();
    if (op.what == Call::send && !full) return box_.push_back(op.message), true;
    if (op.what == Call::send || box_.empty() || (op.reply == Reply::ok && box_.front() != op.message)) return false;
    box_.pop_front();
    return true;
  }

  Workload workload_;
  History left_;
  std::deque<int> box_;
};

// One thing that a program with a bug would have done.
void mutate(History& history, Random& random) {
  Operation& op = history[random.below(history.size())];
  const std::uint64_t what = random.below(5);
  if (op.what != Call::send && op.what != Call::receive) return;
  if (op.reply == Reply::none) return;
  if (what == 0) op.message = static_cast<int>(random.below(8)) + 1;
  if (what == 1) op.reply = op.reply == Reply::ok ? Reply::would_block : Reply::ok;
  if (what == 2) op.returned = op.call + 1 + random.below(op.returned - op.call);
  if (what == 3) op.call = op.returned - 1 - random.below(op.returned - op.call);
  if (what == 4) std::swap(op.message, history[random.below(history.size())].message);
}

Workload workload_of(std::uint64_t seed) {
  Random random(seed);
  const Kind kind = static_cast<Kind>(random.below(3));
  return {seed, 2 + static_cast<int>(random.below(3)), 4 + random.below(4), kind,
          1 + static_cast<std::uint32_t>(random.below(3))};
}

}  // namespace

TEST_CASE("every history of a right mailbox is linearizable") {
  for (std::uint64_t seed = 1; seed <= 3000; ++seed) {
    const Workload workload = workload_of(seed);
    const History history = random_history(workload);
    CAPTURE(seed);
    REQUIRE(check(history).answer == Answer::linearizable);
  }
}

TEST_CASE("the checker and the naive one agree on histories with a mutation, and both ways occur") {
  int wrong = 0;
  int right = 0;
  for (std::uint64_t seed = 1; seed <= 6000; ++seed) {
    const Workload workload = workload_of(seed);
    History history = random_history(workload);
    Random random(seed * 7919);
    mutate(history, random);
    if (random.below(2) == 0) mutate(history, random);
    const bool fits = Naive(history, workload).fits();
    CAPTURE(seed);
    REQUIRE((check(history).answer == Answer::linearizable) == fits);
    ++(fits ? right : wrong);
  }
  CHECK(right > 1000);
  CHECK(wrong > 1000);
}

TEST_CASE("an explanation is about a prefix that does not fit while every shorter one does") {
  int explained = 0;
  for (std::uint64_t seed = 1; seed <= 600; ++seed) {
    const Workload workload = workload_of(seed);
    History history = random_history(workload);
    Random random(seed);
    mutate(history, random);
    if (check(history).answer == Answer::linearizable) continue;
    const Operation& last = history[explain(history).deciding];
    CAPTURE(seed);
    REQUIRE(check(until(history, last.returned)).answer == Answer::not_linearizable);
    REQUIRE(check(until(history, last.returned - 1)).answer == Answer::linearizable);
    ++explained;
  }
  CHECK(explained > 100);
}

TEST_CASE("a history of ten thousand operations by eight processes takes about as many steps") {
  for (const Kind kind : {Kind::bounded, Kind::unbounded, Kind::rendezvous}) {
    const History history = random_history({3, 8, 10'000, kind, 4});
    REQUIRE(history.size() > 10'000);
    const Found found = check(history);
    CHECK(found.answer == Answer::linearizable);
    CHECK(found.steps < 100'000);
  }
}
