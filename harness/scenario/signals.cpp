#include "scenario/signals.hpp"

#include <algorithm>
#include <array>
#include <csignal>

namespace ipcgrade::scenario {
namespace {

struct Row {
  std::string_view name;
  int number;
};

constexpr std::array rows = {
    Row{"SIGHUP", SIGHUP},   Row{"SIGINT", SIGINT},   Row{"SIGQUIT", SIGQUIT},     Row{"SIGILL", SIGILL},
    Row{"SIGTRAP", SIGTRAP}, Row{"SIGABRT", SIGABRT}, Row{"SIGBUS", SIGBUS},       Row{"SIGFPE", SIGFPE},
    Row{"SIGKILL", SIGKILL}, Row{"SIGUSR1", SIGUSR1}, Row{"SIGSEGV", SIGSEGV},     Row{"SIGUSR2", SIGUSR2},
    Row{"SIGPIPE", SIGPIPE}, Row{"SIGALRM", SIGALRM}, Row{"SIGTERM", SIGTERM},     Row{"SIGCHLD", SIGCHLD},
    Row{"SIGCONT", SIGCONT}, Row{"SIGSTOP", SIGSTOP}, Row{"SIGTSTP", SIGTSTP},     Row{"SIGTTIN", SIGTTIN},
    Row{"SIGTTOU", SIGTTOU}, Row{"SIGURG", SIGURG},   Row{"SIGXCPU", SIGXCPU},     Row{"SIGXFSZ", SIGXFSZ},
    Row{"SIGPROF", SIGPROF}, Row{"SIGSYS", SIGSYS},   Row{"SIGVTALRM", SIGVTALRM}, Row{"SIGWINCH", SIGWINCH},
};

}  // namespace

const std::vector<std::string>& signal_names() {
  static const std::vector<std::string> names = [] {
    std::vector<std::string> out;
    out.reserve(rows.size());
    for (const Row& row : rows) out.emplace_back(row.name);
    return out;
  }();
  return names;
}

int read_signal(const Node& node, Complaints& complaints) {
  const std::string name = read_name(node, "signal", signal_names(), complaints);
  const auto* row = std::find_if(rows.begin(), rows.end(), [&](const Row& r) { return r.name == name; });
  return row == rows.end() ? 0 : row->number;
}

}  // namespace ipcgrade::scenario
