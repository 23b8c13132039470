// How fast histories are judged: 10,000 operations of eight processes on a mailbox, right ones of every kind, and one that ends
// with a message that comes a second time.
#include <benchmark/benchmark.h>

#include <algorithm>

#include "linear/check.hpp"
#include "linear/histories.hpp"

using namespace ipcgrade::linear;

namespace {

constexpr std::size_t operations = 10'000;

History eight_processes(Kind kind) { return random_history({3, 8, operations, kind, 4}); }

void judged(benchmark::State& state, Kind kind) {
  const History history = eight_processes(kind);
  for (auto _ : state)
    if (check(history).answer != Answer::linearizable) state.SkipWithError("a right history was refused");
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(history.size()));
}

void explained(benchmark::State& state) {
  History history = eight_processes(Kind::bounded);
  const auto found = std::find_if(history.begin(), history.end(),
                                  [](const Operation& op) { return op.what == Call::receive && op.reply == Reply::ok; });
  history.push_back(got(0, 1'000'000, 1'000'001, found->message));
  for (auto _ : state)
    if (check(history).answer != Answer::not_linearizable || explain(history).fault != Fault::doubled)
      state.SkipWithError("a wrong history passed");
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(history.size()));
}

BENCHMARK_CAPTURE(judged, bounded, Kind::bounded)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(judged, unbounded, Kind::unbounded)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(judged, rendezvous, Kind::rendezvous)->Unit(benchmark::kMillisecond);
BENCHMARK(explained)->Unit(benchmark::kMillisecond);

}  // namespace

BENCHMARK_MAIN();
