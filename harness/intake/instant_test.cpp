#include "intake/instant.hpp"

#include <cstdlib>
#include <ctime>

#include "testing/catch.hpp"

using namespace ipcgrade;
using namespace ipcgrade::intake;

namespace {

constexpr model::Instant ten_o_clock{std::chrono::seconds(1795255200)};  // 2026-11-21 10:00 UTC

}  // namespace

TEST_CASE("times are read as people and platforms write them") {
  for (const char* text : {"2026-11-21T10:00Z", "2026-11-21 10:00:00 UTC", "2026-11-21 11:00:00+01:00", "2026-11-21T04:00-0600",
                           "2026-11-21 10:00:00.463803000 Z"})
    CHECK(parse_instant(text) == ten_o_clock);
}

TEST_CASE("a time without a zone is the machine's, and a date alone is its last second") {
  ::setenv("TZ", "Europe/Berlin", 1);
  ::tzset();
  const auto summer = parse_instant("2026-07-01 12:00");
  const auto day = parse_instant("2026-11-21");
  ::unsetenv("TZ");
  ::tzset();
  CHECK(summer == parse_instant("2026-07-01T10:00Z"));
  CHECK(day == parse_instant("2026-11-21T22:59:59Z"));
}

TEST_CASE("what is no time is none") {
  for (const char* text : {"", "tomorrow", "2026-02-30", "2026-11-21 25:00", "21.11.2026", "2026-11-21T10:00+1"})
    CHECK_FALSE(parse_instant(text));
}
