#include "engine/sandbox/attempt.hpp"

#include <arpa/inet.h>
#include <dirent.h>
#include <fcntl.h>
#include <linux/filter.h>
#include <mqueue.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>

#include <cctype>
#include <csignal>
#include <cstring>
#include <functional>
#include <memory>

#include "engine/sandbox/system.hpp"
#include "engine/sandbox/user.hpp"

namespace ipcgrade::engine::sandbox {
namespace {

// The tracer is the only user of the ptrace and seccomp headers; here we only ask whether it will be let.
constexpr long ptrace_seize = 0x4206;
constexpr unsigned long seccomp_mode_filter = 2;
constexpr std::uint32_t seccomp_allow = 0x7fff0000U;

struct Complaint {
  std::string text;
};

// What `act` returns in a child that is what a program will be.
int in_a_program(const Ground& ground, const std::function<int()>& act) {
  const pid_t child = must(fork(), "making a process");
  if (child == 0) _exit(ground.become && !become(*ground.become) ? 125 : act());
  int status = 0;
  must(waitpid(child, &status, 0), "waiting for a process");
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

std::string user(const Ground& ground) {
  const auto own = [&] { return ground.rung->user_namespace && getuid() != program_user ? 1 : 0; };
  if (in_a_program(ground, own) != 0) throw Complaint{"programs cannot be given an unprivileged user"};
  return ground.become || ground.rung->user_namespace ? "programs run as uid 1000"
                                                      : "programs run as uid " + std::to_string(getuid());
}

std::string work(const Ground& ground) {
  const auto make = [] { return mkdir("probe", 0755) == 0 && rmdir("probe") == 0 ? 0 : 1; };
  if (in_a_program(ground, make) != 0) throw Complaint{"the working folder is not writable"};
  return ground.work;
}

std::string mounts(const Ground& ground) {
  if (mkdir("/probe", 0755) == 0 || errno != EROFS) throw Complaint{"the root is writable"};
  if (mkdir("/usr/probe", 0755) == 0 || errno != EROFS) throw Complaint{"/usr is writable"};
  const auto use = [] {
    const base::Fd null(open("/dev/null", O_RDWR));
    const bool tmp = mkdir("/tmp/probe", 0755) == 0 && rmdir("/tmp/probe") == 0;
    return tmp && null && write(null.get(), "x", 1) == 1 ? 0 : 1;
  };
  if (in_a_program(ground, use) != 0) throw Complaint{"/tmp or /dev/null cannot be used"};
  return "read-only /usr, fresh /tmp";
}

std::string proc(const Ground& ground) {
  if (!exists("/proc/self/stat")) throw Complaint{"/proc is empty"};
  if (!ground.rung->pid_namespace) return "the machine's own";
  const std::unique_ptr<DIR, int (*)(DIR*)> folder(opendir("/proc"), closedir);
  if (!folder) throw Complaint{"/proc cannot be read"};
  while (const dirent* entry = readdir(folder.get())) {
    const bool process = std::isdigit(static_cast<unsigned char>(entry->d_name[0])) != 0;
    if (process && std::strcmp(entry->d_name, "1") != 0) throw Complaint{"/proc shows processes of the machine"};
  }
  return "shows only the trial";
}

std::string queues(const Ground& ground) {
  const auto make = [] {
    const mqd_t queue = mq_open("/probe", O_CREAT | O_EXCL | O_RDWR, 0600, nullptr);
    const bool seen = queue >= 0 && exists("/dev/mqueue/probe");
    return queue >= 0 && mq_unlink("/probe") == 0 && seen ? 0 : 1;
  };
  if (in_a_program(ground, make) != 0) throw Complaint{"a POSIX queue cannot be made, or is not seen in /dev/mqueue"};
  return "queues are the trial's own";
}

std::string shared_memory(const Ground& ground) {
  const auto make = [] {
    const base::Fd object(shm_open("/probe", O_CREAT | O_EXCL | O_RDWR, 0600));
    const bool seen = object && exists("/dev/shm/probe");
    return object && shm_unlink("/probe") == 0 && seen ? 0 : 1;
  };
  if (in_a_program(ground, make) != 0) throw Complaint{"shared memory cannot be made, or is not seen in /dev/shm"};
  return "objects are the trial's own";
}

std::string loopback(const Ground&) {
  const base::Fd end(must(socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0), "making a socket"));
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  auto* generic = reinterpret_cast<sockaddr*>(&address);
  socklen_t size = sizeof address;
  must(bind(end.get(), generic, size), "binding to 127.0.0.1");
  must(getsockname(end.get(), generic, &size), "binding to 127.0.0.1");
  must(sendto(end.get(), "x", 1, 0, generic, size), "sending to 127.0.0.1");
  char byte = 0;
  must(recv(end.get(), &byte, 1, MSG_DONTWAIT), "receiving from 127.0.0.1");
  return "127.0.0.1 answers";
}

std::string tracing(const Ground& ground) {
  prctl(PR_SET_DUMPABLE, 1);
  const pid_t child = must(fork(), "making a process");
  if (child == 0) {
    if (ground.become && !become(*ground.become)) _exit(1);
    for (;;) pause();
  }
  const bool seized = syscall(SYS_ptrace, ptrace_seize, child, nullptr, nullptr) == 0;
  const std::string why = seized ? "" : std::strerror(errno);
  const base::Fd call(open(("/proc/" + std::to_string(child) + "/syscall").c_str(), O_RDONLY | O_CLOEXEC));
  char text[256];
  const bool readable = call && read(call.get(), text, sizeof text) > 0;
  kill(child, SIGKILL);
  waitpid(child, nullptr, __WALL);
  if (!seized) throw Complaint{"a child cannot be traced: " + why};
  if (!readable) throw Complaint{"a traced child's /proc/PID/syscall cannot be read"};
  return "a child can be traced";
}

std::string filtering(const Ground& ground) {
  const auto load = [] {
    sock_filter allow{BPF_RET | BPF_K, 0, 0, seccomp_allow};
    const sock_fprog program{1, &allow};
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) return 1;
    return prctl(PR_SET_SECCOMP, seccomp_mode_filter, &program) == 0 ? 0 : 1;
  };
  if (in_a_program(ground, load) != 0) throw Complaint{"a seccomp filter does not load"};
  return "filters load";
}

struct Attempt {
  const char* name;
  std::string (*act)(const Ground&);  // what was seen; throws Complaint or SystemError
  bool Rung::*where;                  // only on rungs that have this; nullptr: on all
};
constexpr Attempt attempts[] = {
    {"user", user, nullptr},
    {"working folder", work, nullptr},
    {"mounts", mounts, &Rung::mount_namespace},
    {"proc", proc, nullptr},
    {"queues", queues, &Rung::ipc_namespace},
    {"shared memory", shared_memory, &Rung::mount_namespace},
    {"loopback", loopback, nullptr},
    {"ptrace", tracing, nullptr},
    {"seccomp", filtering, nullptr},
};

Step try_one(const Attempt& attempt, const Ground& ground) {
  try {
    return {attempt.name, true, attempt.act(ground)};
  } catch (const Complaint& complaint) {
    return {attempt.name, false, complaint.text};
  } catch (const base::SystemError& error) {
    return {attempt.name, false, error.what()};
  }
}

}  // namespace

std::vector<Step> attempt_all(const Ground& ground) {
  std::vector<Step> steps;
  for (const Attempt& attempt : attempts) {
    if (attempt.where == nullptr || ground.rung->*attempt.where) steps.push_back(try_one(attempt, ground));
  }
  return steps;
}

}  // namespace ipcgrade::engine::sandbox
