// Expected above actual, with the first difference marked.
#pragma once

#include "report/expected.hpp"
#include "report/page/html.hpp"
#include "report/page/words.hpp"

namespace ipcgrade::report::page {

[[nodiscard]] Html comparison_block(const Comparison& comparison, const Words& words);

}  // namespace ipcgrade::report::page
