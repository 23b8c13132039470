#include "cli/command.hpp"
#include "engine/worker.hpp"

namespace ipcgrade::cli {

Action declare_worker(CLI::App&, const Globals&) {
  return [] { return engine::worker_main(); };
}

}  // namespace ipcgrade::cli
