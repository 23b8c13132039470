#include "engine/sandbox/inside.hpp"

#include <poll.h>
#include <sys/ipc.h>
#include <sys/msg.h>
#include <sys/prctl.h>
#include <sys/sem.h>
#include <sys/shm.h>
#include <sys/signalfd.h>
#include <sys/stat.h>
#include <sys/wait.h>

#include <cstdio>
#include <filesystem>
#include <vector>

#include "base/descendants.hpp"
#include "base/ensure.hpp"
#include "base/error.hpp"
#include "engine/sandbox/copy.hpp"
#include "engine/sandbox/imprint.hpp"
#include "engine/sandbox/network.hpp"
#include "engine/sandbox/user.hpp"
#include "engine/sandbox/view.hpp"

namespace ipcgrade::engine::sandbox {
namespace {

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

}  // namespace

int exit_status_of(int wait_status) { return WIFEXITED(wait_status) ? WEXITSTATUS(wait_status) : 128 + WTERMSIG(wait_status); }

int Inside::run(User maker) {
  ties_.life.write.reset();
  ties_.report.read.reset();
  try {
    set_up(maker);
    return rung_.pid_namespace ? call_body() : keep();
  } catch (const base::SystemError& error) {
    host_folder_.reset();
    return tell(error.error_number(), error.what());
  } catch (const std::filesystem::filesystem_error& error) {
    host_folder_.reset();
    return tell(error.code().value(), error.what());
  }
}

void Inside::set_up(User maker) {
  ground_.rung = &rung_;
  if (rung_.user_namespace && standing_ == Standing::nothing) map_user(maker.uid, maker.gid);
  if (rung_.pid_namespace) die_with_maker();
  user_ = user_to_become(rung_, maker.uid);
  if (rung_.mount_namespace && !rung_.user_namespace) need_a_user();
  if (rung_.net_namespace && standing_ == Standing::nothing) bring_up_loopback();
  if (rung_.ipc_namespace) use_up_identifier_zero();
  if (rung_.mount_namespace) {
    if (standing_ == Standing::nothing) leave_host_root();
    if (standing_ == Standing::nothing) lay_out_view(order_.read_only);
    enter_view(order_, rung_, user_);
    ground_.work = work_folder;
    if (!order_.own_programs.empty()) ground_.own_programs = own_programs_folder;
    ground_.become = user_;
    if (order_.folder == Order::Folder::fresh_copy) ground_.imprint = imprint(rung_);
  } else {
    make_host_folder();
  }
  umask(022);
}

void Inside::need_a_user() const {
  errno = EPERM;
  if (!user_) must(-1, "giving programs an unprivileged user (are you root, with all its capabilities?)");
}

// The signal comes only for deaths from here on; for an earlier one the pipe speaks.
void Inside::die_with_maker() {
  must(prctl(PR_SET_PDEATHSIG, SIGKILL), "tying the sandbox to its maker");
  if (ties_.maker_is_gone()) _exit(base::ensure_exit_status);
}

void Inside::make_host_folder() {
  // A build can put a link to anywhere in the place of its folder.
  if (std::filesystem::is_symlink(order_.files)) throw base::SystemError(ELOOP, "looking for the folder " + order_.files);
  if (order_.folder == Order::Folder::in_place) {
    ground_.work = std::filesystem::canonical(order_.files);
    if (user_) open_way_to(ground_.work);
    if (user_) give_folder(ground_.work, *user_);
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

int Inside::tell(int error_number, const std::string& text) {
  const std::string line = std::to_string(error_number) + ' ' + text;
  [[maybe_unused]] const ssize_t told = write(ties_.report.write.get(), line.data(), line.size());
  return 1;
}

int Inside::call_body() {
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
int Inside::keep() {
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

int Inside::watch(pid_t body, const base::Fd& ended) {
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

int Inside::call_kept_body(const sigset_t& child_signal, pid_t keeper) {
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
void Inside::drop_to_user() {
  if (user_) must(become(*user_) ? 0 : -1, "giving up root");
  // prctl(2): giving up root closed us to tracing, and a program that is forked from us and not yet in its exec is as closed as
  // we are; without CAP_SYS_PTRACE its tracer could not seize it.
  must(prctl(PR_SET_DUMPABLE, 1), "opening programs to their tracer");
}

}  // namespace ipcgrade::engine::sandbox
