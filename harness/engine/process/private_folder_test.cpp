#include "engine/process/private_folder.hpp"

#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <iterator>

#include "base/error.hpp"
#include "testing/catch.hpp"

using namespace ipcgrade::engine::process;
using ipcgrade::base::InputError;
namespace fs = std::filesystem;

namespace {

void write(const std::string& path, const std::string& text) { std::ofstream(path, std::ios::binary) << text; }

// A submission, and where it is copied to.
struct Copying {
  PrivateFolder folder;
  std::string from = folder.path() + "/from";
  std::string to = folder.path() + "/to";
  Copying() { fs::create_directory(from); }
};

// The pid of a process that has been.
pid_t dead_pid() {
  const pid_t child = fork();
  if (child == 0) _exit(0);
  waitpid(child, nullptr, 0);
  return child;
}

}  // namespace

TEST_CASE("a private folder is ours alone, and goes with its owner") {
  std::string path;
  {
    const PrivateFolder folder;
    path = folder.path();
    struct stat status {};
    REQUIRE(stat(path.c_str(), &status) == 0);
    CHECK((status.st_mode & 0777U) == 0700);
    CHECK(path.find("/ipcgrade-" + std::to_string(getpid()) + "-") != std::string::npos);
    fs::create_directories(path + "/locked/deep");
    fs::permissions(path + "/locked", fs::perms(0));
  }
  CHECK_FALSE(fs::exists(path));
}

TEST_CASE("folders of harnesses that were killed are removed, those of live ones stay") {
  const PrivateFolder live;
  const std::string parent = fs::path(live.path()).parent_path();
  const std::string stale = parent + "/ipcgrade-" + std::to_string(dead_pid()) + "-abcdef";
  const std::string foreign = parent + "/ipcgrade-mine";
  fs::create_directories(stale + "/work");
  fs::create_directories(foreign);
  remove_stale_folders();
  CHECK_FALSE(fs::exists(stale));
  CHECK(fs::exists(live.path()));
  CHECK(fs::remove(foreign));
}

TEST_CASE("a submission is copied without what should be built from scratch") {
  const Copying copying;
  fs::create_directories(copying.from + "/.git/objects");
  fs::create_directories(copying.from + "/src");
  write(copying.from + "/src/greet.c", "int main(void) { return 0; }\n");
  write(copying.from + "/Makefile", "all:\n");
  write(copying.from + "/greet", "\177ELF and so on");
  write(copying.from + "/greet.o", "anything");
  write(copying.from + "/libx.a", "anything");
  write(copying.from + "/archive", "!<arch>\nanything");
  write(copying.from + "/run.sh", "#!/bin/sh\n");
  fs::permissions(copying.from + "/run.sh", fs::perms(0555));
  fs::create_symlink("src/greet.c", copying.from + "/link.c");
  fs::last_write_time(copying.from + "/Makefile", fs::file_time_type::clock::now() - std::chrono::hours(24));
  copy_submission(copying.from, copying.to);
  for (const char* kept : {"src/greet.c", "Makefile", "run.sh", "link.c"}) CHECK(fs::exists(copying.to + "/" + kept));
  for (const char* left : {".git", "greet", "greet.o", "libx.a", "archive"}) CHECK_FALSE(fs::exists(copying.to + "/" + left));
  CHECK(fs::read_symlink(copying.to + "/link.c") == "src/greet.c");
  CHECK(fs::status(copying.to + "/run.sh").permissions() == fs::perms(0755));
  CHECK(fs::last_write_time(copying.to + "/Makefile") == fs::last_write_time(copying.from + "/Makefile"));
}

TEST_CASE("a special file or far too much of it all is refused by name") {
  const Copying copying;
  REQUIRE(mkfifo((copying.from + "/pipe").c_str(), 0600) == 0);
  CHECK_THROWS_WITH(copy_submission(copying.from, copying.to),
                    Catch::Contains("from/pipe") && Catch::Contains("remove this FIFO"));
  fs::remove(copying.from + "/pipe");
  write(copying.from + "/huge", "");
  fs::resize_file(copying.from + "/huge", max_submission_bytes + 1);
  CHECK_THROWS_WITH(copy_submission(copying.from, copying.to), Catch::Contains("larger than 256 MiB"));
  CHECK_THROWS_AS(copy_submission(copying.from + "/missing", copying.to), InputError);
}
