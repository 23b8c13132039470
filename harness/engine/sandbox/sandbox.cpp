#include "engine/sandbox/sandbox.hpp"

#include <sched.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <filesystem>

#include "engine/sandbox/inside.hpp"
#include "engine/sandbox/network.hpp"
#include "engine/sandbox/system.hpp"
#include "engine/sandbox/user.hpp"
#include "engine/sandbox/view.hpp"

namespace ipcgrade::engine::sandbox {
namespace {

unsigned long clone_flags(const Rung& rung, Standing standing) {
  const bool fresh = standing == Standing::nothing;
  unsigned long flags = SIGCHLD;
  if (rung.user_namespace && fresh) flags |= CLONE_NEWUSER;
  if (rung.pid_namespace) flags |= CLONE_NEWPID;
  if (rung.mount_namespace) flags |= CLONE_NEWNS;
  if (rung.ipc_namespace) flags |= CLONE_NEWIPC;
  if (rung.net_namespace && fresh) flags |= CLONE_NEWNET;
  return flags;
}

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

Running make_sandbox(const Order& order, const Rung& rung, Standing standing, User user,
                     const std::function<int(const Ground&)>& body) {
  Ties ties{make_pipe(), make_pipe()};
  std::fflush(nullptr);
  const auto child = static_cast<pid_t>(must(syscall(SYS_clone, clone_flags(rung, standing), nullptr, nullptr, nullptr, nullptr),
                                             "making the sandbox's namespaces"));
  if (child == 0) _exit(Inside(order, rung, standing, ties, body).run(user));
  ties.life.read.reset();
  ties.report.write.reset();
  Running running(child, std::move(ties.life.write));
  const std::string report = read_to_end(ties.report.read);
  if (!report.empty()) throw_reported(report);
  return running;
}

}  // namespace

Running::~Running() {
  if (first_ < 0) return;
  try {
    wait();
  } catch (const base::SystemError&) {  // it is not ours to wait for any more
  }
}

int Running::wait() {
  int status = 0;
  while (waitpid(first_, &status, 0) < 0)
    if (errno != EINTR) must(-1, "waiting for the sandbox");
  first_ = -1;
  return exit_status_of(status);
}

int enter(const Order& order, const Rung& rung, const std::function<int(const Ground&)>& body) {
  return make_sandbox(order, rung, Standing::nothing, {geteuid(), getegid()}, body).wait();
}

Maker::Maker(const Rung& rung) : rung_(rung), uid_(geteuid()), gid_(getegid()) {}

Running Maker::start(const Order& order, const std::function<int(const Ground&)>& body) {
  // Where programs see the machine's processes, this one must not be of their user namespace.
  if (!rung_.pid_namespace) return make_sandbox(order, rung_, Standing::nothing, {uid_, gid_}, body);
  if (!settled_) settle();
  if (!network_is_as_new()) renew_network();
  if (laid_out_ != order.read_only) lay_out(order.read_only);
  return make_sandbox(order, rung_, Standing::ground, {uid_, gid_}, body);
}

std::string Maker::on_host(const std::string& path) const { return settled_ ? host_root + path : path; }

void Maker::settle() {
  if (rung_.user_namespace) {
    must(unshare(CLONE_NEWUSER), "making a user namespace");
    map_user(uid_, gid_);
  }
  must(unshare(CLONE_NEWNS), "making a mount namespace");
  leave_host_root();
  renew_network();
  settled_ = true;
}

void Maker::renew_network() {
  must(unshare(CLONE_NEWNET), "making a network namespace");
  bring_up_loopback();
}

void Maker::lay_out(const std::vector<std::string>& read_only) {
  laid_out_.reset();
  lay_out_view(read_only);
  laid_out_ = read_only;
}

}  // namespace ipcgrade::engine::sandbox
