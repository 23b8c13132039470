// The answers that a scenario has written down: the k-th message received gets the k-th of them, further ones get none.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/payload.hpp"

namespace ipcgrade::engine::peers {

class Answers {
 public:
  explicit Answers(const std::vector<model::Payload>& answers) : answers_(answers) {}

  static constexpr std::size_t xid_bytes = 4;
  // `request` begins with its transaction id, where it is long enough.
  [[nodiscard]] std::optional<std::string> to(std::string_view request);

 private:
  const std::vector<model::Payload>& answers_;  // the trial's
  std::size_t next_ = 0;
};

// Cuts a stream into records (RFC 5531, section 11): fragments, each behind four bytes that hold its length and whether it is the
// last one. Keeps no more than the first bytes of a record: garbage with lengths of gigabytes costs nothing.
class Records {
 public:
  // Takes more of the stream; the beginnings of the records that are now complete.
  [[nodiscard]] std::vector<std::string> take(std::string_view bytes);

 private:
  static constexpr std::size_t mark_bytes = 4;
  static constexpr std::size_t kept_bytes = Answers::xid_bytes;

  std::string mark_;
  std::uint32_t left_ = 0;  // of the fragment
  bool last_ = false;
  std::string beginning_;
};

}  // namespace ipcgrade::engine::peers
