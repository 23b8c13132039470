#include "intake/instant.hpp"

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

}  // namespace

std::optional<model::Instant> parse_instant(std::string_view text) {
  static const std::regex form(
      R"(\s*(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.\d{1,9})?)?\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2})?)?\s*)");
  std::cmatch match;
  constexpr std::size_t longest = 64;
  if (text.size() > longest || !std::regex_match(text.data(), text.data() + text.size(), match, form)) return std::nullopt;
  const auto number = [&](std::size_t group) { return std::stoi(match[group].str()); };
  Fields fields;
  fields.date = year_month_day(std::chrono::year(number(1)), std::chrono::month(static_cast<unsigned>(number(2))),
                               std::chrono::day(static_cast<unsigned>(number(3))));
  if (match[4].matched) {
    fields.hour = number(4);
    fields.minute = number(5);
    fields.second = match[6].matched ? number(6) : 0;
  }
  if (!fields.date.ok() || fields.hour > 23 || fields.minute > 59 || fields.second > 60) return std::nullopt;
  if (!match[7].matched) return local(fields);
  return sys_days(fields.date) + std::chrono::hours(fields.hour) + std::chrono::minutes(fields.minute) +
         std::chrono::seconds(fields.second) - offset_of(match[7].str());
}

}  // namespace ipcgrade::intake
