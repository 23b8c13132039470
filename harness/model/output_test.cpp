#include "model/output.hpp"

#include "testing/catch.hpp"

using ipcgrade::model::tells_the_time;

namespace {
constexpr std::int64_t new_year = 1735689600;  // 2025-01-01 00:00:00 UTC
}

TEST_CASE("a line with the year and the time of a second within the window tells the time") {
  CHECK(tells_the_time("Wed Jan  1 00:00:03 2025\n", new_year, new_year + 5));
  CHECK(tells_the_time("2025-01-01T00:00:00Z\n", new_year, new_year));
  CHECK(tells_the_time("2024-12-31 23:59:59\n", new_year - 1, new_year));
}

TEST_CASE("another second, no year, another time zone, no newline or a second line do not") {
  CHECK_FALSE(tells_the_time("Wed Jan  1 00:00:06 2025\n", new_year, new_year + 5));
  CHECK_FALSE(tells_the_time("00:00:03\n", new_year, new_year + 5));
  CHECK_FALSE(tells_the_time("Wed Jan  1 09:00:03 2025\n", new_year, new_year + 5));
  CHECK_FALSE(tells_the_time("Wed Jan  1 00:00:03 2025", new_year, new_year + 5));
  CHECK_FALSE(tells_the_time("Wed Jan  1 00:00:03 2025\nBye\n", new_year, new_year + 5));
  CHECK_FALSE(tells_the_time("", new_year, new_year + 5));
}
