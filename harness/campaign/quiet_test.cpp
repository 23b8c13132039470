#include "campaign/quiet.hpp"

#include <atomic>
#include <latch>
#include <thread>
#include <vector>

#include "testing/catch.hpp"

using ipcgrade::campaign::Quiet;

TEST_CASE("several run together") {
  Quiet quiet;
  std::latch all_inside(3);
  std::vector<std::jthread> threads;
  for (int i = 0; i < 3; ++i)
    threads.emplace_back([&] {
      const auto pass = quiet.together();
      all_inside.arrive_and_wait();  // never ends unless all three are inside at once
    });
  threads.clear();
  CHECK(all_inside.try_wait());
}

TEST_CASE("nobody runs beside one that is alone") {
  Quiet quiet;
  std::atomic<int> inside{0};
  std::atomic<int> disturbed{0};
  std::vector<std::jthread> threads;
  for (int i = 0; i < 4; ++i)
    threads.emplace_back([&, i] {
      for (int turn = 0; turn < 200; ++turn) {
        const bool alone = (turn + i) % 5 == 0;
        const auto pass = alone ? quiet.alone() : quiet.together();
        ++inside;
        std::this_thread::yield();
        if (alone && inside != 1) ++disturbed;
        --inside;
      }
    });
  threads.clear();
  CHECK(disturbed == 0);
}
