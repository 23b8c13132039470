#include "engine/sandbox/sandbox.hpp"

#include <poll.h>
#include <sched.h>
#include <sys/ipc.h>
#include <sys/msg.h>
#include <sys/prctl.h>
#include <sys/sem.h>
#include <sys/shm.h>
#include <sys/signalfd.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <vector>

#include "base/descendants.hpp"
#include "base/ensure.hpp"
#include "engine/sandbox/copy.hpp"
#include "engine/sandbox/host_folder.hpp"
#include "engine/sandbox/network.hpp"
#include "engine/sandbox/system.hpp"
#include "engine/sandbox/user.hpp"
#include "engine/sandbox/view.hpp"

namespace ipcgrade::engine::sandbox {
namespace {

unsigned long clone_flags(const Rung& rung) {
  unsigned long flags = SIGCHLD;
  if (rung.user_namespace) flags |= CLONE_NEWUSER;
  if (rung.pid_namespace) flags |= CLONE_NEWPID;
  if (rung.mount_namespace) flags |= CLONE_NEWNS;
  if (rung.ipc_namespace) flags |= CLONE_NEWIPC;
  if (rung.net_namespace) flags |= CLONE_NEWNET;
  return flags;
}

int exit_status_of(int wait_status) { return WIFEXITED(wait_status) ? WEXITSTATUS(wait_status) : 128 + WTERMSIG(wait_status); }

int wait_for(pid_t child) {
  int status = 0;
  while (waitpid(child, &status, 0) < 0) {
    if (errno != EINTR) must(-1, "waiting for the sandbox");
  }
  return exit_status_of(status);
}

// What the child has of its maker: both ends close by themselves when that one dies, however it dies.
struct Ties {
  Pipe life;    // the maker holds the write end: end of file means that it is gone
  Pipe report;  // errno and text of a set-up that failed; closed without a word when the body begins

  [[nodiscard]] bool maker_is_gone() const {
    pollfd end{life.read.get(), POLLIN, 0};
    return poll(&end, 1, 0) != 0;
  }
};

// The child's own uid and gid become 1000, all others stay unmapped. user_namespaces(7): a process may map itself alone
// once it can no longer call setgroups.
void map_user(unsigned uid, unsigned gid) {
  write_file("/proc/self/setgroups", "deny");
  write_file("/proc/self/gid_map", std::to_string(program_user) + ' ' + std::to_string(gid) + " 1");
  write_file("/proc/self/uid_map", std::to_string(program_user) + ' ' + std::to_string(uid) + " 1");
}

// Identifier 0 is used up: programs take it for failure, and failure for it.
void use_up_identifier_zero() {
  must(shmget(IPC_PRIVATE, 1, 0), "making a shared memory segment");
  must(semget(IPC_PRIVATE, 1, 0), "making a semaphore set");
  must(msgget(IPC_PRIVATE, 0), "making a message queue");
}

// A private folder is closed to all but its owner. Programs that are somebody else must pass through it to reach their own.
void open_way_to(const std::filesystem::path& folder) {
  std::vector<std::filesystem::path> way;
  for (auto parent = folder.parent_path(); parent != parent.root_path(); parent = parent.parent_path()) {
    way.push_back(parent);
    if (!parent.filename().string().starts_with("ipcgrade-")) continue;
    for (const auto& step : way) permissions(step, std::filesystem::perms::others_exec, std::filesystem::perm_options::add);
    return;
  }
}

class Inside {
 public:
  Inside(const Order& order, const Rung& rung, Ties& ties, const std::function<int(const Ground&)>& body)
      : order_(order), rung_(rung), ties_(ties), body_(body) {}

  int run(unsigned uid, unsigned gid) {
    ties_.life.write.reset();
    ties_.report.read.reset();
    try {
      set_up(uid, gid);
      return rung_.pid_namespace ? call_body() : keep();
    } catch (const base::SystemError& error) {
      host_folder_.reset();
      return tell(error.error_number(), error.what());
    } catch (const std::filesystem::filesystem_error& error) {
      host_folder_.reset();
      return tell(error.code().value(), error.what());
    }
  }

 private:
  void set_up(unsigned uid, unsigned gid) {
    ground_.rung = &rung_;
    if (rung_.user_namespace) map_user(uid, gid);
    if (rung_.pid_namespace) die_with_maker();
    user_ = user_to_become(rung_, uid);
    if (rung_.mount_namespace && !rung_.user_namespace) need_a_user();
    if (rung_.net_namespace) bring_up_loopback();
    if (rung_.ipc_namespace) use_up_identifier_zero();
    if (rung_.mount_namespace) {
      build_view(order_, rung_, user_);
      ground_.work = work_folder;
      if (!order_.own_programs.empty()) ground_.own_programs = own_programs_folder;
      ground_.become = user_;
    } else {
      make_host_folder();
    }
    umask(022);
  }

  void need_a_user() const {
    errno = EPERM;
    if (!user_) must(-1, "giving programs an unprivileged user (are you root, with all its capabilities?)");
  }

  // The signal comes only for deaths from here on; for an earlier one the pipe speaks.
  void die_with_maker() {
    must(prctl(PR_SET_PDEATHSIG, SIGKILL), "tying the sandbox to its maker");
    if (ties_.maker_is_gone()) _exit(base::ensure_exit_status);
  }

  void make_host_folder() {
    if (order_.folder == Order::Folder::in_place) {
      ground_.work = order_.files;
      if (user_) open_way_to(order_.files);
      if (user_) give_folder(order_.files, *user_);
    } else {
      host_folder_.emplace(user_);
      ground_.work = host_folder_->work();
      copy_folder(order_.files, ground_.work, user_);
      if (!order_.own_programs.empty()) {
        ground_.own_programs = host_folder_->own_programs();
        copy_folder(order_.own_programs, ground_.own_programs, user_);
      }
    }
    must(chdir(ground_.work.c_str()), "entering", ground_.work);
  }

