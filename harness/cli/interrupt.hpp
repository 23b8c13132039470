// Ctrl-C and SIGTERM as a request to stop: what is finished is kept, what runs is ended, folders are removed.
#pragma once

#include <stop_token>
#include <thread>

#include "base/fd.hpp"

namespace ipcgrade::cli {

// While it lives, SIGINT, SIGTERM and SIGHUP stop the token instead of ending the program. Make it before other threads: they
// inherit its mask.
class Interrupt {
 public:
  Interrupt();
  ~Interrupt();
  Interrupt(const Interrupt&) = delete;
  Interrupt& operator=(const Interrupt&) = delete;

  [[nodiscard]] std::stop_token token() const { return source_.get_token(); }
  [[nodiscard]] bool happened() const { return source_.stop_requested(); }

 private:
  std::stop_source source_;
  base::Fd signals_;
  base::Fd end_;
  std::thread listener_;
};

}  // namespace ipcgrade::cli
