#include "oracles/named_words.hpp"

#include <fmt/format.h>

#include <array>
#include <string_view>

#include "oracles/printable.hpp"

namespace ipcgrade::oracles {

using namespace model;

namespace {

struct Noun {
  std::string_view prefix;  // of the name
  std::string_view words;   // what goes before what is left of it
};
constexpr std::array nouns = {
    Noun{"sysv:msg:private", "private System V message queue"}, Noun{"sysv:sem:private", "private System V semaphore set"},
    Noun{"sysv:shm:private", "private System V shared memory"}, Noun{"sysv:msg:", "System V message queue with the key "},
    Noun{"sysv:sem:", "System V semaphore set with the key "},  Noun{"sysv:shm:", "System V shared memory with the key "},
};

}  // namespace

std::string words_for(const NamedObject& named) {
  for (const Noun& noun : nouns)
    if (named.path.starts_with(noun.prefix))
      return fmt::format("the {}{}", noun.words, printable(named.path.substr(noun.prefix.size())));
  std::string_view kind = named.object.kind == ObjectKind::fifo ? "FIFO " : "";
  if (named.object.kind == ObjectKind::unix_socket) kind = "socket ";
  if (named.path.starts_with("/dev/mqueue/")) kind = "message queue ";
  if (named.path.starts_with("/dev/shm/")) kind = named.path.starts_with("/dev/shm/sem.") ? "named semaphore " : "shared memory ";
  return fmt::format("the {}{}", kind, printable(named.path));
}

}  // namespace ipcgrade::oracles
