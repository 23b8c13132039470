#include "engine/peers/answers.hpp"

#include <algorithm>
#include <utility>

namespace ipcgrade::engine::peers {

// To a request that is too short to have a transaction id the answer has that of zeros.
std::optional<std::string> Answers::to(std::string_view request) {
  if (next_ == answers_.size()) return std::nullopt;
  std::string xid(request.substr(0, xid_bytes));
  xid.resize(xid_bytes);
  return model::answer_bytes(answers_[next_++], xid);
}

std::vector<std::string> Records::take(std::string_view bytes) {
  std::vector<std::string> complete;
  while (!bytes.empty()) {
    if (left_ > 0) {
      const std::size_t part = std::min<std::size_t>(left_, bytes.size());
      beginning_ += bytes.substr(0, std::min(part, kept_bytes - std::min(kept_bytes, beginning_.size())));
      left_ -= static_cast<std::uint32_t>(part);
      bytes.remove_prefix(part);
    } else {
      const std::size_t part = std::min(mark_bytes - mark_.size(), bytes.size());
      mark_ += bytes.substr(0, part);
      bytes.remove_prefix(part);
      if (mark_.size() < mark_bytes) break;
      std::uint32_t mark = 0;
      for (const char byte : mark_) mark = mark << 8 | static_cast<unsigned char>(byte);
      mark_.clear();
      last_ = (mark & 0x80000000U) != 0;
      left_ = mark & 0x7fffffffU;
    }
    if (left_ > 0 || !mark_.empty() || !last_) continue;
    complete.push_back(std::exchange(beginning_, {}));
    last_ = false;
  }
  return complete;
}

}  // namespace ipcgrade::engine::peers
