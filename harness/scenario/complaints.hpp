// What is wrong with an author's file. All of it is collected while the file is read, because tables are not read in the
// order in which they are written; one complaint is made of it, the one that stands first in the file.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "base/error.hpp"

namespace ipcgrade::scenario {

class Complaints {
 public:
  // What is quoted from the file may hold any byte: a complaint is one line, so control characters become blanks.
  void add(const base::Position& position, std::string text);
  [[nodiscard]] std::size_t count() const noexcept { return found_.size(); }
  // Throws base::InputError for the earliest one; of two at the same place the first that was added. Nothing, if there is none.
  void raise() const;

 private:
  std::vector<std::pair<base::Position, std::string>> found_;
};

}  // namespace ipcgrade::scenario
