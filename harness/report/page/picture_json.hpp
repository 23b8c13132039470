// Pictures as JSON for the page's script. Numbers in flat lists and every text once, because a run may have ten thousand marks.
//
//   {"lanes": [[KIND, NAME, FIRST, LAST], …], "texts": [TEXT, …],
//    "marks": [LANE, KIND, NAME, WHERE, TEXT, PAYLOAD, EVENT, …],   seven numbers a mark; NAME to PAYLOAD are places in texts
//    "spans": [LANE, FROM, TO, END, …], "arrows": [FROM, TO, KIND, LABEL, …], "wrong": MARK or -1}
//
// Kinds are the names of the enumerators in report/page/timeline.hpp.
#pragma once

#include <string>

#include "lang/catalogue.hpp"
#include "report/page/timeline.hpp"
#include "report/page/wait_picture.hpp"

namespace ipcgrade::report::page {

// Sentences, places and labels in the language of `say`; names and payloads as they are.
[[nodiscard]] std::string picture_json(const Timeline& timeline, const lang::Say& say);
[[nodiscard]] std::string picture_json(const WaitPicture& picture, const lang::Say& say);

}  // namespace ipcgrade::report::page
