#include "linear/lookahead.hpp"

#include <algorithm>
#include <map>

namespace ipcgrade::linear {
namespace {

// Only where messages differ and every receive takes the first.
bool tells_order(const History& history) {
  std::map<int, int> sends;
  for (const Operation& op : history) {
    if (op.what == Call::receive && op.choice != Choice::first) return false;
    if (op.what == Call::send && (op.reply == Reply::ok || op.reply == Reply::none) && ++sends[op.message] > 1) return false;
  }
  return true;
}

// A message that nobody is seen to get may have gone with its mailbox, or to a receiver that says nothing.
bool may_vanish(const Operation& op) {
  return op.what == Call::remove || op.what == Call::close || op.what == Call::end ||
         (op.what == Call::receive && op.reply == Reply::none);
}

}  // namespace

Lookahead::Lookahead(const History& history) {
  if (!tells_order(history)) return;
  std::map<int, const Operation*> received;
  for (const Operation& op : history)
    if (op.what == Call::receive && op.reply == Reply::ok) received.emplace(op.message, &op);
  const Time unseen = std::any_of(history.begin(), history.end(), may_vanish) ? 0 : never;
  std::vector<std::vector<Time>> returns;
  for (const Operation& op : history) {
    const auto process = static_cast<std::size_t>(op.process);
    if (process >= returns.size()) returns.resize(process + 1);
    const bool sends = op.what == Call::send && (op.reply == Reply::ok || op.reply == Reply::none);
    const auto found = sends ? received.find(op.message) : received.end();
    const bool got = found != received.end();
    receive_called_.push_back(got ? found->second->call : sends && op.reply == Reply::ok ? unseen : 0);
    returns[process].push_back(got ? found->second->returned : never);
  }
  for (auto& times : returns) {
    times.push_back(never);
    for (std::size_t i = times.size() - 1; i > 0; --i) times[i - 1] = std::min(times[i - 1], times[i]);
  }
  received_from_ = std::move(returns);
}

bool Lookahead::forbids(std::size_t operation, const std::vector<std::uint32_t>& done) const {
  if (receive_called_.empty() || receive_called_[operation] == 0) return false;
  for (std::size_t p = 0; p < received_from_.size(); ++p)
    if (received_from_[p][done[p]] < receive_called_[operation]) return true;
  return false;
}

}  // namespace ipcgrade::linear
