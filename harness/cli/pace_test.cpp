#include "cli/pace.hpp"

#include "testing/catch.hpp"

using namespace ipcgrade::cli;
using namespace std::chrono_literals;

TEST_CASE("the pace tells counts first, then rate and time left once there is something to go by") {
  CHECK(pace_text({200, 0, 0, 0, 0}, 10s) == "0/200 submissions");
  CHECK(pace_text({200, 1, 84, 50, 2}, 1s) == "1/200 submissions");
  CHECK(pace_text({200, 50, 2184, 2100, 52}, 60s) == "50/200 submissions, 50 a minute, 3 min left");
  CHECK(pace_text({200, 199, 8400, 8399, 200}, 120s) == "199/200 submissions, 100 a minute, 5 s left");
  CHECK(pace_text({2000, 10, 420, 420, 10}, 60s) == "10/2000 submissions");
  CHECK(pace_text({2000, 40, 1680, 1680, 40}, 240s) == "40/2000 submissions, 10 a minute, 3 h 16 min left");
}

TEST_CASE("lengths and rates are told in as few digits as help") {
  CHECK(length_text(59s) == "59 s");
  CHECK(length_text(151s) == "2 min 31 s");
  CHECK(length_text(3900s) == "1 h 5 min");
  CHECK(rate_text(200, 151s) == "79");
  CHECK(rate_text(4, 120s) == "2.0");
}
