// Bytes that wait for room in a socket. What the scenario says is not copied: a trial outlives its peers.
#pragma once

#include <cstddef>
#include <deque>
#include <string>
#include <string_view>

namespace ipcgrade::engine::peers {

class Unsent {
 public:
  void borrow(std::string_view bytes) {
    if (!bytes.empty()) parts_.push_back({{}, bytes, 0});
  }
  void own(std::string bytes) {
    if (!bytes.empty()) parts_.push_back({std::move(bytes), {}, 0});
  }
  [[nodiscard]] bool empty() const { return parts_.empty(); }
  // What goes next.
  [[nodiscard]] std::string_view front() const { return parts_.front().rest(); }
  // Whose it is: the scenario's, or an answer or echo of the peer's own.
  [[nodiscard]] bool front_is_borrowed() const { return parts_.front().owned.empty(); }
  void sent(std::size_t count) {
    parts_.front().done += count;
    if (parts_.front().rest().empty()) parts_.pop_front();
  }
  void clear() { parts_.clear(); }

 private:
  struct Part {
    std::string owned;
    std::string_view borrowed;
    std::size_t done = 0;

    [[nodiscard]] std::string_view rest() const { return (owned.empty() ? borrowed : std::string_view(owned)).substr(done); }
  };
  std::deque<Part> parts_;
};

}  // namespace ipcgrade::engine::peers
