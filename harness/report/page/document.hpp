// The frame of every page: one file with its style and script in it, which loads nothing and sends nothing.
#pragma once

#include <string>
#include <string_view>

#include "report/page/html.hpp"
#include "report/page/words.hpp"

namespace ipcgrade::report::page {

// The files of report/page/assets, each kind one after the other in the order of their names.
extern const std::string_view style_sheet;
extern const std::string_view script;

struct Document {
  std::string title;
  Html head;  // the page's header, beside the button for the language
  Html main;
  Html foot;
};

[[nodiscard]] std::string render(const Document& document, const Words& words);

}  // namespace ipcgrade::report::page
