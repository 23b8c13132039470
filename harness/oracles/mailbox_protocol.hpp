// The line protocol of mailboxes as operations on objects that are independent of each other: a mailbox's name, and the box of a
// process that has given itself a name.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "linear/history.hpp"
#include "oracles/conversation.hpp"

namespace ipcgrade::oracles {

struct Object {
  std::string words;  // "the mailbox box", "the box of process p"
  linear::History history;
};

// By kind and name, in the order of the names. Operation::process is the index in `conversations`.
[[nodiscard]] std::map<std::string, Object> objects_of(const std::vector<Conversation>& conversations);

}  // namespace ipcgrade::oracles