  int tell(int error_number, const std::string& text) {
    const std::string line = std::to_string(error_number) + ' ' + text;
    [[maybe_unused]] const ssize_t told = write(ties_.report.write.get(), line.data(), line.size());
    return 1;
  }

  int call_body() {
    ties_.report.write.reset();
    ties_.life.read.reset();
    try {
      return body_(ground_);
    } catch (const std::exception& error) {
      std::fprintf(stderr, "ipcgrade: inside the sandbox: %s\n", error.what());
      return base::ensure_exit_status;
    }
  }

  // Without a pid namespace nobody kills what the body leaves: so this process stands above it, out of reach of programs where
  // it is root, and clears up when the body ends or the maker has died.
  int keep() {
    sigset_t child_signal;
    sigemptyset(&child_signal);
    sigaddset(&child_signal, SIGCHLD);
    sigprocmask(SIG_BLOCK, &child_signal, nullptr);
    const base::Fd ended(signalfd(-1, &child_signal, SFD_CLOEXEC | SFD_NONBLOCK));
    prctl(PR_SET_CHILD_SUBREAPER, 1);
    const pid_t keeper = getpid();
    const pid_t body = fork();
    if (body == 0) _exit(call_kept_body(child_signal, keeper));
    must(body, "making a process");
    ties_.report.write.reset();
    const int status = watch(body, ended);
    base::kill_descendants();
    host_folder_.reset();
    return status;
  }

  int watch(pid_t body, const base::Fd& ended) {
    for (;;) {
      pollfd events[] = {{ended.get(), POLLIN, 0}, {ties_.life.read.get(), POLLIN, 0}};
      poll(events, 2, -1);
      if (events[1].revents != 0) return base::ensure_exit_status;
      signalfd_siginfo drained{};
      while (read(ended.get(), &drained, sizeof drained) > 0) continue;
      int status = 0;
      if (waitpid(body, &status, WNOHANG) == body) return exit_status_of(status);
    }
  }

  int call_kept_body(const sigset_t& child_signal, pid_t keeper) {
    try {
      sigprocmask(SIG_UNBLOCK, &child_signal, nullptr);
      prctl(PR_SET_CHILD_SUBREAPER, 1);
      if (!rung_.user_namespace) drop_to_user();
      prctl(PR_SET_PDEATHSIG, SIGKILL);  // after the change of user, which clears it: prctl(2)
      if (getppid() != keeper) return base::ensure_exit_status;
    } catch (const base::SystemError& error) {
      return tell(error.error_number(), error.what());
    }
    return call_body();
  }

  // On the bare rung the tracer gives up root together with the programs: in a container root often lacks CAP_SYS_PTRACE and
  // could not trace another user.
  void drop_to_user() {
    if (user_) must(become(*user_) ? 0 : -1, "giving up root");
    // prctl(2): giving up root closed us to tracing, and a program that is forked from us and not yet in its exec is as closed as
    // we are; without CAP_SYS_PTRACE its tracer could not seize it.
    must(prctl(PR_SET_DUMPABLE, 1), "opening programs to their tracer");
  }

  const Order& order_;
  const Rung& rung_;
  Ties& ties_;
  const std::function<int(const Ground&)>& body_;
  Ground ground_;
  std::optional<unsigned> user_;  // whom programs run as, where that is not the caller
  std::optional<HostFolder> host_folder_;
};

std::string read_to_end(const base::Fd& fd) {
  std::string text;
  char buffer[512];
  for (;;) {
    const ssize_t size = read(fd.get(), buffer, sizeof buffer);
    if (size < 0 && errno == EINTR) continue;
    if (size <= 0) return text;
    text.append(buffer, static_cast<std::size_t>(size));
  }
}

[[noreturn]] void throw_reported(const std::string& report) {
  const std::size_t blank = report.find(' ');
  const int error_number = std::atoi(report.c_str());
  std::string doing = report.substr(blank + 1);
  // The text already ends in errno's words, which SystemError adds again.
  const std::string ending = base::SystemError(error_number, "").what();
  if (doing.ends_with(ending)) doing.resize(doing.size() - ending.size());
  throw base::SystemError(error_number, doing);
}

}  // namespace

int enter(const Order& order, const Rung& rung, const std::function<int(const Ground&)>& body) {
  Order real = order;
  std::error_code error;
  // Without a mount namespace a build can put a link to anywhere in the place of its folder.
  if (std::filesystem::is_symlink(order.files, error)) throw base::SystemError(ELOOP, "looking for the folder " + order.files);
  real.files = std::filesystem::canonical(order.files, error);
  if (error) throw base::SystemError(error.value(), "looking for the folder " + order.files);
  if (!order.own_programs.empty()) real.own_programs = std::filesystem::canonical(order.own_programs, error);
  if (error) throw base::SystemError(error.value(), "looking for the folder " + order.own_programs);
  Ties ties{make_pipe(), make_pipe()};
  const unsigned uid = geteuid();
  const unsigned gid = getegid();
  std::fflush(nullptr);
  const auto child = static_cast<pid_t>(
      must(syscall(SYS_clone, clone_flags(rung), nullptr, nullptr, nullptr, nullptr), "making the sandbox's namespaces"));
  if (child == 0) _exit(Inside(real, rung, ties, body).run(uid, gid));
  ties.life.read.reset();
  ties.report.write.reset();
  const std::string report = read_to_end(ties.report.read);
  const int status = wait_for(child);
  if (!report.empty()) throw_reported(report);
  return status;
}

}  // namespace ipcgrade::engine::sandbox
