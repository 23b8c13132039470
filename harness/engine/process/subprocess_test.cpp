#include "engine/process/subprocess.hpp"

#include <fcntl.h>
#include <sched.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <thread>
#include <vector>

#include "base/error.hpp"
#include "base/fd.hpp"
#include "engine/process/private_folder.hpp"
#include "testing/catch.hpp"

using namespace ipcgrade::engine::process;
using ipcgrade::base::Fd;
using ipcgrade::base::SystemError;

namespace {

// What this program does as somebody's worker: the request's first word says it.
int act(const Request& request) {
  const std::string verb = request.bytes.substr(0, request.bytes.find(' '));
  if (verb == "echo") send_reply(request.reply, request.bytes);
  if (verb == "cpus") {
    cpu_set_t allowed;
    sched_getaffinity(0, sizeof allowed, &allowed);
    send_reply(request.reply, std::to_string(CPU_COUNT(&allowed)) + (CPU_ISSET(0, &allowed) ? " with 0" : ""));
  }
  if (verb == "descriptors") {
    std::string found;
    for (const auto& entry : std::filesystem::directory_iterator("/proc/self/fd"))
      found += entry.path().filename().string() + ' ';
    send_reply(request.reply, found);
  }
  if (verb == "pid") send_reply(request.reply, std::to_string(getpid()));
  if (verb == "die") raise(SIGKILL);
  if (verb == "fail") std::fprintf(stderr, "no luck today\n");
  if (verb == "cut") [[maybe_unused]]
    const ssize_t size = write(request.reply, "12345", 5);
  if (verb == "hang") {
    // Held open for as long as this worker lives; the other end knows by it when that is over.
    const Fd alive(open(request.bytes.substr(5).c_str(), O_WRONLY | O_CLOEXEC));
    for (;;) pause();
  }
  return verb == "fail" ? 3 : 0;
}

const bool is_worker = [] {
  std::string line;
  std::getline(std::ifstream("/proc/self/cmdline", std::ios::binary), line);
  if (line == std::string("ipcgrade\0worker\0", 16))
    _exit(serve_coordinator([](const Request& request) { return Answered{act(request), true}; }));
  return false;
}();

// A FIFO by which a worker that hangs shows that it lives.
class Lifeline {
 public:
  Lifeline() { REQUIRE(mkfifo(path().c_str(), 0600) == 0); }
  [[nodiscard]] std::string path() const { return folder_.path() + "/alive"; }
  [[nodiscard]] std::string request() const { return "hang " + path(); }
  void wait_for_worker() { end_ = Fd(open(path().c_str(), O_RDONLY | O_CLOEXEC)); }
  // Returns when the worker is gone; a worker that stays makes the test hang, and CTest ends it.
  void wait_for_end() {
    char byte = 0;
    while (read(end_.get(), &byte, 1) < 0 && errno == EINTR) continue;
  }

 private:
  PrivateFolder folder_;
  Fd end_;
};

bool is_cancelled(const std::string& request) {
  try {
    [[maybe_unused]] const std::string reply = call_worker(request, -1);
  } catch (const Cancelled&) {
    return true;
  }
  return false;
}

// In a process of its own, because cancelling is a door that stays shut.
bool cancels(Lifeline& lifeline) {
  std::signal(SIGUSR1, [](int) { cancel_workers(); });
  bool cancelled = false;
  std::thread thread([&] { cancelled = is_cancelled(lifeline.request()); });
  lifeline.wait_for_worker();
  raise(SIGUSR1);  // as Ctrl-C would: from a signal handler
  thread.join();
  lifeline.wait_for_end();
  return cancelled && is_cancelled("echo");
}

}  // namespace

TEST_CASE("a request and a reply far larger than a pipe cross without a deadlock") {
  const std::string request = "echo " + std::string(8U << 20, 'x');
  CHECK(call_worker(request, -1) == request);
  CHECK(call_worker("echo", -1) == "echo");
}

