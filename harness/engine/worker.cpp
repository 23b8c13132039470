#include "engine/worker.hpp"

#include <fmt/format.h>
#include <sys/prctl.h>
#include <unistd.h>

#include <cstdio>

#include "base/ensure.hpp"
#include "base/error.hpp"
#include "engine/process/build.hpp"
#include "engine/process/subprocess.hpp"
#include "engine/run_trial.hpp"
#include "engine/sandbox/sandbox.hpp"
#include "engine/trial_sandbox.hpp"
#include "model/wire.hpp"

namespace ipcgrade::engine {
namespace {

using process::Answered;
using process::Request;

// A request is one letter for what is wanted, the number of the rung that the coordinator chose (a worker does not try the ladder
// again), and the order itself.
constexpr char wants_trial = 't';
constexpr char wants_build = 'b';

// Above the wall-clock backstops inside (a build's is three times limits.wall a command): for a harness that hangs.
constexpr std::chrono::milliseconds grace{30'000};
std::chrono::milliseconds most_time(const model::Trial& trial) { return trial.limits.wall * 2 + grace; }
std::chrono::milliseconds most_time(const model::BuildOrder& order) {
  return order.limits.wall * 4 * order.commands.size() + grace;
}

std::string request_of(char wanted, const std::string& order) {
  return std::string{wanted, static_cast<char>('0' + chosen_rung().number)} + order;
}
std::string order_in(const Request& request) { return request.bytes.substr(2); }

model::Trace trouble(const model::Trial& trial, const std::string& what) {
  model::Trace trace;
  trace.scenario = trial.scenario;
  trace.ending = model::Ending::machine;
  trace.trouble = what;
  return trace;
}

std::vector<model::BuildResult> trouble(const model::BuildOrder& order, const std::string& what) {
  std::vector<model::BuildResult> results;
  for (const std::string& command : order.commands) {
    auto& result = results.emplace_back();
    result.ok = false;
    result.command = command;
    result.failure = what;
    result.machine = true;
  }
  return results;
}

sandbox::Order ground_for(const model::Trial& trial) {
  return {trial.files, sandbox::Order::Folder::fresh_copy, trial.read_only, trial.limits.disk_bytes, trial.own_programs};
}
sandbox::Order ground_for(const model::BuildOrder& order) {
  return {order.folder, sandbox::Order::Folder::in_place, order.read_only, order.limits.disk_bytes, {}};
}

// In a worker: for a harness that hangs, this process and the sandbox with it.
class Backstop {
 public:
  explicit Backstop(std::chrono::milliseconds most) { alarm(static_cast<unsigned>(most.count() / 1000)); }
  Backstop(const Backstop&) = delete;
  Backstop& operator=(const Backstop&) = delete;
  ~Backstop() { alarm(0); }
};

// In the sandbox.
Answered run_there(const sandbox::Ground& ground, const Request& request) {
  const model::Trial trial = model::decode_trial(order_in(request));
  const Ran ran = run_trial(trial, ground);
  process::send_reply(request.reply, model::encode(ran.trace));
  return {0, ran.left_as_found && ground.rung->pid_namespace && count_processes_anew()};
}

// What a worker has and uses for one request after another.
struct Workshop {
  explicit Workshop(const sandbox::Rung& rung) : maker(rung) {}
  sandbox::Maker maker;
  TrialSandbox trials{maker, run_there};
};

// The replies below are sent from inside a sandbox; from out here only where nobody got that far.
int run(const Request& request, Workshop& workshop) {
  const model::Trial trial = model::decode_trial(order_in(request));
  const Backstop backstop(most_time(trial));
  try {
    prepare(trial);
    return workshop.trials.answer(ground_for(trial), request);
  } catch (const base::SystemError& error) {
    process::send_reply(request.reply, model::encode(trouble(trial, error.what())));
    return 0;
  }
}

int build(const Request& request, Workshop& workshop) {
  const model::BuildOrder order = model::decode_build_order(order_in(request));
  const Backstop backstop(most_time(order));
  workshop.trials.close();
  try {
    return workshop.maker.enter(ground_for(order), [&](const sandbox::Ground& ground) {
      process::leave_coordinator();
      std::string bytes;
      try {
        bytes = model::encode(process::run_build(order, ground.work, ground.become));
      } catch (const base::SystemError& error) {
        bytes = model::encode(trouble(order, error.what()));
      }
      process::send_reply(request.reply, bytes);
      return 0;
    });
  } catch (const base::SystemError& error) {
    process::send_reply(request.reply, model::encode(trouble(order, error.what())));
    return 0;
  }
}

// The coordinator has chosen one rung for all.
Workshop& workshop_on(const sandbox::Rung& rung) {
  static Workshop workshop(rung);
  ENSURE(workshop.maker.rung().number == rung.number, "a worker stays on its rung");
  return workshop;
}

Answered answer(const Request& request) {
  try {
    ENSURE(request.bytes.size() >= 2, "a request says what is wanted");
    const sandbox::Rung& rung = sandbox::rung_of(request.bytes[1] - '0');
    // Where programs share our user without a user namespace between, they must not be able to read or trace us.
    if (!rung.user_namespace) prctl(PR_SET_DUMPABLE, 0);
    Workshop& workshop = workshop_on(rung);
    return {request.bytes[0] == wants_trial ? run(request, workshop) : build(request, workshop), true};
  } catch (const std::exception& error) {
    std::fprintf(stderr, "%s\n", error.what());
    return {base::ensure_exit_status, true};
  }
}

}  // namespace

const sandbox::Rung& chosen_rung() {
  static const sandbox::Rung& rung = sandbox::choose_rung();
  return rung;
}

model::Trace run_trial_in_worker(const model::Trial& trial, int cpu) {
  const std::string request = request_of(wants_trial, model::encode(trial));
  try {
    return model::decode_trace(process::call_worker(request, cpu));
  } catch (const base::SystemError& error) {
    return trouble(trial, error.what());
  }
}

std::vector<model::BuildResult> build_in_worker(const model::BuildOrder& order) {
  const std::string request = request_of(wants_build, model::encode(order));
  try {
    return model::decode_build_results(process::call_worker(request, -1));
  } catch (const base::SystemError& error) {
    return trouble(order, error.what());
  }
}

int worker_main() { return process::serve_coordinator(answer); }

}  // namespace ipcgrade::engine
