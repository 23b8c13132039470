#include "engine/process/build.hpp"

#include <sys/prctl.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "base/descendants.hpp"
#include "engine/process/private_folder.hpp"
#include "testing/catch.hpp"

using namespace ipcgrade::engine::process;
using namespace std::chrono_literals;
using ipcgrade::model::BuildOrder;
using ipcgrade::model::BuildResult;
namespace fs = std::filesystem;

namespace {

// Builds in a private folder, in this process's own view: what the sandbox adds is tested there.
struct Workshop {
  PrivateFolder folder;
  BuildOrder order;

  Workshop() {
    prctl(PR_SET_CHILD_SUBREAPER, 1);
    order.folder = folder.path();
    order.limits.cpu = 200ms;  // a build has three times that
    order.limits.wall = 20s;
  }
  std::vector<BuildResult> run(std::vector<std::string> commands) {
    order.commands = std::move(commands);
    auto results = run_build(order, folder.path(), std::nullopt);
    CHECK(ipcgrade::base::descendants().empty());
    return results;
  }
  BuildResult run_one(const std::string& command) { return run({command}).front(); }
};

}  // namespace

TEST_CASE("a build that works says so, with the compiler's words and what it made") {
  Workshop shop;
  std::ofstream(shop.folder.path() + "/greet.c") << "int main(void) { int unused; return 0; }\n";
  shop.order.limits.cpu = 10s;
  const BuildResult result = shop.run_one("cc -Wall -g -o greet greet.c");
  CHECK(result.ok);
  CHECK(result.failure.empty());
  CHECK(result.command == "cc -Wall -g -o greet greet.c");
  CHECK(result.output.find("unused variable") != std::string::npos);
  CHECK(fs::exists(shop.folder.path() + "/greet"));
}

TEST_CASE("a command runs even if the one before it failed") {
  Workshop shop;
  const auto results = shop.run({"echo no; exit 3", "kill -SEGV 0", "missing-command", "true"});
  REQUIRE(results.size() == 4);
  CHECK(results[0].failure == "ended with status 3");
  CHECK(results[0].output == "no\n");
  CHECK(results[1].failure == "was ended by SIGSEGV");
  CHECK(results[2].failure == "ended with status 127");
  CHECK(results[3].ok);
}

TEST_CASE("a build finds a fixed environment, its folder, and no input") {
  Workshop shop;
  setenv("MAKEFLAGS", "-n", 1);
  const BuildResult result = shop.run_one("env | grep -v '^_=\\|PWD' | sort; pwd; cat; umask");
  unsetenv("MAKEFLAGS");
  const std::string& path = shop.folder.path();
  CHECK(result.output == "HOME=" + path + "\nLC_ALL=C.UTF-8\nPATH=/usr/local/bin:/usr/bin:/bin\nTZ=UTC\n" + path + "\n0022\n");
}

TEST_CASE("a build that loops ends at its limit of processor time") {
  Workshop shop;
  CHECK(shop.run_one("while :; do :; done").failure == "used more than 0.6 s of processor time");
  CHECK(shop.run_one("while :; do /bin/true; done").failure == "used more than 0.6 s of processor time");
  std::ofstream(shop.folder.path() + "/Makefile") << "all:\n\t$(MAKE) all\n";
  const BuildResult result = shop.run_one("make");
  CHECK_FALSE(result.ok);
  CHECK_FALSE(result.machine);
}

TEST_CASE("endless output is cut, and ends the build") {
  Workshop shop;
  shop.order.limits.cpu = 10s;
  const BuildResult result = shop.run_one("yes");
  CHECK(result.failure == "wrote more than 16 MiB of messages");
  CHECK(result.output.size() == 64 << 10);
}

TEST_CASE("a build that fills the disk ends at its limit, by one file or by many") {
  Workshop shop;
  shop.order.limits.cpu = 10s;
  shop.order.limits.disk_bytes = 8 << 20;
  const BuildResult one = shop.run_one("cat /dev/zero > large");
  CHECK_FALSE(one.ok);
  CHECK(fs::file_size(shop.folder.path() + "/large") <= 8 << 20);
  CHECK(shop.run_one("i=0; while :; do i=$((i+1)); head -c 1000000 /dev/zero > f$i; done").failure ==
        "filled its folder by more than 8 MiB");
}

TEST_CASE("a build that forks without end is stopped whole") {
  Workshop shop;
  shop.order.limits.cpu = 10s;
  CHECK(shop.run_one("while :; do sleep 1000 & done").failure == "had more than 64 processes at the same time");
  CHECK(shop.run_one("while :; do setsid sleep 1000 & done").failure == "had more than 64 processes at the same time");
  CHECK(shop.run_one("f() { f | f & }; f; while :; do :; done").failure == "had more than 64 processes at the same time");
}

TEST_CASE("a build whose children nobody waits for is stopped before they fill the kernel's table") {
  Workshop shop;
  shop.order.limits.cpu = 10s;
  const std::string source = "int fork(void); void _exit(int); int main(void) { for (;;) if (!fork()) _exit(0); }";
  CHECK(shop.run_one("echo '" + source + "' >b.c && cc -w b.c && ./a.out").failure ==
        "had more than 1024 threads and unreaped children at the same time");
}

TEST_CASE("what a build leaves running is gone when it is over, and does not hold it up") {
  Workshop shop;
  const BuildResult result = shop.run_one("sleep 1000 & setsid sleep 1000 & trap '' TERM HUP; (sleep 1000) & echo done");
  CHECK(result.ok);
  CHECK(result.output == "done\n");
  CHECK(result.duration < 10s);
}

TEST_CASE("a build that waits for what never comes is told so") {
  Workshop shop;
  shop.order.limits.wall = 100ms;
  const BuildResult result = shop.run_one("sleep 1000");
  CHECK(result.failure == "was asleep after 0.3 s");
  CHECK_FALSE(result.machine);
}

TEST_CASE("a build that removes its own folder fails the commands after it, not the harness") {
  Workshop shop;
  const auto results = shop.run({"rm -rf \"$PWD\"", "true"});
  CHECK(results[1].failure == "the folder is gone: a command before this one removed it");
}
