// Where a worker's trials take place. A sandbox that a trial has left as it found it serves the next one that wants the same: to
// the programs it cannot be told from a new one, and it is there at once.
#pragma once

#include <sys/types.h>

#include <array>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>

#include "base/fd.hpp"
#include "engine/process/subprocess.hpp"
#include "engine/sandbox/sandbox.hpp"

namespace ipcgrade::engine {

class TrialSandbox {
 public:
  // In the sandbox, for each request: an answer that stays says that the place is as it was.
  using Act = std::function<process::Answered(const sandbox::Ground&, const process::Request&)>;

  TrialSandbox(sandbox::Maker& maker, Act act) : maker_(maker), act_(std::move(act)) {}
  TrialSandbox(const TrialSandbox&) = delete;
  TrialSandbox& operator=(const TrialSandbox&) = delete;
  ~TrialSandbox() { close(); }

  // Has `act` answer the request in a sandbox of this order, and returns its exit status, or 128 + the signal that ended it. The
  // request's reply and this process's standard error reach into it. SystemError where the machine refused.
  [[nodiscard]] int answer(const sandbox::Order& order, const process::Request& request);
  // Ends the one that stands ready.
  void close();

 private:
  // A host folder that was changed under this order is another one.
  struct Wanted {
    sandbox::Order order;
    std::array<std::int64_t, 8> stamps{};  // of its host folders
    bool operator==(const Wanted&) const = default;
  };
  [[nodiscard]] Wanted wanted(const sandbox::Order& order) const;
  void open(Wanted wanted, int inherited_reply);

  sandbox::Maker& maker_;
  Act act_;
  std::optional<sandbox::Running> running_;
  base::Fd channel_;
  Wanted here_;
};

// The next process that this one starts has the number that the first one had: pid_namespaces(7), ns_last_pid in proc(5). false:
// the kernel does not let it.
[[nodiscard]] bool count_processes_anew();

}  // namespace ipcgrade::engine
