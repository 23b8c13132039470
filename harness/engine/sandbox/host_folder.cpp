#include "engine/sandbox/host_folder.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <system_error>

#include "base/temporary_folder.hpp"
#include "engine/sandbox/system.hpp"

namespace ipcgrade::engine::sandbox {

HostFolder::HostFolder(std::optional<unsigned> owner) {
  outer_ = base::temporary_folder() + "/ipcgrade-" + std::to_string(getpid()) + "-XXXXXX";
  if (mkdtemp(outer_.data()) == nullptr) must(-1, "making the folder", outer_);
  must(chmod(outer_.c_str(), 0711), "making the folder", outer_);
  for (const std::string& folder : {work(), own_programs()}) {
    must(mkdir(folder.c_str(), 0755), "making the folder", folder);
    if (owner) must(chown(folder.c_str(), *owner, *owner), "giving away", folder);
  }
}

HostFolder::~HostFolder() {
  std::error_code ignored;
  std::filesystem::remove_all(outer_, ignored);
}

}  // namespace ipcgrade::engine::sandbox
