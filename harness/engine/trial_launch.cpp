// How a role's program begins.
#include "engine/trial_run.hpp"

namespace ipcgrade::engine {
namespace {

// Programs of ours lie in a folder of their own; the first word says where in it, as "./consumer".
std::string program_of(const model::Launch& launch, const sandbox::Ground& ground) {
  if (launch.by == model::By::submission || launch.argv.empty()) return {};
  return launch.argv.front().find('/') == std::string::npos ? std::string() : ground.own_programs + "/" + launch.argv.front();
}

}  // namespace

void TrialRun::launch(const model::Launch& launch) {
  const tracer::LaunchOrder order{launch.argv,
                                  {"PATH=/usr/local/bin:/usr/bin:/bin", "HOME=" + ground_.work, "LC_ALL=C.UTF-8", "TZ=UTC"},
                                  ground_.work,
                                  ground_.become,
                                  trial_.limits.memory_bytes,
                                  trial_.limits.disk_bytes,
                                  program_of(launch, ground_)};
  tracer::Launched launched = tracer::launch(order, filter_);
  Process& process = world_.add_process(launched.pid, model::nobody);
  recorder_.process(process, {launch.process, launch.role, launch.by});
  Thread& thread = world_.add_thread(launched.pid, process.index);
  recorder_.thread(thread);
  thread.files = probe::TaskFiles(launched.pid, launched.pid);
  thread.where = Thread::Where::gated;
  roles_.add(process.index, launch, std::move(launched));
}

}  // namespace ipcgrade::engine
