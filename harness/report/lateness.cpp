#include "report/lateness.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>

namespace ipcgrade::report {
namespace {

using std::chrono::seconds;
constexpr seconds day = std::chrono::days(1);

// The two largest units that there are: "1 day 3 h", "5 min", "20 s".
std::string duration_text(seconds length) {
  struct Unit {
    seconds size;
    std::string_view one, several;
  };
  static constexpr Unit units[] = {
      {day, " day", " days"}, {seconds(3600), " h", " h"}, {seconds(60), " min", " min"}, {seconds(1), " s", " s"}};
  std::string text;
  int written = 0;
  for (const Unit& unit : units) {
    const auto count = length / unit.size;
    length -= count * unit.size;
    if (count == 0 || written == 2) continue;
    text += fmt::format("{}{}{}", written++ == 0 ? "" : " ", count, count == 1 ? unit.one : unit.several);
  }
  return text;
}

}  // namespace

std::optional<model::LateDeduction> late_deduction(const model::LateRule& rule, model::Instant due, model::Instant handed_in) {
  const seconds late_by = handed_in - due;
  if (late_by <= seconds(0)) return std::nullopt;
  model::LateDeduction late;
  late.late_by = late_by;
  if (late_by <= rule.grace) return late;
  late.days = static_cast<int>((late_by + day - seconds(1)) / day);
  late.percent = static_cast<int>(std::min<std::int64_t>(std::int64_t{late.days} * rule.percent_per_day, rule.most_percent));
  late.closed = rule.closed_after && late_by > *rule.closed_after * day;
  return late;
}

std::string lateness_text(const model::LateDeduction& late) {
  const std::string by = duration_text(late.late_by) + " late: ";
  if (late.closed) return by + "too late for a mark";
  if (late.percent == 0) return by + "nothing is taken off";
  return by + fmt::format("{} point{} off the mark", late.percent, late.percent == 1 ? "" : "s");
}

std::string instant_text(model::Instant instant) {
  const auto midnight = std::chrono::floor<std::chrono::days>(instant);
  const std::chrono::year_month_day date(midnight);
  const auto minutes = std::chrono::duration_cast<std::chrono::minutes>(instant - midnight).count();
  return fmt::format("{:04}-{:02}-{:02} {:02}:{:02}Z", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                     static_cast<unsigned>(date.day()), minutes / 60, minutes % 60);
}

}  // namespace ipcgrade::report