TEST_CASE("a worker runs on the processor it is given, with nothing of ours but its own pipes") {
  CHECK(call_worker("cpus", 0) == "1 with 0");
  const Fd stray(open("/dev/null", O_RDONLY));
  // The coordinator's socket, null output, standard error, the reply's pipe, and the folder that is being read.
  CHECK(call_worker("descriptors", -1) == "0 1 2 3 4 ");
}

TEST_CASE("a worker that cannot be kept on its CPU is the machine's trouble") {
  CHECK_THROWS_AS(call_worker("echo", CPU_SETSIZE - 1), SystemError);
}

TEST_CASE("a worker that died, failed or fell silent in mid-reply is the machine's trouble, with its own words") {
  CHECK_THROWS_WITH(call_worker("die", -1), Catch::Contains("killed by signal 9"));
  CHECK_THROWS_WITH(call_worker("fail", -1), Catch::Contains("status 3") && Catch::Contains("no luck today"));
  CHECK_THROWS_AS(call_worker("cut", -1), SystemError);
  CHECK_THROWS_AS(call_worker("nothing", -1), SystemError);
}

TEST_CASE("one worker serves a thread's calls, until it fails to answer or the thread ends") {
  const std::string first = call_worker("pid", -1);
  CHECK(call_worker("pid", 0) == first);
  CHECK(call_worker("cpus", -1) != "1 with 0");
  CHECK_THROWS_AS(call_worker("fail", -1), SystemError);
  CHECK(call_worker("pid", -1) == first);
  CHECK_THROWS_AS(call_worker("die", -1), SystemError);
  CHECK(call_worker("pid", -1) != first);
  std::string of_thread;
  std::thread([&] { of_thread = call_worker("pid", -1); }).join();
  CHECK(kill(std::stoi(of_thread), 0) != 0);
}

TEST_CASE("a worker that died while nobody called it is replaced") {
  const pid_t worker = std::stoi(call_worker("pid", -1));
  kill(worker, SIGKILL);
  siginfo_t ignored{};
  waitid(P_PID, static_cast<id_t>(worker), &ignored, WEXITED | WNOWAIT);
  CHECK(call_worker("echo", -1) == "echo");
}

TEST_CASE("a process that is forked from the coordinator has workers of its own") {
  const std::string ours = call_worker("pid", -1);
  const pid_t child = fork();
  if (child == 0) _exit(call_worker("pid", -1) != ours ? 0 : 1);
  int status = 0;
  waitpid(child, &status, 0);
  CHECK(status == 0);
  CHECK(call_worker("pid", -1) == ours);
}

TEST_CASE("many threads call workers at once") {
  std::vector<std::thread> threads;
  std::vector<std::string> replies(8);
  for (std::size_t i = 0; i < replies.size(); ++i) {
    threads.emplace_back([&replies, i] { replies[i] = call_worker("echo " + std::to_string(i), -1); });
  }
  for (std::thread& thread : threads) thread.join();
  for (std::size_t i = 0; i < replies.size(); ++i) CHECK(replies[i] == "echo " + std::to_string(i));
}

TEST_CASE("cancelling ends the calls under way and all later ones") {
  Lifeline lifeline;
  const pid_t child = fork();
  if (child == 0) _exit(cancels(lifeline) ? 0 : 1);
  int status = 0;
  waitpid(child, &status, 0);
  CHECK(status == 0);
}

TEST_CASE("when the coordinator is killed its workers are too") {
  Lifeline lifeline;
  const pid_t coordinator = fork();
  if (coordinator == 0) {
    [[maybe_unused]] const std::string reply = call_worker(lifeline.request(), -1);
    _exit(0);
  }
  lifeline.wait_for_worker();
  kill(coordinator, SIGKILL);
  waitpid(coordinator, nullptr, 0);
  lifeline.wait_for_end();
}
