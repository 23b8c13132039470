#include "model/output.hpp"

#include <ctime>

namespace ipcgrade::model {

bool tells_the_time(std::string_view text, std::int64_t first, std::int64_t last) {
  if (text.find('\n') != text.size() - 1) return false;
  for (std::time_t second = first; second <= last; ++second) {
    std::tm parts{};
    char year[16];
    char time_of_day[16];
    gmtime_r(&second, &parts);
    std::strftime(year, sizeof year, "%Y", &parts);
    std::strftime(time_of_day, sizeof time_of_day, "%H:%M:%S", &parts);
    if (text.find(year) != std::string_view::npos && text.find(time_of_day) != std::string_view::npos) return true;
  }
  return false;
}

}  // namespace ipcgrade::model
