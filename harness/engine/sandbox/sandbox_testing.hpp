// What the tests of the sandbox share. Tests only.
#pragma once

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iostream>
#include <iterator>
#include <string>
#include <vector>

#include "base/fd.hpp"
#include "engine/sandbox/sandbox.hpp"
#include "engine/sandbox/user.hpp"

namespace ipcgrade::engine::sandbox::testing {

namespace fs = std::filesystem;
using base::Fd;

// Every rung that this machine has; the test program is skipped where that is none.
inline const std::vector<const Rung*>& working_rungs() {
  static const std::vector<const Rung*> found = [] {
    std::vector<const Rung*> out;
    for (const Rung& rung : rungs()) {
      const auto steps = try_rung(rung);
      const auto bad = std::find_if(steps.begin(), steps.end(), [](const Step& step) { return !step.ok; });
      if (bad == steps.end()) out.push_back(&rung);
      if (bad != steps.end()) std::cout << "rung " << rung.name << " left out: " << bad->name << ": " << bad->detail << std::endl;
    }
    if (out.empty()) std::exit(77);
    return out;
  }();
  return found;
}

// A folder on the host with one file, `note`.
class HostSide {
 public:
  HostSide() {
    char name[] = "/tmp/sandbox-test-XXXXXX";
    outer_ = mkdtemp(name);
    fs::permissions(outer_, fs::perms(0755));
    // Where the sandbox puts folders of its own: nobody else's are counted there.
    const std::string temporary = outer_ + "/tmp";
    fs::create_directory(temporary);
    setenv("TMPDIR", temporary.c_str(), 1);
    folder = outer_ + "/files";
    fs::create_directory(folder);
    std::ofstream(folder + "/note") << "original";
  }
  HostSide(const HostSide&) = delete;
  HostSide& operator=(const HostSide&) = delete;
  ~HostSide() {
    unsetenv("TMPDIR");
    fs::remove_all(outer_);
  }

  [[nodiscard]] Order order(Order::Folder kind = Order::Folder::fresh_copy) const { return {folder, kind, {}, 1U << 20}; }
  [[nodiscard]] std::string note() const {
    std::ifstream file(folder + "/note");
    return {std::istreambuf_iterator<char>(file), {}};
  }
  std::string folder;

 private:
  std::string outer_;
};

// True when `act` returns true as a program of the sandbox would see it.
inline bool as_program(const Ground& ground, const std::function<bool()>& act) {
  const pid_t child = fork();
  if (child == 0) _exit((!ground.become || become(*ground.become)) && act() ? 0 : 1);
  int status = 0;
  waitpid(child, &status, 0);
  return status == 0;
}

// Runs `act` as a program in a sandbox.
inline bool holds_inside(const Order& order, const Rung& rung, const std::function<bool()>& act) {
  return enter(order, rung, [&](const Ground& ground) { return as_program(ground, act) ? 0 : 1; }) == 0;
}

inline bool can_write(const std::string& path) {
  return static_cast<bool>(Fd(open(path.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0644)));
}

inline std::string content(const std::string& path) {
  std::ifstream file(path);
  return {std::istreambuf_iterator<char>(file), {}};
}

}  // namespace ipcgrade::engine::sandbox::testing
