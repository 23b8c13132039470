// A place in which a submission's programs can do no harm and find the same world every time. It is one process tree: when
// enter() returns, or whoever called it dies, everything in there is dead and gone, and the host's files are as they were.
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/fd.hpp"
#include "engine/sandbox/rung.hpp"

namespace ipcgrade::engine::sandbox {

// What the inside should look like.
struct Order {
  enum class Folder : std::uint8_t {
    fresh_copy,  // a trial: a writable copy of `files` that vanishes with it
    in_place,    // a build: `files` itself, writable; it is given to the user that programs run as
  };
  std::string files;  // host folder that becomes the working folder
  Folder folder = Folder::fresh_copy;
  std::vector<std::string> read_only;  // more host paths, at the same place inside
  std::uint64_t disk_bytes = 0;        // room on /tmp, on /dev/shm, and in the working folder beside what was copied
  std::string own_programs{};          // host folder with programs of ours that a trial starts; empty: none

  bool operator==(const Order&) const = default;
};

// What the body finds.
struct Ground {
  const Rung* rung = nullptr;
  std::string work;  // the working folder as programs see it: "/work", or a host folder on a rung without mount namespace
  // uid and gid that a launched program must take on (after setgroups(0)), where the body is real root; nullopt: the body and
  // what it starts are unprivileged already, or lose what they have by exec.
  std::optional<unsigned> become;
  // Where Order::own_programs are: "/peer", read-only; a copy of the trial's own on a rung without mount namespace.
  std::string own_programs{};
  std::optional<std::string> imprint{};  // of the place as it was made (engine/sandbox/imprint.hpp)
};

// A sandbox whose body runs. Whoever destroys it must have told the body to end, and waits for that.
class Running {
 public:
  Running(pid_t first, base::Fd life) : first_(first), life_(std::move(life)) {}
  Running(Running&& other) noexcept : first_(std::exchange(other.first_, -1)), life_(std::move(other.life_)) {}
  Running& operator=(Running&&) = delete;
  ~Running();

  // The exit status that the body gave, or 128 + the signal that ended it.
  int wait();

 private:
  pid_t first_;
  base::Fd life_;  // Ties::life (engine/sandbox/inside.hpp)
};

// Runs body as process 1 of fresh namespaces, as far as the rung has them (without a pid namespace: as a child subreaper), and
// returns the exit status that body gave, or 128 + the signal that ended it. SystemError where the machine refused. The calling
// process must have one thread only: the body runs in a bare clone of it.
int enter(const Order& order, const Rung& rung, const std::function<int(const Ground&)>& body);

// For a process that makes one sandbox after another. It moves for good into namespaces of its own for what is dear to make and
// cannot be told from new: the user namespace and most of the view, which programs cannot change, and the network, which is made
// anew once it has been used. From the first call on, only /dev and /proc are where this process knew them.
class Maker {
 public:
  explicit Maker(const Rung& rung);
  [[nodiscard]] const Rung& rung() const { return rung_; }
  // As the function of this name.
  int enter(const Order& order, const std::function<int(const Ground&)>& body) { return start(order, body).wait(); }
  // The same, and returns when the body begins.
  Running start(const Order& order, const std::function<int(const Ground&)>& body);
  // Where this process finds a path of the host's now.
  [[nodiscard]] std::string on_host(const std::string& path) const;

 private:
  void settle();
  void renew_network();
  void lay_out(const std::vector<std::string>& read_only);

  const Rung& rung_;
  unsigned uid_;  // as they were before the user namespace
  unsigned gid_;
  bool settled_ = false;
  std::optional<std::vector<std::string>> laid_out_;  // with these Order::read_only
};

}  // namespace ipcgrade::engine::sandbox
