// A folder for the files of one test; gone, with all that is in it, when the test ends.
#pragma once

#include <stdlib.h>

#include <filesystem>
#include <fstream>
#include <string>

#include "base/ensure.hpp"

namespace ipcgrade::testing {

class TemporaryFolder {
 public:
  TemporaryFolder() {
    std::string name = (std::filesystem::temp_directory_path() / "ipcgrade-test-XXXXXX").string();
    ENSURE(::mkdtemp(name.data()) != nullptr, "a test needs a folder of its own");
    path_ = name;
  }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  ~TemporaryFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }

  [[nodiscard]] const std::filesystem::path& path() const noexcept { return path_; }
  // Makes the file, and the folders that lead to it.
  const TemporaryFolder& file(const std::string& name, const std::string& bytes) const {
    std::filesystem::create_directories((path_ / name).parent_path());
    std::ofstream(path_ / name, std::ios::binary) << bytes;
    return *this;
  }

 private:
  std::filesystem::path path_;
};

}  // namespace ipcgrade::testing
