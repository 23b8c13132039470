#include "intake/instant.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <ctime>
#include <regex>

namespace ipcgrade::intake {
namespace {

using std::chrono::sys_days;
using std::chrono::year_month_day;

struct Fields {
  year_month_day date;
  int hour = 23, minute = 59, second = 59;
};

// In the zone of the machine: what mktime(3) makes of it, daylight saving included.
std::optional<model::Instant> local(const Fields& fields) {
  std::tm parts{};
  parts.tm_year = static_cast<int>(fields.date.year()) - 1900;
  parts.tm_mon = static_cast<int>(static_cast<unsigned>(fields.date.month())) - 1;
  parts.tm_mday = static_cast<int>(static_cast<unsigned>(fields.date.day()));
  parts.tm_hour = fields.hour;
  parts.tm_min = fields.minute;
  parts.tm_sec = fields.second;
  parts.tm_isdst = -1;
  const std::time_t seconds = std::mktime(&parts);
  if (seconds == -1) return std::nullopt;
  return model::Instant(std::chrono::seconds(seconds));
}

std::chrono::minutes offset_of(const std::string& zone) {
  if (zone.size() < 5) return std::chrono::minutes(0);  // Z, UTC, GMT
  const int sign = zone[0] == '-' ? -1 : 1;
  return std::chrono::minutes(sign * (std::stoi(zone.substr(1, 2)) * 60 + std::stoi(zone.substr(zone.size() - 2))));
}

int number(const std::cmatch& match, std::size_t group) { return std::stoi(match[group].str()); }

year_month_day date_of(int year, unsigned month, int day) {
  return {std::chrono::year(year), std::chrono::month(month), std::chrono::day(static_cast<unsigned>(day))};
}

bool is_time(const Fields& fields) { return fields.date.ok() && fields.hour <= 23 && fields.minute <= 59 && fields.second <= 60; }

std::optional<model::Instant> parse_iso(std::string_view text) {
  static const std::regex form(
      R"(\s*(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.\d{1,9})?)?\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2})?)?\s*)");
  std::cmatch match;
  if (!std::regex_match(text.data(), text.data() + text.size(), match, form)) return std::nullopt;
  Fields fields;
  fields.date = date_of(number(match, 1), static_cast<unsigned>(number(match, 2)), number(match, 3));
  if (match[4].matched) {
    fields.hour = number(match, 4);
    fields.minute = number(match, 5);
    fields.second = match[6].matched ? number(match, 6) : 0;
  }
  if (!is_time(fields)) return std::nullopt;
  if (!match[7].matched) return local(fields);
  return sys_days(fields.date) + std::chrono::hours(fields.hour) + std::chrono::minutes(fields.minute) +
         std::chrono::seconds(fields.second) - offset_of(match[7].str());
}

unsigned month_called(const std::string& name) {
  static constexpr std::array<std::string_view, 12> months = {
      "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"};
  const auto found = std::find(months.begin(), months.end(), name);
  return found == months.end() ? 0 : static_cast<unsigned>(found - months.begin()) + 1;
}

// Moodle's worksheet (userdate, strftimedaydatetime of its English language pack): "Saturday, 21 November 2026, 10:00 AM".
std::optional<model::Instant> parse_moodle(std::string_view text) {
  static const std::regex form(R"(\s*(?:[A-Z][a-z]+, )?(\d{1,2}) ([A-Z][a-z]+) (\d{4}),? (\d{1,2}):(\d{2})(?: ?([AP])M)?\s*)");
  std::cmatch match;
  if (!std::regex_match(text.data(), text.data() + text.size(), match, form)) return std::nullopt;
  Fields fields;
  fields.date = date_of(number(match, 3), month_called(match[2].str()), number(match, 1));
  fields.hour = number(match, 4);
  fields.minute = number(match, 5);
  fields.second = 0;
  if (match[6].matched) {
    if (fields.hour < 1 || fields.hour > 12) return std::nullopt;
    fields.hour = fields.hour % 12 + (match[6].str() == "P" ? 12 : 0);
  }
  return is_time(fields) ? local(fields) : std::nullopt;
}

}  // namespace

std::optional<model::Instant> parse_instant(std::string_view text) {
  constexpr std::size_t longest = 64;
  if (text.size() > longest) return std::nullopt;
  const auto iso = parse_iso(text);
  return iso ? iso : parse_moodle(text);
}

}  // namespace ipcgrade::intake
