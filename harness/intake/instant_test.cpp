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

TEST_CASE("Moodle's worksheet writes times in words, in the zone of the machine") {
  CHECK(parse_instant("Saturday, 21 November 2026, 10:00 AM") == parse_instant("2026-11-21 10:00"));
  CHECK(parse_instant("Sunday, 1 March 2026, 12:05 AM") == parse_instant("2026-03-01 00:05"));
  CHECK(parse_instant("1 March 2026, 12:05 PM") == parse_instant("2026-03-01 12:05"));
  CHECK(parse_instant("1 March 2026, 23:05") == parse_instant("2026-03-01 23:05"));
  for (const char* text : {"1 Marz 2026, 10:00 AM", "31 April 2026, 10:00 AM", "1 March 2026, 13:00 PM", "1 March 2026, 0:00 AM"})
    CHECK_FALSE(parse_instant(text));
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
