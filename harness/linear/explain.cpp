#include <algorithm>
#include <array>
#include <map>
#include <optional>

#include "base/ensure.hpp"
#include "linear/check.hpp"

namespace ipcgrade::linear {
namespace {

using Indices = std::vector<std::size_t>;

// The shortest prefix that does not fit: the operation whose return ends it. What fits at one moment fits at every earlier one.
std::size_t deciding_of(const History& history) {
  Indices returns;
  for (std::size_t i = 0; i < history.size(); ++i)
    if (must_happen(history[i])) returns.push_back(i);
  std::sort(returns.begin(), returns.end(),
            [&](std::size_t a, std::size_t b) { return history[a].returned < history[b].returned; });
  ENSURE(!returns.empty(), "a history in which nothing has returned is linearizable");
  std::size_t from = 0;
  std::size_t to = returns.size() - 1;  // the history up to the return of this one does not fit
  while (from < to) {
    const std::size_t middle = (from + to) / 2;
    if (check(until(history, history[returns[middle]].returned)).answer == Answer::linearizable)
      from = middle + 1;
    else
      to = middle;
  }
  return returns[to];
}

// What an explanation looks at: the shortest prefix, and the operation that its end decides about.
struct Case {
  const History& all;
  std::size_t deciding;
  const Operation& last;

