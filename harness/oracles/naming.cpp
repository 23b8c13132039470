#include "oracles/naming.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstring>

namespace ipcgrade::oracles {

using namespace model;

namespace {

const ProcessInfo* info_of(const Trace& trace, ProcessIndex process) {
  if (process < 0 || static_cast<std::size_t>(process) >= trace.processes.size()) return nullptr;
  return &trace.processes[static_cast<std::size_t>(process)];
}

}  // namespace

std::string_view plain_label(const Trace& trace, ProcessIndex process) {
  const ProcessInfo* info = info_of(trace, process);
  return info == nullptr ? std::string_view() : info->label;
}

bool is_ours(const Trace& trace, ProcessIndex process) {
  const ProcessInfo* info = info_of(trace, process);
  return info != nullptr && info->by == By::reference;
}

VerdictClass charged(const Trace& trace, ProcessIndex process, VerdictClass verdict) {
  return is_ours(trace, process) ? VerdictClass::harness_error : verdict;
}

std::string label_of(const Trace& trace, ProcessIndex process) {
  const ProcessInfo* info = info_of(trace, process);
  if (info == nullptr) return "the harness";
  return info->by == By::reference ? "our " + info->label : info->label;
}

std::string label_of(const Trace& trace, const ThreadState& thread) {
  int number = 0;
  int older = 0;
  int all = 0;
  for (std::size_t i = 0; i < trace.threads.size(); ++i) {
    if (trace.threads[i].process != thread.process) continue;
    ++all;
    if (static_cast<ThreadIndex>(i) == thread.thread) number = older + 1;
    ++older;
  }
  const std::string process = label_of(trace, thread.process);
  return all < 2 || number == 0 ? process : fmt::format("thread {} of {}", number, process);
}

namespace {

// A C++ function without its parameters: "End::read" of "End::read(char*, unsigned long) const".
std::string_view bare_name(std::string_view function) {
  const std::size_t close = function.rfind(')');
  if (close == std::string_view::npos || function.substr(close + 1).find("::") != std::string_view::npos) return function;
  std::size_t open = close;
  for (int depth = 1; depth > 0 && open > 0;) {
    --open;
    depth += function[open] == ')' ? 1 : function[open] == '(' ? -1 : 0;
  }
  const std::string_view name = function.substr(0, open);
  return name.empty() || name.ends_with("operator") ? function : name;
}

}  // namespace

std::string place(const Site& site) {
  std::string function(bare_name(site.function));
  if (site.file.empty()) return function;
  std::string out = site.line > 0 ? fmt::format("{}:{}", site.file, site.line) : site.file;
  if (!function.empty()) out += " in " + function;
  return out;
}

std::string at_place(const Site& site) {
  const std::string where = place(site);
  if (where.empty()) return "";
  return (site.file.empty() ? " in " : " at ") + where;
}

std::string signal_name(int signal) {
  const char* name = ::sigabbrev_np(signal);
  return name == nullptr ? fmt::format("signal {}", signal) : fmt::format("SIG{}", name);
}

std::string_view call_name(std::string_view system_call) {
  struct Row {
    std::string_view kernel;
    std::string_view library;
  };
  static constexpr std::array rows = {Row{"pipe2", "pipe"},
                                      Row{"openat", "open"},
                                      Row{"wait4", "waitpid"},
                                      Row{"pselect6", "select"},
                                      Row{"dup3", "dup2"},
                                      Row{"clock_nanosleep", "sleep"},
                                      Row{"nanosleep", "sleep"},
                                      Row{"semtimedop", "semop"},
                                      Row{"rt_sigtimedwait", "sigwait"},
                                      Row{"mknodat", "mkfifo"},
                                      Row{"clone", "fork"},
                                      Row{"rt_sigsuspend", "sigsuspend"},
                                      Row{"accept4", "accept"},
                                      Row{"eventfd2", "eventfd"},
                                      Row{"signalfd4", "signalfd"},
                                      Row{"mq_timedsend", "mq_send"},
                                      Row{"mq_timedreceive", "mq_receive"},
                                      Row{"recvfrom", "recv"},
                                      Row{"sendto", "send"},
                                      Row{"epoll_pwait", "epoll_wait"}};
  const auto* row = std::find_if(rows.begin(), rows.end(), [&](const Row& r) { return r.kernel == system_call; });
  return row == rows.end() ? system_call : row->library;
}

std::string list_of(const std::vector<std::string>& words, std::string_view last) {
  std::string out;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (i > 0) out += i + 1 == words.size() ? fmt::format(" {} ", last) : ", ";
    out += words[i];
  }
  return out;
}

}  // namespace ipcgrade::oracles
