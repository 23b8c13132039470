// The seccomp filter every tracee runs under: an allow-list of what runs free; every other call, unknown ones included,
// stops for the tracer. Built with libseccomp from model/calls, loaded by each role just before its exec.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "model/calls.hpp"

namespace ipcgrade::engine::tracer {

class Filter {
 public:
  // `also` are calls that stop in this trial although they would run free.
  explicit Filter(const std::vector<std::string_view>& also = {});
  // For the calling process and all its descendants, for ever. Only async-signal-safe work: it runs between fork and exec.
  // Returns 0 or errno.
  [[nodiscard]] int load() const noexcept;

 private:
  std::vector<char> program_;  // struct sock_filter[]
};

// The filter that stops at these calls as well. It takes half a millisecond to build: whoever asks again, or is forked from who
// has asked, gets the same one. Not for several threads at once.
[[nodiscard]] const Filter& filter_for(const std::vector<std::string_view>& also);

// Rows by this machine's call numbers.
class CallNumbers {
 public:
  // Made at the first call, as filter_for is.
  [[nodiscard]] static const CallNumbers& of_this_machine();
  // The row of a call, or nullptr where there is none.
  [[nodiscard]] const model::CallRow* row(std::int64_t number) const;
  // Its name; for calls without a row the kernel's, or "call N".
  [[nodiscard]] static std::string name(std::int64_t number);
  [[nodiscard]] static std::int64_t number(std::string_view name);

 private:
  CallNumbers();
  std::vector<const model::CallRow*> rows_;
};

}  // namespace ipcgrade::engine::tracer
