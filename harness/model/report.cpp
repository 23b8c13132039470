#include "model/report.hpp"

#include <array>

namespace ipcgrade::model {

std::string_view name_of(Outcome outcome) {
  static constexpr std::array<std::string_view, 6> names = {"passed",  "failed",         "inconclusive",
                                                            "skipped", "not applicable", "not declared"};
  return names.at(static_cast<std::size_t>(outcome));
}

}  // namespace ipcgrade::model
