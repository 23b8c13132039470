// A request on its way to whoever carries it out: a frame on a unix socket, with two descriptors that come with its first byte
// (unix(7)).
#pragma once

#include <optional>
#include <string>

#include "base/fd.hpp"

namespace ipcgrade::engine::process {

struct Message {
  std::string bytes;
  base::Fd reply;  // where the answer goes
  base::Fd words;  // the receiver's standard error meanwhile
};

// Nothing happens where the other side is gone: that shows when its answer does not come.
void send_message(int socket, const std::string& bytes, int reply, int words);
// nullopt: the sender is gone.
[[nodiscard]] std::optional<Message> receive_message(int socket);

// What comes back over the socket, once all pipes are closed.
struct Answered {
  int status = 0;     // an exit status; 0 when the reply has been sent
  bool stays = true;  // ready for the next request; else about to end
};
[[nodiscard]] bool send_answer(int socket, const Answered& answered);
[[nodiscard]] std::optional<Answered> receive_answer(int socket);

}  // namespace ipcgrade::engine::process
