#include "linear/check.hpp"

#include <algorithm>

#include "linear/mailbox.hpp"

namespace ipcgrade::linear {
namespace {

std::uint64_t mixed(std::uint64_t z) {
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9U;
  z = (z ^ (z >> 27)) * 0x94d049bb133111ebU;
  return z ^ (z >> 31);
}

}  // namespace

Fingerprint fingerprint(const std::vector<std::uint64_t>& key) {
  Fingerprint print{0x9e3779b97f4a7c15U, 0xd1b54a32d192ed03U + key.size()};
  for (const std::uint64_t word : key) {
    print.one = mixed(print.one + word + 0x9e3779b97f4a7c15U);
    print.two = mixed((print.two ^ word) * 0xd6e8feb86659fd93U + 1);
  }
  return print;
}

History until(const History& history, Time moment) {
  History out;
  for (const Operation& op : history) {
    if (op.call >= moment) continue;
    out.push_back(op);
    if (op.returned <= moment) continue;
    out.back().returned = never;
    out.back().reply = Reply::none;
  }
  return out;
}

Found check(const History& history, std::uint64_t steps) {
  int processes = 0;
  for (const Operation& op : history) processes = std::max({processes, op.process + 1, op.whom + 1});
  const Mailbox model(processes);
  const Lookahead lookahead(history);
  return Search<Mailbox, Operation>(model, history, lookahead, steps).run();
}

}  // namespace ipcgrade::linear
