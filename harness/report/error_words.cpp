#include "report/error_words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <string_view>

namespace ipcgrade::report {
namespace {

struct ErrorRow {
  int number;
  std::string_view meaning;
};
constexpr std::array error_rows = {
    ErrorRow{EAGAIN, "not now: it would have to wait"},
    ErrorRow{EPIPE, "nobody reads there any more"},
    ErrorRow{EBADF, "no such descriptor is open"},
    ErrorRow{ECHILD, "it has no child left to wait for"},
    ErrorRow{EINTR, "interrupted by a signal"},
    ErrorRow{ENOENT, "there is no such name"},
    ErrorRow{EEXIST, "the name is taken"},
    ErrorRow{ESRCH, "there is no such process"},
    ErrorRow{ETIMEDOUT, "the time was over"},
    ErrorRow{EACCES, "not allowed"},
    ErrorRow{ECONNREFUSED, "nobody listens there"},
    ErrorRow{ECONNRESET, "the other side has broken the connection off"},
    ErrorRow{EADDRINUSE, "the address is taken"},
    ErrorRow{ENOTCONN, "it is not connected"},
    ErrorRow{EINPROGRESS, "it goes on by itself"},
    ErrorRow{EMSGSIZE, "the message is too long"},
    ErrorRow{EIDRM, "it was removed"},
    ErrorRow{ENOMSG, "there is no such message"},
};

}  // namespace

std::string error_words(std::int64_t result) {
  const auto number = static_cast<int>(-result);
  const char* name = ::strerrorname_np(number);
  const auto* row = std::find_if(error_rows.begin(), error_rows.end(), [&](const ErrorRow& r) { return r.number == number; });
  const std::string shown = name == nullptr ? fmt::format("error {}", number) : name;
  return row == error_rows.end() ? shown : fmt::format("{}: {}", shown, row->meaning);
}

}  // namespace ipcgrade::report
