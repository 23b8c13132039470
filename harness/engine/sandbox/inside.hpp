// The first process of a sandbox: it makes the place what it should be, and runs the body there.
#pragma once

#include <poll.h>
#include <sys/types.h>

#include <csignal>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>

#include "base/fd.hpp"
#include "engine/sandbox/host_folder.hpp"
#include "engine/sandbox/sandbox.hpp"
#include "engine/sandbox/system.hpp"

namespace ipcgrade::engine::sandbox {

// What the child has of its maker: both ends close by themselves when that one dies, however it dies.
struct Ties {
  Pipe life;    // the maker holds the write end: end of file means that it is gone
  Pipe report;  // errno and text of a set-up that failed; closed without a word when the body begins

  [[nodiscard]] bool maker_is_gone() const {
    pollfd end{life.read.get(), POLLIN, 0};
    return poll(&end, 1, 0) != 0;
  }
};

// Of the maker, as it was before any namespace.
struct User {
  unsigned uid = 0;
  unsigned gid = 0;
};

// What is the maker's own and stays when the sandbox ends: nothing, or the user and net namespaces and the laid-out view.
enum class Standing : std::uint8_t { nothing, ground };

class Inside {
 public:
  Inside(const Order& order, const Rung& rung, Standing standing, Ties& ties, const std::function<int(const Ground&)>& body)
      : order_(order), rung_(rung), standing_(standing), ties_(ties), body_(body) {}

  int run(User maker);  // returns the exit status

 private:
  void set_up(User maker);
  void need_a_user() const;
  void die_with_maker();
  void make_host_folder();
  int tell(int error_number, const std::string& text);
  int call_body();
  int keep();
  int watch(pid_t body, const base::Fd& ended);
  int call_kept_body(const sigset_t& child_signal, pid_t keeper);
  void drop_to_user();

  const Order& order_;
  const Rung& rung_;
  Standing standing_;
  Ties& ties_;
  const std::function<int(const Ground&)>& body_;
  Ground ground_;
  std::optional<unsigned> user_;  // whom programs run as, where that is not the caller
  std::optional<HostFolder> host_folder_;
};

[[nodiscard]] int exit_status_of(int wait_status);  // the status, or 128 + the signal

}  // namespace ipcgrade::engine::sandbox
