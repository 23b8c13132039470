#include "scenario/complaints.hpp"

#include <algorithm>
#include <tuple>

namespace ipcgrade::scenario {

void Complaints::add(const base::Position& position, std::string text) {
  const auto control = [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; };
  std::replace_if(text.begin(), text.end(), control, ' ');
  found_.emplace_back(position, std::move(text));
}

void Complaints::raise() const {
  const auto earlier = [](const auto& a, const auto& b) {
    return std::tie(a.first.line, a.first.column) < std::tie(b.first.line, b.first.column);
  };
  const auto first = std::min_element(found_.begin(), found_.end(), earlier);
  if (first != found_.end()) throw base::InputError(first->first, first->second);
}

}  // namespace ipcgrade::scenario
