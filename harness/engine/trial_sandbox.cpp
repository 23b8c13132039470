#include "engine/trial_sandbox.hpp"

#include <fcntl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>

#include "base/error.hpp"

namespace ipcgrade::engine {
namespace {

using Stamp = std::array<std::int64_t, 4>;

Stamp stamp_of(const std::string& folder) {
  struct stat status {};
  if (stat(folder.c_str(), &status) != 0) return {};
  return {static_cast<std::int64_t>(status.st_dev), static_cast<std::int64_t>(status.st_ino), status.st_ctim.tv_sec,
          status.st_ctim.tv_nsec};
}

}  // namespace

TrialSandbox::Wanted TrialSandbox::wanted(const sandbox::Order& order) const {
  Wanted wanted{order, {}};
  const Stamp files = stamp_of(maker_.on_host(order.files));
  const Stamp programs = order.own_programs.empty() ? Stamp{} : stamp_of(maker_.on_host(order.own_programs));
  std::copy(programs.begin(), programs.end(), std::copy(files.begin(), files.end(), wanted.stamps.begin()));
  return wanted;
}

int TrialSandbox::answer(const sandbox::Order& order, const process::Request& request) {
  Wanted want = wanted(order);
  if (!running_ || here_ != want) open(std::move(want), request.reply);
  process::send_message(channel_.get(), request.bytes, request.reply, STDERR_FILENO);
  const auto answered = process::receive_answer(channel_.get());
  if (answered && answered->stays) return answered->status;
  channel_.reset();
  const int end = running_->wait();
  running_.reset();
  return answered ? answered->status : end;
}

void TrialSandbox::close() {
  channel_.reset();  // it ends by itself when nobody can want anything any more
  running_.reset();
}

void TrialSandbox::open(Wanted wanted, int inherited_reply) {
  close();
  int ends[2];
  base::check(socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends), "making a socket to a sandbox");
  base::Fd ours(ends[0]);
  base::Fd theirs(ends[1]);
  here_ = std::move(wanted);
  running_.emplace(maker_.start(here_.order, [&](const sandbox::Ground& ground) {
    process::leave_coordinator();
    ours.reset();
    ::close(inherited_reply);  // each request brings its own
    return process::serve(theirs.get(), [&](const process::Request& request) { return act_(ground, request); });
  }));
  channel_ = std::move(ours);
}

bool count_processes_anew() {
  const base::Fd last(::open("/proc/sys/kernel/ns_last_pid", O_WRONLY | O_CLOEXEC));
  return last && write(last.get(), "1", 1) == 1;
}

}  // namespace ipcgrade::engine
