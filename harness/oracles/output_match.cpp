#include "oracles/output_match.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/ensure.hpp"
#include "oracles/difference.hpp"
#include "oracles/printable.hpp"

namespace ipcgrade::oracles {

using namespace model;

namespace {

using Text = std::string_view;

bool begins_it(Text wanted, Text actual) { return wanted.starts_with(actual); }
bool begins_line(Text wanted, Text actual) { return wanted.starts_with(actual) || actual == std::string(wanted) + "\n"; }
bool always(Text /*wanted*/, Text /*actual*/) { return true; }
bool never(Text /*wanted*/, Text /*actual*/) { return false; }

std::string compared(const Payload& wanted, Text actual) { return describe_difference(wanted, actual); }
std::string beginning_compared(const Payload& wanted, Text actual) {
  return describe_difference(wanted, actual.substr(0, wanted.bytes.size()));
}
std::string line_compared(const Payload& wanted, Text actual) {
  return describe_difference(wanted, actual.ends_with('\n') ? actual.substr(0, actual.size() - 1) : actual);
}
std::string not_in_it(const Payload& wanted, Text actual) {
  return fmt::format("does not contain {}: it is {}", quoted(wanted.bytes), actual.empty() ? "empty" : quoted(actual, 200));
}
std::string not_the_time(const Payload& /*wanted*/, Text actual) {
  return fmt::format("is not one line with the year and the time (HH:MM:SS, UTC) of then: it is {}",
                     actual.empty() ? "empty" : quoted(actual, 200));
}
std::string nothing(const Payload& /*wanted*/, Text /*actual*/) { return "is empty, where some text was expected"; }
std::string too_much(const Payload& /*wanted*/, Text actual) { return describe_difference(std::string_view(), actual); }

struct Row {
  OutputRule rule;
  bool (*holds)(Text wanted, Text actual);
  bool (*may_come_true)(Text wanted, Text actual);
  std::string (*complaint)(const Payload& wanted, Text actual);
};
constexpr std::array rows = {
    Row{OutputRule::equals, [](Text wanted, Text actual) { return actual == wanted; }, begins_it, compared},
    Row{OutputRule::starts_with, [](Text wanted, Text actual) { return actual.starts_with(wanted); }, begins_it,
        beginning_compared},
    Row{OutputRule::contains, [](Text wanted, Text actual) { return actual.find(wanted) != Text::npos; }, always, not_in_it},
    Row{OutputRule::some, [](Text, Text actual) { return !actual.empty(); }, always, nothing},
    Row{OutputRule::none, [](Text, Text actual) { return actual.empty(); }, never, too_much},
    // Whether it was the time then is known to the engine alone: it is asked only after it said no.
    Row{OutputRule::now, [](Text, Text) { return false; }, always, not_the_time},
    Row{OutputRule::line, [](Text wanted, Text actual) { return actual == wanted || actual == std::string(wanted) + "\n"; },
        begins_line, line_compared},
};

const Row& row_of(const OutputMatch& match) {
  const auto* row = std::find_if(rows.begin(), rows.end(), [&](const Row& r) { return r.rule == match.rule; });
  ENSURE(row != rows.end(), "every rule about output has a row");
  return *row;
}

}  // namespace

bool matches(const OutputMatch& match, Text actual) {
  return row_of(match).holds(match.text.bytes, overlooking_any(match.text, actual));
}

bool may_come_true(const OutputMatch& match, Text actual) {
  return row_of(match).may_come_true(match.text.bytes, overlooking_any(match.text, actual));
}

std::string complaint(const OutputMatch& match, Text actual, std::string_view whose) {
  return fmt::format("{} {}", whose, row_of(match).complaint(match.text, overlooking_any(match.text, actual)));
}

}  // namespace ipcgrade::oracles