  // It was called before the deciding operation had returned.
  [[nodiscard]] bool seen(const Operation& op) const { return op.call < last.returned; }
  [[nodiscard]] bool done(const Operation& op) const { return must_happen(op) && op.returned <= last.returned; }
  [[nodiscard]] bool got(const Operation& op) const { return done(op) && op.what == Call::receive && op.reply == Reply::ok; }
  [[nodiscard]] bool may_have_sent(const Operation& op) const {
    return seen(op) && op.what == Call::send && (!done(op) || op.reply == Reply::ok);
  }
  template <class Which>
  [[nodiscard]] Indices those(const Which& which) const {
    Indices found;
    for (std::size_t i = 0; i < all.size(); ++i)
      if (which(all[i])) found.push_back(i);
    return found;
  }
};

using Explained = std::optional<Finding>;

Explained foreign(const Case& c) {
  if (!c.got(c.last)) return std::nullopt;
  const Indices senders = c.those([&](const Operation& op) { return c.may_have_sent(op) && op.message == c.last.message; });
  if (!senders.empty()) return std::nullopt;
  return Finding{Fault::foreign, c.deciding, {}};
}

Explained doubled(const Case& c) {
  if (!c.got(c.last)) return std::nullopt;
  Indices sends = c.those([&](const Operation& op) { return c.may_have_sent(op) && op.message == c.last.message; });
  const Indices gets = c.those([&](const Operation& op) { return c.got(op) && op.message == c.last.message; });
  if (gets.size() <= sends.size()) return std::nullopt;
  sends.insert(sends.end(), gets.begin(), gets.end());
  return Finding{Fault::doubled, c.deciding, std::move(sends)};
}

// A send of `message` that had returned before `later` was called, and whose message nobody had begun to receive by then.
Explained overtaken(const Case& c) {
  if (!c.got(c.last) || c.last.choice != Choice::first) return std::nullopt;
  for (std::size_t i = 0; i < c.all.size(); ++i) {
    const Operation& other = c.all[i];  // got later than the deciding one's message, or never, though sent before it
    if (!c.done(other) || other.what != Call::send || other.reply != Reply::ok || other.message == c.last.message) continue;
    const Indices sends = c.those([&](const Operation& op) { return c.may_have_sent(op) && op.message == c.last.message; });
    if (sends.size() != 1 || other.returned >= c.all[sends[0]].call) continue;
    const Indices takes = c.those([&](const Operation& op) {
      return op.what == Call::receive && op.call < c.last.returned &&
             (!c.done(op) || (op.reply == Reply::ok && op.message == other.message));
    });
    if (takes.empty()) return Finding{Fault::overtaken, c.deciding, {i, sends[0]}};
  }
  return std::nullopt;
}

// The reverse: what the deciding one got had been sent before what another had got before.
Explained overtook(const Case& c) {
  if (!c.got(c.last) || c.last.choice != Choice::first) return std::nullopt;
  const Indices mine = c.those([&](const Operation& op) { return c.may_have_sent(op) && op.message == c.last.message; });
  if (mine.size() != 1 || !c.done(c.all[mine[0]])) return std::nullopt;
  for (std::size_t i = 0; i < c.all.size(); ++i) {
    const Operation& early = c.all[i];
    if (!c.got(early) || early.returned >= c.last.call || early.choice != Choice::first) continue;
    const Indices sends = c.those([&](const Operation& op) { return c.may_have_sent(op) && op.message == early.message; });
    if (sends.size() == 1 && c.all[mine[0]].returned < c.all[sends[0]].call)
      return Finding{Fault::overtaken, c.deciding, {mine[0], sends[0], i}};
  }
  return std::nullopt;
}

bool found_nothing(const Operation& op) { return op.reply == Reply::would_block || op.reply == Reply::timed_out; }

// Sends that had returned before the deciding call, of messages that nobody got or could have got.
Indices certainly_there(const Case& c) {
  return c.those([&](const Operation& op) {
    if (!c.done(op) || op.what != Call::send || op.reply != Reply::ok || op.returned >= c.last.call) return false;
    const Indices takes = c.those([&](const Operation& take) {
      return take.what == Call::receive && c.seen(take) &&
             (!c.done(take) || (take.reply == Reply::ok && take.message == op.message));
    });
    return takes.empty();
  });
}

Explained lost(const Case& c) {
  if (c.last.what != Call::receive || !found_nothing(c.last)) return std::nullopt;
  Indices there = certainly_there(c);
  return Finding{Fault::lost, c.deciding, std::move(there)};
}

Explained kept_out(const Case& c) {
  if (c.last.what != Call::send || !found_nothing(c.last)) return std::nullopt;
  return Finding{Fault::kept_out, c.deciding, c.those([&](const Operation& op) {
                   return (c.may_have_sent(op) || c.got(op)) && op.returned < never && op.call < c.last.returned;
                 })};
}

const Operation* creation(const Case& c) {
  const Operation* found = nullptr;
  for (const Operation& op : c.all)
    if (c.done(op) && op.what == Call::create && op.reply == Reply::ok) found = &op;
  return found;
}

Explained not_met(const Case& c) {
  const Operation* made = creation(c);
  if (made == nullptr || made->kind != Kind::rendezvous || c.last.reply != Reply::ok) return std::nullopt;
  if (c.last.what == Call::send) return Finding{Fault::not_met, c.deciding, {}};
  if (c.last.what != Call::receive) return std::nullopt;
  return Finding{Fault::not_met, c.deciding,
                 c.those([&](const Operation& op) { return c.may_have_sent(op) && op.message == c.last.message; })};
}

Explained over_capacity(const Case& c) {
  const Operation* made = creation(c);
  if (made == nullptr || made->kind != Kind::bounded || c.last.what != Call::send || c.last.reply != Reply::ok)
    return std::nullopt;
  return Finding{Fault::over_capacity, c.deciding, c.those([&](const Operation& op) {
                   const bool sent = c.done(op) && op.what == Call::send && op.reply == Reply::ok;
                   const bool taken = sent && std::any_of(c.all.begin(), c.all.end(), [&](const Operation& take) {
                                        return c.got(take) && take.message == op.message;
                                      });
                   return sent && !taken;
                 })};
}

Explained after_end(const Case& c) {
  const bool about = c.last.reply == Reply::deleted || c.last.reply == Reply::no_mailbox || c.last.reply == Reply::exists ||
                     c.last.reply == Reply::not_owner;
  const Indices ends = c.those([&](const Operation& op) {
    return c.seen(op) && (op.what == Call::create || op.what == Call::remove || op.what == Call::give || op.what == Call::end);
  });
  if (!about && (c.last.what == Call::send || c.last.what == Call::receive) && ends.size() < 2) return std::nullopt;
  return Finding{about ? Fault::after_end : Fault::other, c.deciding, ends};
}

constexpr std::array explanations = {foreign, doubled, overtaken, overtook, not_met, lost, kept_out, over_capacity, after_end};

Finding first_that_fits(const Case& c) {
  for (const auto& explanation : explanations)
    if (auto found = explanation(c)) return *std::move(found);
  return {Fault::other, c.deciding, c.those([&](const Operation& op) { return c.seen(op); })};
}

}  // namespace

Finding explain(const History& history) {
  const std::size_t deciding = deciding_of(history);
  Finding finding = first_that_fits({history, deciding, history[deciding]});
  finding.involved.push_back(deciding);
  std::sort(finding.involved.begin(), finding.involved.end(),
            [&](std::size_t a, std::size_t b) { return history[a].call < history[b].call; });
  finding.involved.erase(std::unique(finding.involved.begin(), finding.involved.end()), finding.involved.end());
  return finding;
}

}  // namespace ipcgrade::linear
