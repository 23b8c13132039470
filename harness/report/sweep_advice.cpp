// What the manual pages say about each fault, in our own words.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string_view>

#include "oracles/naming.hpp"
#include "report/sweep.hpp"

namespace ipcgrade::report {
namespace {

struct AdviceRow {
  std::string_view fault;
  std::string_view words;  // {} is the call
};

constexpr std::array rows = {
    AdviceRow{
        "EINTR",
        "A signal can end {} before it has done anything, with EINTR. Nothing is lost: make the same call again (signal(7))."},
    AdviceRow{
        "short",
        "{} returns how many bytes it has moved, and that may be fewer than asked for. Go on with the rest in a loop, until "
        "nothing is left or the end has come (read(2), write(2))."},
    AdviceRow{"delay",
              "Who runs first is nobody's promise. Wait for the event itself, and for nothing that happens to be over by then."},
    AdviceRow{
        "EPIPE",
        "Nobody reads any more. Say so, close what you hold, wait for your children, and end with a failure. Where SIGPIPE is "
        "not ignored, it ends the program before {} can tell (pipe(7))."},
    AdviceRow{
        "ECONNRESET",
        "The other side is gone, and only it: a server closes this connection and goes on with the others; a client says so "
        "and ends with a failure."},
    AdviceRow{"ECONNABORTED", "The client was gone before {} could take it. Accept the next one (accept(2))."},
    AdviceRow{"ENOSPC",
              "There is no room for more. What was not written is lost unless you say so: look at the result of {}, and "
              "of fflush and fclose, and end with a failure."},
    AdviceRow{"kill",
              "A process can be killed at any call, and cleans nothing up. Whatever it leaves (a name, a file, half of an "
              "initialisation) must not stand in the way of the next run."},
};

constexpr std::string_view in_general =
    "{} can fail, and tells so by its result. Say what failed on standard error (perror does), close what you hold, wait for "
    "your children, and end with a status other than 0.";

}  // namespace

std::string advice(const model::Strike& strike) {
  const auto* const row = std::find_if(rows.begin(), rows.end(), [&](const AdviceRow& r) { return r.fault == strike.name; });
  return fmt::format(fmt::runtime(row == rows.end() ? in_general : row->words), oracles::call_name(strike.point.call));
}

}  // namespace ipcgrade::report
