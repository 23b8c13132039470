#include "model/fault.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <csignal>
#include <cstring>
#include <iterator>

namespace ipcgrade::model {
namespace {

// glibc knows every error's name; the highest number in use is far below this (errno(3)).
constexpr int highest_error = 200;

std::string signal_word(int signal) {
  const char* const name = sigabbrev_np(signal);
  return name == nullptr ? fmt::format("signal {}", signal) : fmt::format("SIG{}", name);
}

struct EffectWords {
  std::string operator()(const FailWith& fail) const { return fmt::format("fails with {}", error_name(fail.error)); }
  std::string operator()(const Return& result) const { return fmt::format("is not made and returns {}", result.value); }
  std::string operator()(const Shorten& shorter) const {
    return fmt::format("moves {} at most", shorter.bytes == 1 ? "one byte" : fmt::format("{} bytes", shorter.bytes));
  }
  std::string operator()(const Raise& raise) const {
    if (raise.signal == SIGKILL) return "is where the process is killed";
    if (raise.signal == SIGSTOP) return "is where the process is stopped";
    return fmt::format("meets {}", signal_word(raise.signal));
  }
  std::string operator()(const Delay& delay) const { return fmt::format("waits for {} events of others", delay.events); }
};

std::string which_words(const Which& which) {
  if (which.step == 0) return ordinal(which.first);
  if (which.step == 1) return which.first == 1 ? "every" : ordinal(which.first) + " and every later";
  return fmt::format("{} and then every {}", ordinal(which.first), ordinal(which.step));
}

}  // namespace

bool is_process(std::string_view pattern, std::string_view label) {
  if (!pattern.ends_with("/*")) return pattern == label;
  pattern.remove_suffix(2);
  return label == pattern || (label.starts_with(pattern) && label[pattern.size()] == '/');
}

int error_number(std::string_view name) {
  for (int error = 1; error < highest_error; ++error)
    if (error_name(error) == name) return error;
  return 0;
}

std::string_view error_name(int error) {
  const char* const name = strerrorname_np(error);
  return name == nullptr ? std::string_view() : name;
}

const std::vector<std::string>& error_names() {
  static const std::vector<std::string> names = [] {
    std::vector<std::string> out;
    for (int error = 1; error < highest_error; ++error)
      if (!error_name(error).empty()) out.emplace_back(error_name(error));
    return out;
  }();
  return names;
}

std::string ordinal(std::uint32_t n) {
  static constexpr const char* endings[] = {"th", "st", "nd", "rd"};
  const bool teens = n % 100 >= 11 && n % 100 <= 13;
  return fmt::format("{}{}", n, teens || n % 10 > 3 ? "th" : endings[n % 10]);
}

std::string on_words(const Fault& fault) {
  const bool known = fault.on && *fault.on != ObjectKind::unknown;
  return known ? fmt::format(" on a {}", name_of(*fault.on)) : "";
}

std::string call_on(std::string_view call, std::optional<ObjectKind> object) {
  const bool known = object && *object != ObjectKind::unknown;
  return known ? fmt::format("{} ({})", call, name_of(*object)) : std::string(call);
}

std::string effect_words(const Fault& fault) { return std::visit(EffectWords{}, fault.effect); }

std::string describe(const Fault& fault) {
  return fmt::format("the {} {}{} of {} {}", which_words(fault.when), fault.call, on_words(fault), fault.process,
                     effect_words(fault));
}

}  // namespace ipcgrade::model
