#include "engine/worker.hpp"

#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <iostream>

#include "base/error.hpp"
#include "engine/doctor.hpp"
#include "engine/process/private_folder.hpp"
#include "engine/sandbox/rung.hpp"
#include "testing/catch.hpp"

using namespace ipcgrade::engine;
using namespace std::chrono_literals;
using ipcgrade::model::BuildOrder;
using ipcgrade::model::BuildResult;
namespace fs = std::filesystem;

namespace {

// This program is its own worker, as ipcgrade is.
const bool is_worker = [] {
  std::string line;
  std::getline(std::ifstream("/proc/self/cmdline", std::ios::binary), line);
  if (line == std::string("ipcgrade\0worker\0", 16)) _exit(worker_main());
  return false;
}();

struct Workshop {
  process::PrivateFolder folder;
  BuildOrder order;

  // The test program is skipped where the machine runs nothing.
  Workshop() {
    static const bool can_run = [] {
      const Diagnosis diagnosis = doctor();
      if (!diagnosis.can_grade) std::cout << diagnosis.text << std::endl;
      return diagnosis.can_grade;
    }();
    if (!can_run) std::exit(77);
    order.folder = folder.path() + "/submission";
    fs::create_directory(order.folder);
    order.limits.cpu = 200ms;
  }
  std::vector<BuildResult> run(std::vector<std::string> commands) {
    order.commands = std::move(commands);
    return build_in_worker(order);
  }
  BuildResult run_one(const std::string& command) { return run({command}).front(); }
};

}  // namespace

TEST_CASE("a build in a worker leaves what it made in the folder, and no trace elsewhere") {
  Workshop shop;
  shop.order.limits.cpu = 10s;
  std::ofstream(shop.order.folder + "/greet.c") << "int main(void) { return 0; }\n";
  const BuildResult result = shop.run_one("cc -g -o greet greet.c -pthread && ./greet && touch /tmp/left-by-build; id -u");
  CHECK(result.ok);
  CHECK(result.failure.empty());
  CHECK(result.output != "0\n");
  CHECK(fs::exists(shop.order.folder + "/greet"));
  if (sandbox::choose_rung().mount_namespace) CHECK_FALSE(fs::exists("/tmp/left-by-build"));
  fs::remove("/tmp/left-by-build");
}

TEST_CASE("the host's files are out of a build's reach") {
  Workshop shop;
  CHECK_FALSE(shop.run_one("touch /usr/lib/probe || touch /etc/probe || touch /probe").ok);
  CHECK_FALSE(fs::exists("/usr/lib/probe"));
}

TEST_CASE("a build that deletes, forks, fills and loops gets its failure, and the next one works") {
  Workshop shop;
  shop.order.limits.disk_bytes = 8 << 20;
  const auto results = shop.run({"rm -rf *; ls", "while :; do sleep 1000 & done",
                                 "i=0; while :; do i=$((i+1)); head -c 1000000 /dev/zero > f$i; done", "rm -f f*",
                                 "while :; do :; done", "kill -KILL -1; echo still here", "true"});
  REQUIRE(results.size() == 7);
  CHECK(results[1].failure == "had more than 64 processes at the same time");
  CHECK_FALSE(results[2].ok);
  CHECK(results[4].failure == "used more than 0.6 s of processor time");
  for (const BuildResult& result : results) CHECK_FALSE(result.machine);
  Workshop next;
  CHECK(next.run_one("true").ok);
}

TEST_CASE("a build whose folder is missing is the machine's trouble, not the student's") {
  Workshop shop;
  shop.order.folder += "/missing";
  const BuildResult result = shop.run_one("true");
  CHECK_FALSE(result.ok);
  CHECK(result.machine);
  CHECK(result.failure.find("missing") != std::string::npos);
}

TEST_CASE("the doctor names the machine, every rung, and the one that trials will run on") {
  const Diagnosis diagnosis = doctor();
  for (const sandbox::Rung& rung : sandbox::rungs()) {
    CHECK(diagnosis.text.find("rung " + std::to_string(rung.number) + " (" + std::string(rung.name) + ")") != std::string::npos);
  }
  CHECK(diagnosis.text.find("kernel") != std::string::npos);
  CHECK(diagnosis.can_grade == (diagnosis.text.find("Trials run on rung") != std::string::npos));
}
