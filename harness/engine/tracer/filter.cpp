#include "engine/tracer/filter.hpp"

#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <seccomp.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <map>
#include <memory>
#include <set>

#include "base/error.hpp"
#include "base/fd.hpp"

namespace ipcgrade::engine::tracer {
namespace {

using Context = std::unique_ptr<void, decltype(&seccomp_release)>;

void require(int result, const char* doing) {
  if (result < 0) throw base::SystemError(-result, doing);
}

void add(const Context& context, std::uint32_t action, std::string_view name) {
  const int number = seccomp_syscall_resolve_name(std::string(name).c_str());
  if (number < 0) return;  // not a call of this architecture
  require(seccomp_rule_add(context.get(), action, number, 0), "building the seccomp filter");
}

void add_if(const Context& context, std::uint32_t action, int number, scmp_arg_cmp condition) {
  require(seccomp_rule_add_array(context.get(), action, number, 1, &condition), "building the seccomp filter");
}

// A condition on a call's first argument (the library's own macros for it are C99 only).
scmp_arg_cmp first(scmp_compare compare, scmp_datum_t a, scmp_datum_t b = 0) { return {0, compare, a, b}; }

std::uint32_t action_of(model::Passage passage) {
  switch (passage) {
    case model::Passage::free:
      return SCMP_ACT_ALLOW;
    case model::Passage::absent:
      return SCMP_ACT_ERRNO(ENOSYS);
    case model::Passage::refused:
      return SCMP_ACT_ERRNO(EPERM);
    case model::Passage::pretend:
      return SCMP_ACT_ERRNO(0);
    case model::Passage::stops:
      break;
  }
  return SCMP_ACT_TRACE(0);
}

Context build(const std::vector<std::string_view>& also) {
  Context context(seccomp_init(SCMP_ACT_TRACE(0)), &seccomp_release);
  if (!context) throw base::SystemError(ENOMEM, "building the seccomp filter");
  // Calls of foreign ABIs (i386, x32) carry other numbers: they would slip past every row.
  require(seccomp_attr_set(context.get(), SCMP_FLTATR_ACT_BADARCH, SCMP_ACT_ERRNO(ENOSYS)), "building the seccomp filter");
  for (const model::CallRow& row : model::call_rows())
    if (row.passage != model::Passage::stops && std::find(also.begin(), also.end(), row.name) == also.end())
      add(context, action_of(row.passage), row.name);
  // A child cloned with CLONE_UNTRACED escapes the tracer; prlimit on another process could starve it.
  add_if(context, SCMP_ACT_ERRNO(EPERM), SCMP_SYS(clone), first(SCMP_CMP_MASKED_EQ, CLONE_UNTRACED, CLONE_UNTRACED));
  add_if(context, SCMP_ACT_ALLOW, SCMP_SYS(prlimit64), first(SCMP_CMP_EQ, 0));
  add_if(context, SCMP_ACT_ERRNO(EPERM), SCMP_SYS(prlimit64), first(SCMP_CMP_NE, 0));
  // Of mappings only shared ones of a descriptor stop: private memory, libraries and what forks share are nobody's business.
  constexpr std::uint32_t flags = 3;
  add_if(context, SCMP_ACT_ALLOW, SCMP_SYS(mmap), {flags, SCMP_CMP_MASKED_EQ, MAP_SHARED, 0});
  add_if(context, SCMP_ACT_ALLOW, SCMP_SYS(mmap), {flags, SCMP_CMP_MASKED_EQ, MAP_ANONYMOUS, MAP_ANONYMOUS});
  return context;
}

}  // namespace

Filter::Filter(const std::vector<std::string_view>& also) {
  const Context context = build(also);
  const base::Fd file(base::check(memfd_create("ipcgrade-filter", MFD_CLOEXEC), "building the seccomp filter"));
  require(seccomp_export_bpf(context.get(), file.get()), "building the seccomp filter");
  const off_t size = base::check(lseek(file.get(), 0, SEEK_END), "building the seccomp filter");
  program_.resize(static_cast<std::size_t>(size));
  base::check(pread(file.get(), program_.data(), program_.size(), 0), "building the seccomp filter");
}

int Filter::load() const noexcept {
  sock_fprog program{static_cast<unsigned short>(program_.size() / sizeof(sock_filter)),
                     reinterpret_cast<sock_filter*>(const_cast<char*>(program_.data()))};
  if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) return errno;
  return syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0, &program) == 0 ? 0 : errno;
}

const Filter& filter_for(const std::vector<std::string_view>& also) {
  static std::map<std::set<std::string, std::less<>>, Filter> made;
  const std::set<std::string, std::less<>> key(also.begin(), also.end());
  const auto found = made.find(key);
  return found != made.end() ? found->second : made.emplace(key, also).first->second;
}

const CallNumbers& CallNumbers::of_this_machine() {
  static const CallNumbers made;
  return made;
}

CallNumbers::CallNumbers() {
  for (const model::CallRow& row : model::call_rows()) {
    const std::int64_t n = number(row.name);
    if (n < 0) continue;
    if (rows_.size() <= static_cast<std::size_t>(n)) rows_.resize(static_cast<std::size_t>(n) + 1);
    rows_[static_cast<std::size_t>(n)] = &row;
  }
}

const model::CallRow* CallNumbers::row(std::int64_t number) const {
  return number >= 0 && static_cast<std::size_t>(number) < rows_.size() ? rows_[static_cast<std::size_t>(number)] : nullptr;
}

std::string CallNumbers::name(std::int64_t number) {
  char* const text = seccomp_syscall_resolve_num_arch(SCMP_ARCH_NATIVE, static_cast<int>(number));
  if (text == nullptr) return "call " + std::to_string(number);
  const std::unique_ptr<char, decltype(&free)> owner(text, &free);
  return text;
}

std::int64_t CallNumbers::number(std::string_view name) { return seccomp_syscall_resolve_name(std::string(name).c_str()); }

}  // namespace ipcgrade::engine::tracer
