// Bytes as the 64 characters of RFC 4648, section 4, with padding and without line breaks.
#pragma once

#include <string>
#include <string_view>

namespace ipcgrade::formats {

[[nodiscard]] std::string base64(std::string_view bytes);

}  // namespace ipcgrade::formats
