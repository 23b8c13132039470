#include "base/temporary_folder.hpp"

#include <cstdlib>
#include <string>

#include "testing/catch.hpp"

using ipcgrade::base::temporary_folder;

TEST_CASE("an empty TMPDIR is none") {
  const char* const given = std::getenv("TMPDIR");
  const std::string before = given == nullptr ? "" : given;
  setenv("TMPDIR", "/somewhere", 1);
  CHECK(temporary_folder() == "/somewhere");
  setenv("TMPDIR", "", 1);
  CHECK(temporary_folder() == "/tmp");
  unsetenv("TMPDIR");
  CHECK(temporary_folder() == "/tmp");
  if (given != nullptr) setenv("TMPDIR", before.c_str(), 1);
}
