#include "model/peer.hpp"

#include <algorithm>
#include <map>

namespace ipcgrade::model {

bool matches(ClosedRule rule, PeerEnd end) {
  switch (rule) {
    case ClosedRule::end:
      return end == PeerEnd::end;
    case ClosedRule::reset:
      return end == PeerEnd::reset;
    case ClosedRule::any:
      return end == PeerEnd::end || end == PeerEnd::reset;
    case ClosedRule::no:
      return end == PeerEnd::none;
    case ClosedRule::refused:
      return end == PeerEnd::refused;
  }
  return false;
}

std::optional<std::size_t> first_mismatch(const std::vector<Payload>& wanted, const std::vector<std::string>& came) {
  std::map<std::string, std::string> values;
  const auto fits = [&](const Payload& payload, const std::string& bytes) {
    if (payload.bytes != overlooking_any(payload, bytes)) return false;
    const auto own = any_values(payload, bytes);
    return std::all_of(own.begin(), own.end(),
                       [&](const auto& value) { return values.insert(value).first->second == value.second; });
  };
  const std::size_t common = std::min(wanted.size(), came.size());
  for (std::size_t i = 0; i < common; ++i)
    if (!fits(wanted[i], came[i])) return i;
  return wanted.size() == came.size() ? std::nullopt : std::optional(common);
}

}  // namespace ipcgrade::model
