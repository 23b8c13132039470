#include "cli/pace.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace ipcgrade::cli {
namespace {

using std::chrono::nanoseconds;
using std::chrono::seconds;

// Before so much of the work is done, the time left would be a guess.
constexpr double enough = 0.01;
constexpr seconds soon{2};

double minutes(nanoseconds length) { return std::chrono::duration<double, std::ratio<60>>(length).count(); }

// Whole submissions, and the scenarios of those that are under way.
double share_done(const Counts& counts) {
  if (counts.begun == 0 || counts.scenarios == 0 || counts.submissions == 0) return 0;
  const double each = static_cast<double>(counts.scenarios) / static_cast<double>(counts.begun);
  const double whole = each * static_cast<double>(counts.submissions);
  return std::clamp(static_cast<double>(counts.settled) / whole, 0.0, 1.0);
}

// In steps that do not flicker: 5 s below a minute, then whole minutes.
std::string left_text(nanoseconds left) {
  const auto whole = std::chrono::round<seconds>(left).count();
  if (whole < 60) return fmt::format("{} s left", std::max<std::int64_t>((whole + 4) / 5 * 5, 5));
  if (whole < 3600) return fmt::format("{} min left", (whole + 30) / 60);
  return fmt::format("{} h {} min left", whole / 3600, whole % 3600 / 60);
}

}  // namespace

std::string length_text(nanoseconds length) {
  const auto whole = std::chrono::round<seconds>(length).count();
  if (whole < 60) return fmt::format("{} s", whole);
  if (whole < 3600) return fmt::format("{} min {} s", whole / 60, whole % 60);
  return fmt::format("{} h {} min", whole / 3600, whole % 3600 / 60);
}

std::string rate_text(std::size_t submissions, nanoseconds elapsed) {
  const double rate = elapsed.count() > 0 ? static_cast<double>(submissions) / minutes(elapsed) : 0;
  return rate < 10 ? fmt::format("{:.1f}", rate) : fmt::format("{:.0f}", rate);
}

std::string pace_text(const Counts& counts, nanoseconds elapsed) {
  std::string text = fmt::format("{}/{} submissions", counts.ended, counts.submissions);
  const double done = share_done(counts);
  if (done < enough || elapsed < soon) return text;
  text += fmt::format(", {:.0f} a minute", done * static_cast<double>(counts.submissions) / minutes(elapsed));
  const nanoseconds left(static_cast<std::int64_t>(static_cast<double>(elapsed.count()) * (1 - done) / done));
  return text + ", " + left_text(left);
}

}  // namespace ipcgrade::cli
