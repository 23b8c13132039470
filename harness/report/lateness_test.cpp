#include "report/lateness.hpp"

#include "testing/catch.hpp"

using namespace ipcgrade::model;
using namespace ipcgrade::report;
using namespace std::chrono_literals;

namespace {

constexpr Instant due{std::chrono::seconds(1'000'000)};
const LateRule ten_a_day{15min, 10, 25, 4};

}  // namespace

TEST_CASE("in time is in time, to the second") {
  CHECK_FALSE(late_deduction(ten_a_day, due, due));
  CHECK_FALSE(late_deduction(ten_a_day, due, due - 1s));
}

TEST_CASE("within the grace it is late and costs nothing; a second later the first day has begun") {
  CHECK(late_deduction(ten_a_day, due, due + 15min) == LateDeduction{15min, 0, 0, false});
  CHECK(late_deduction(ten_a_day, due, due + 15min + 1s) == LateDeduction{901s, 1, 10, false});
  CHECK(late_deduction(ten_a_day, due, due + 24h) == LateDeduction{24h, 1, 10, false});
  CHECK(late_deduction(ten_a_day, due, due + 24h + 1s)->days == 2);
}

TEST_CASE("no more is taken off than the rule says, and after its last day there is no mark") {
  CHECK(late_deduction(ten_a_day, due, due + 72h)->percent == 25);
  CHECK_FALSE(late_deduction(ten_a_day, due, due + 96h)->closed);
  CHECK(late_deduction(ten_a_day, due, due + 96h + 1s)->closed);
  CHECK(late_deduction({0min, 100, 100, {}}, due, due + 24h * 400'000)->percent == 100);
}

TEST_CASE("lateness is told in words") {
  CHECK(lateness_text({27h + 5min + 3s, 2, 20, false}) == "1 day 3 h late: 20 points off the mark");
  CHECK(lateness_text({1s, 1, 1, false}) == "1 s late: 1 point off the mark");
  CHECK(lateness_text({3min, 0, 0, false}) == "3 min late: nothing is taken off");
  CHECK(lateness_text({24h * 9, 9, 90, true}) == "9 days late: too late for a mark");
  CHECK(instant_text(Instant(1795255200s)) == "2026-11-21 10:00Z");
}
